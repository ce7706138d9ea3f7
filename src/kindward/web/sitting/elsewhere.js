// A sitting of another page, to take the place of the one that is here.

// It, and what puts it there, or null: asked for once the voice is there.
export async function elsewhere(address) {
  try {
    const { replace, sittingAt } = await import("./instead.js");
    return { sitting: await sittingAt(address), replace };
  } catch {
    return null;
  }
}
