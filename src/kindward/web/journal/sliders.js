// A number field becomes a slider that has no thumb until it is touched, and can be left out again.
// Without this file the field takes a number, and may stay empty just the same.

for (const place of document.querySelectorAll("[data-slider]")) slide(place);

function slide(place) {
  const field = place.querySelector("input");
  const told = document.createElement("output");
  const out = document.createElement("button");
  out.type = "button";
  out.className = "plain";
  out.textContent = place.dataset.leaveOut;
  out.setAttribute("aria-describedby", field.id);
  const { name, value } = field;
  field.type = "range";
  field.value = value || 50;
  set(value);
  for (const event of ["input", "pointerdown", "keydown"]) {
    field.addEventListener(event, ({ key }) => key === "Tab" || key === "Shift" || set(field.value));
  }
  out.addEventListener("click", () => {
    set("");
    field.focus();
  });
  field.after(told, out);

  // A field without a name is not sent.
  function set(number) {
    const touched = number !== "";
    field.name = touched ? name : "";
    place.classList.toggle("untouched", !touched);
    told.textContent = number;
    field.toggleAttribute("aria-valuetext", !touched);
    if (!touched) field.setAttribute("aria-valuetext", "–");
    out.hidden = !touched;
  }
}
