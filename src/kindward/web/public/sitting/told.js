// What a sitting tells on its page: the words of now and of next, and what is left of its time.

import { recall, remember } from "../shared/memory.js";
import { linesAt } from "./track.js";

export function telling(place) {
  const [now, next, left] = ["guidance", "next", "left"].map((name) => place.querySelector(`[data-${name}]`));
  const number = left.querySelector(".number");
  let shown = null;

  left.addEventListener("click", () => {
    remember("clock", recall("clock") ? null : true);
    press();
  });
  press();
  return {
    // What is left is told as it will last, at this rate.
    at(track, at, rate) {
      const lines = linesAt(track, at);
      if (lines.now !== shown) show(lines);
      left.style.setProperty("--gone", (at / track.total).toFixed(3));
      const told = minutes((track.total - at) / rate);
      if (number.textContent !== told) number.textContent = told;
    },
    // These words stand there, until others are due.
    say(first, second = "") {
      shown?.item.classList.remove("now");
      shown = null;
      now.textContent = first;
      next.textContent = second;
    },
    over() {
      const { over, thanks } = place.querySelector("[data-status]").dataset;
      this.say(over, thanks);
    },
    // Words that no voice says are said by a screen reader, where there is one.
    aloud: (wanted) => now.setAttribute("aria-live", wanted ? "polite" : "off"),
    show: (wanted) => { left.hidden = !wanted; },
  };

  function show(lines) {
    shown?.item.classList.remove("now");
    shown = lines.now;
    shown.item.classList.add("now");
    now.textContent = shown.text;
    next.textContent = lines.next?.text ?? "";
  }

  // For those who cannot see its shape, and those who want to read it; rarely another.
  function minutes(seconds) {
    const whole = Math.round(seconds / 60);
    return whole < 1 ? left.dataset.last : left.dataset.some.replace("{minutes}", whole);
  }

  function press() {
    left.setAttribute("aria-pressed", String(Boolean(recall("clock"))));
  }
}
