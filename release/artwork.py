"""The picture of each practice as a square for lock screens, drawn from its SVG: `just artwork`.

Afterwards `web/public/picture/artwork/NAME.png` is as the drawing and the colors by day are now.
"""

import os
import shutil
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

from kindward.web.http.static import STYLE, Static
from kindward.web.public.picture.pictures import PICTURES, ROOT

SIDE_PX: Final = 512
PAGE: Final = """<!DOCTYPE html><html data-theme="day"><style>{style}
  .picture {{ position: absolute; inset: 15vmin 5vmin auto }}
</style><figure class="picture" data-picture="{name}">{drawing}</figure></html>"""


def draw(folder: Path) -> None:
    """Every drawing, complete as it is where nothing moves it."""
    style = Static().assets[STYLE].content.decode()
    browser = os.environ.get("KINDWARD_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as started:
        page = started.chromium.launch(executable_path=browser, args=["--no-sandbox"]).new_page(
            viewport={"width": SIDE_PX, "height": SIDE_PX}
        )
        for name in sorted(PICTURES):
            drawing = (ROOT / f"{name}.svg").read_text()
            page.set_content(PAGE.format(style=style, name=name, drawing=drawing))
            page.screenshot(path=folder / f"{name}.png")


if __name__ == "__main__":
    draw(ROOT / "artwork")
