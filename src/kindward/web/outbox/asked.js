// A page of one's own asks how to seal, for the next time without a network, and sends what waits.

import { drain, state } from "./outbox.js";

state(document.querySelector("script[data-prefix]").dataset.prefix).then(drain);
