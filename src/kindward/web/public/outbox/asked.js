// A page of one's own asks how to seal, for the next time without a network, sends what waits, and
// takes along what was starred in this browser before.

import { inRecord } from "../practice/stars.js";
import { drain, state } from "./outbox.js";

state(document.querySelector("script[data-prefix]").dataset.prefix).then(({ open, favourites }) => {
  if (open && favourites) inRecord(favourites);
  return drain();
});
