"""The web room in three: what a section may import, and how its areas are reached."""

import pytest

from tests.house.test_doors import PACKAGE, imports

WEB = PACKAGE / "web"
BEHIND = {
    "http": ("public", "private", "app"),
    "public": ("private", "app"),
    "private": ("app",),
    "languages": ("http", "public", "private", "app"),
}
"""What no file of a section may import: what is built on it."""


@pytest.mark.parametrize("section", BEHIND)
def test_http_serves_both_and_what_is_public_knows_nothing_private(section):
    found = [
        (p.name, module) for p in sorted((WEB / section).rglob("*.py")) for module in imports(p)
    ]
    behind = tuple(f"kindward.web.{each}." for each in BEHIND[section])
    assert len(found) > 1
    assert not [each for each in found if f"{each[1]}.".startswith(behind)]


def test_the_application_knows_areas_by_their_lists_alone():
    """So what stands under private/ is reached through the one wrapper around all of it."""
    listed = {f"kindward.web.{section}.routes.routes" for section in ("public", "private")}
    named = {m for m in imports(WEB / "app.py") if m.startswith("kindward.web.p")}
    assert listed <= named <= listed | {"kindward.web.public.offline.serve.Worker"}


@pytest.mark.parametrize("section", ["public", "private"])
def test_every_area_with_addresses_is_on_the_list_of_its_section(section):
    folders = (path.parent.name for path in (WEB / section).glob("*/routes.py"))
    areas = {f"kindward.web.{section}.{folder}.routes.routes" for folder in folders}
    assert len(areas) >= 7
    assert areas <= set(imports(WEB / section / "routes.py"))


def test_no_area_sets_what_the_wrapper_says():
    """One that did would be believed to need it, and the next one would be copied from it."""
    sources = {path: path.read_text("utf-8") for path in (WEB / "private").rglob("*.py")}
    assert [path.name for path, source in sources.items() if "Cache-Control" in source] == [
        "closed.py"
    ]
