// Another sitting in the place of one, without another page: taken out of the page where it stands.

const LAST_MS = 8000;
const ADDRESSES = ["href", "src", "data-address", "data-anew", "data-artwork", "data-style"];

// The sitting of a page. Asked for as a document, which runs no script and loads nothing.
export function sittingAt(address) {
  return new Promise((found, refused) => {
    const asked = new XMLHttpRequest();
    asked.open("GET", address);
    Object.assign(asked, { responseType: "document", timeout: LAST_MS, onerror: refused, ontimeout: refused });
    asked.onload = () => {
      const sitting = asked.response?.querySelector("[data-sitting]");
      if (sitting) found(whole(sitting, asked.responseURL, address));
      else refused(new Error(asked.status));
    };
    asked.send();
  });
}

// It takes the place, with the element that has played there: that one may sound without a tap of its own.
export function replace(place, sitting) {
  const [played, silent] = [place, sitting].map((one) => one.querySelector("audio"));
  if (played && silent) {
    played.replaceChildren(...silent.childNodes);
    silent.replaceWith(played);
  }
  place.replaceWith(sitting);
  if (silent) played?.load();
}

// Its addresses as they hold on any page; and the one that was asked for, which it may only stand in for.
function whole(sitting, from, wished) {
  sitting.dataset.asked = new URL(wished, location).href;
  for (const name of ADDRESSES) {
    for (const part of [sitting, ...sitting.querySelectorAll(`[${name}]`)]) {
      const address = part.getAttribute(name);
      if (address && !address.startsWith("#")) part.setAttribute(name, new URL(address, from).href);
    }
  }
  return sitting;
}
