// Before the first paint: the light and the name that this person has chosen, whether something was
// left unfinished or waits to be kept, whether there may be a favourite or pages of their own, and
// whether they left at once and came here by the Back button. Not a module, and not deferred, so that
// no page ever flashes in another light.
{
  const read = (storage, name) => {
    try {
      return JSON.parse(self[storage].getItem(`kindward.${name}`));
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const { neutral, icon, wayOut } = document.currentScript.dataset;
  const chosen = (name) => read("localStorage", name);
  if (chosen("theme")) root.dataset.theme = chosen("theme");
  if (chosen("size")) root.dataset.size = chosen("size");
  if (location.protocol === "file:") root.dataset.alone = "yes"; // no module will come from there
  if (chosen("own")) root.dataset.own = "yes";
  if (chosen("outbox")) root.dataset.waiting = "yes";
  if (chosen("left")) root.dataset.unfinished = "yes";
  if (chosen("favourites")?.length || chosen("own")) root.dataset.favoured = "yes";
  if (chosen("neutral")) {
    root.dataset.neutral = neutral;
    document.title = neutral;
    document.querySelector("link[rel=icon]").href = icon;
    const manifest = document.querySelector("link[rel=manifest]");
    if (manifest) manifest.href += "?neutral=yes";
  }
  if (read("sessionStorage", "gone")) {
    if (performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
      root.hidden = true;
      location.replace(wayOut);
    } else {
      sessionStorage.removeItem("kindward.gone");
    }
  }
}
