// Before the first paint: the light and the name that this person has chosen, and whether something
// was left unfinished. Not a module, and
// not deferred, so that no page ever flashes in another light.
{
  const chosen = (name) => {
    try {
      return JSON.parse(localStorage.getItem(`kindward.${name}`));
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const theme = chosen("theme");
  if (theme) root.dataset.theme = theme;
  if (chosen("size")) root.dataset.size = chosen("size");
  if (chosen("left")) root.dataset.unfinished = "yes";
  if (chosen("neutral")) {
    root.dataset.neutral = document.currentScript.dataset.neutral;
    document.title = root.dataset.neutral;
    document.querySelector("link[rel=icon]").href = document.currentScript.dataset.icon;
    document.querySelector("link[rel=manifest]").href += "?neutral=yes";
  }
}
