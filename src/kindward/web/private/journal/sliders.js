// A number field becomes a slider that has no thumb until it is answered, and can be cleared again.
// Without this file the field takes a number, and may stay empty just the same.

const MIDDLE = 50; // where an arrow key sets out from
const THUMB_REM = 1.75;

for (const place of document.querySelectorAll("[data-slider]")) slide(place);

function slide(place) {
  const field = place.querySelector("input");
  const told = document.createElement("output");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.className = "plain";
  clear.textContent = place.dataset.clear;
  clear.setAttribute("aria-describedby", field.id);
  const { name, value } = field;
  field.type = "range";
  set(value);
  field.addEventListener("input", () => set(field.value));
  let pressed = false; // whether the finger went down here: a tap on the words of the question is a click here too
  document.addEventListener("pointerdown", ({ target }) => { pressed = target === field; }, { capture: true });
  field.addEventListener("click", (event) => { // a tap; a finger that only scrolls past answers nothing
    const tapped = pressed ? at(event) : null;
    if (tapped !== null) set(tapped);
  });
  field.addEventListener("keydown", ({ key }) => {
    if (key === " ") set(field.value);
    if (key === "Delete" || key === "Backspace") set("");
  });
  clear.addEventListener("click", () => {
    set("");
    field.focus();
  });
  field.after(told, clear);

  // The number under a tap; not every browser goes to it by itself. Null for a click that is none.
  function at({ clientX, clientY }) {
    const { left, right, top, bottom, width } = field.getBoundingClientRect();
    if (clientX < left || clientX > right || clientY < top || clientY > bottom) return null;
    const thumb = THUMB_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const share = Math.min(Math.max((clientX - left - thumb / 2) / (width - thumb), 0), 1);
    return Math.round(100 * (getComputedStyle(field).direction === "rtl" ? 1 - share : share));
  }

  // A field without a name is not sent.
  function set(number) {
    const answered = number !== "";
    field.value = answered ? number : MIDDLE;
    field.name = answered ? name : "";
    field.style.setProperty("--share", `${field.value}%`);
    place.classList.toggle("unanswered", !answered);
    told.textContent = answered ? number : place.dataset.unanswered;
    if (answered) field.removeAttribute("aria-valuetext");
    else field.setAttribute("aria-valuetext", place.dataset.unanswered);
    clear.hidden = !answered;
  }
}
