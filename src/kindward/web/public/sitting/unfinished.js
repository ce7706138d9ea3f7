// Where a sitting was left, to go on there another time.

import { recall, remember } from "../shared/memory.js";

const LAST_S = 10; // so shortly before its end there is nothing to go on with

export function keepPlace(place, at, total) {
  if (at > total - LAST_S) return;
  remember("left", { title: place.dataset.title, address: address(place), at: Math.floor(at) });
}

// The second to go on at, for whoever came here to go on.
export function placeKept(place) {
  const left = recall("left");
  return location.hash === "#go-on" && left?.address === address(place) ? left.at : 0;
}

// Where this sitting has its page, told so that it holds on any other page.
function address(place) {
  return new URL(place.dataset.address, location).href;
}
