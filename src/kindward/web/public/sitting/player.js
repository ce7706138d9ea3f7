// A sitting comes alive: one large button, and words and picture that keep step with the voice.
// Without this file the sound's own controls do everything, and all the words stand on the page.

import { Sitting } from "./sitting.js";

for (const place of document.querySelectorAll("[data-sitting]")) {
  const sitting = new Sitting(place);
  if (wasBegun()) sitting.start();
}

// Whether the tap was made on the page before. It is told once: whoever comes back begins anew.
// A frame on somebody else's page waits for a tap of its own: there the address is not the listener's.
function wasBegun() {
  const here = new URL(location);
  const begun = here.searchParams.get("begin") === "yes" && self === top;
  here.searchParams.delete("begin");
  if (begun) history.replaceState(history.state, "", here);
  return begun;
}
