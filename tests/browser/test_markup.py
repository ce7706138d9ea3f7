"""Pages, style sheets and drawings as the Nu HTML Checker reads them, which is the W3C's own."""

from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from kindward.web.http.static import Static
from tests.browser.pages import OWN_PAGES, PAGES
from tests.browser.tools import vnu
from tests.computer import Computer

pytestmark = pytest.mark.slow

KINDS = (".css", ".svg")


def test_nothing_that_is_sent_breaks_the_rules_of_its_language(
    address: str, home: Path, tmp_path: Path
):
    files = {path: name for name, path in [*_pages(address, home, tmp_path), *_assets(tmp_path)]}
    assert {path.suffix for path in files} == {".html", *KINDS}
    assert _errors(files) == []


def test_what_breaks_the_rules_is_found(tmp_path: Path):
    (tmp_path / "a.html").write_text("<!DOCTYPE html><html lang=en><title>A</title><p><div></p>")
    (tmp_path / "b.css").write_text("p { colour: red }")
    (tmp_path / "c.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><circel r="1"/></svg>')
    found = _errors({path: path.name for path in tmp_path.iterdir()})
    assert {fault.partition(":")[0] for fault in found} == {"a.html", "b.css", "c.svg"}


def _pages(address: str, home: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    with httpx2.Client(base_url=address) as me:
        me.get(Computer(home).way_in())
        for number, path in enumerate((*PAGES, *OWN_PAGES)):
            yield path, _write(folder / f"{number}.html", me.get(path).content)


def _assets(folder: Path) -> Iterator[tuple[str, Path]]:
    for number, (name, asset) in enumerate(Static().assets.items()):
        if name.endswith(KINDS):
            yield name, _write(folder / f"{number}{Path(name).suffix}", asset.content)


def _write(file: Path, content: bytes) -> Path:
    file.write_bytes(content)
    return file


def _errors(files: dict[Path, str]) -> list[str]:
    named = {path.as_uri().replace("file:///", "file:/"): name for path, name in files.items()}
    return [
        f"{named[told['url']]}:{told.get('lastLine')} {told['message']} {told.get('extract', '')}"
        for told in vnu(list(files))
        if told["type"] != "info"
    ]
