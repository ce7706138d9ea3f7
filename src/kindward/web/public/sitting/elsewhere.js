// A sitting of another page, in the place of the one that is here.

// It, and what puts it there, or null: asked for once the voice is there.
export async function elsewhere(address) {
  try {
    const { replace, sittingAt } = await import("./instead.js");
    return { sitting: await sittingAt(address), replace };
  } catch {
    return null;
  }
}

// It takes the place, and begins. If it cannot be had, its page is the way.
export async function instead(sitting, link, begun) {
  sitting.time?.pause();
  sitting.leave();
  const found = (link === sitting.part("ground") && await sitting.ground) || await elsewhere(link.href);
  if (!found) {
    location.assign(link.href);
    return;
  }
  sitting.gone.abort();
  sitting.time?.leave();
  found.replace(sitting.place, found.sitting);
  const next = begun(found.sitting);
  next.start();
  next.begin.focus({ preventScroll: true });
}
