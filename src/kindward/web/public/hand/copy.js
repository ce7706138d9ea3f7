// A link or a piece of HTML is copied or shared at a tap. Without this file it can be marked by hand.

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  button.addEventListener("click", async () => {
    source.select();
    const copied = await copy(source.value);
    button.nextElementSibling.textContent = button.dataset[copied ? "done" : "marked"];
  });
  button.hidden = false;
}

for (const button of document.querySelectorAll("[data-share]")) {
  const { share: url, title } = button.dataset;
  button.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
  button.hidden = !navigator.share;
}

// Browsers lend the clipboard to secure pages only: not to one that a neighbour serves over http.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
