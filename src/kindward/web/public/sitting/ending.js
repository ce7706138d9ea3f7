// The end of a sitting: its picture stands still, and what one may do now is in the place of what ran.

import { recall, remember } from "../shared/memory.js";

export function endingOf(place) {
  const ways = place.querySelector("[data-ending]");
  return {
    show() {
      const wasHere = place.querySelector(".controls").contains(document.activeElement);
      place.classList.add("ended");
      ways.hidden = false;
      window.scrollTo(0, 0);
      if (wasHere) ways.querySelector("[data-action=again]").focus({ preventScroll: true });
    },
    hide() {
      place.classList.remove("ended");
      ways.hidden = true;
    },
    // It was a sitting, and nothing of it is left to go on with.
    keep() {
      remember("left", null);
      remember("heard", [...new Set([...(recall("heard") ?? []), place.dataset.name])]);
      place.dispatchEvent(new CustomEvent("kindward:over", { bubbles: true }));
    },
  };
}
