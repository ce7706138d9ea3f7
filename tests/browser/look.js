// What axe cannot see, as a list of faults in words: text and targets that are cut, covered, too
// small, or too wide for the screen; motion where none is wanted; sound that began by itself.
() => {
  const root = document.documentElement;
  const rem = parseFloat(getComputedStyle(root).fontSize);
  const styled = (element) => getComputedStyle(element);
  const isSeen = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 2 && height > 2 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      && !element.closest(".meet, .unseen, .skip, svg") ;
  };
  const name = (element) => `${element.localName}.${element.className} “${(element.innerText ?? element.value ?? "").trim().slice(0, 30)}”`;
  const ownText = (element) => [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const isMoving = ({ effect, playState }) => playState === "running"
    && effect.getKeyframes().some((frame) => ["transform", "translate", "scale", "rotate", "strokeDashoffset"].some((way) => way in frame));
  const faults = [];
  const seen = [...document.body.querySelectorAll("*")].filter(isSeen);

  if (document.scrollingElement.scrollWidth > root.clientWidth) {
    const wide = seen.filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
    faults.push(`scrolls sideways: ${document.scrollingElement.scrollWidth} of ${root.clientWidth}, ${wide.slice(0, 3).map(name)}`);
  }
  for (const element of seen.filter(ownText)) {
    const { overflowX, overflowY, fontSize } = styled(element);
    const isCut = (overflowY !== "visible" && element.scrollHeight > element.clientHeight + 2)
      || (overflowX !== "visible" && element.scrollWidth > element.clientWidth + 2);
    if (isCut && !element.matches("textarea")) faults.push(`cut: ${name(element)}`);
    if (parseFloat(fontSize) < rem * 0.8) faults.push(`tiny: ${name(element)} ${fontSize}`);
  }
  for (const target of seen.filter((element) => element.matches("a[href], button, summary, select, input, textarea"))) {
    const isStretched = getComputedStyle(target, "::after").position === "absolute";
    const parts = [isStretched ? target.offsetParent : target, ...(target.labels ?? [])];
    const boxes = parts.map((element) => element.getBoundingClientRect());
    const [width, height] = ["width", "height"].map((side) => Math.max(...boxes.map((box) => box[side])));
    const inText = target.matches("a") && styled(target).display === "inline" && !isStretched;
    if (inText ? parseFloat(styled(target).lineHeight) < 24 : Math.min(width, height) < 44) {
      faults.push(`small: ${name(target)} ${width}×${height}`);
    }
    if (covers(target)) faults.push(`covered: ${name(target)} by ${name(covers(target))}`);
  }
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
    for (const animation of document.getAnimations().filter(isMoving)) faults.push(`moves: ${name(animation.effect.target)}`);
  }
  for (const audio of document.querySelectorAll("audio")) {
    if (!audio.paused && !document.querySelector(".practising")) faults.push("sounds by itself");
  }
  return [...new Set(faults)];

  // What lies over the middle of a target where the page stands now, if anything does.
  function covers(target) {
    const { x, y, width, height } = target.getClientRects()[0];
    const found = document.elementFromPoint(x + width / 2, y + height / 2);
    const own = [target, ...(target.labels ?? [])];
    const isOwn = !found || own.some((element) => element.contains(found)) || found.contains(target);
    return isOwn || staysInPlace(found) ? null : found;
  }

  // Whether one can scroll things out from under it.
  function staysInPlace(element) {
    return element && (styled(element).position === "sticky" || staysInPlace(element.parentElement));
  }
}
