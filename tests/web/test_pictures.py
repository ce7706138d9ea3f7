import gzip
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import kindward
from kindward.library import GROUNDING, NINE
from kindward.score import parse
from kindward.web.public.picture.pictures import PICTURES, RING, ROOT, chosen
from tests.web.markup import Page

DRAWN = {"svg", "g", "path", "circle"}
ALLOWED = {
    "viewBox", "data-stages", "aria-hidden",
    "class", "d", "pathLength", "cx", "cy", "r",
}  # fmt: skip
MARKS = ROOT / "marks"
STYLE = "".join(path.read_text() for path in ROOT.glob("*.css"))
SCORES = sorted(Path(kindward.__file__).parent.glob("practices/*/*.score"))


def elements(path: Path) -> list[ET.Element]:
    return list(ET.fromstring(path.read_text()).iter())  # noqa: S314 - our own files


def classes(path: Path) -> set[str]:
    return {name for element in elements(path) for name in element.get("class", "").split()}


@pytest.fixture(scope="module")
def templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(ROOT.parent),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_null_translations(  # type: ignore[attr-defined]  # the extension adds it
        newstyle=True
    )
    return environment


def test_there_is_a_drawing_for_each_practice_and_one_for_all_others():
    assert {*NINE, GROUNDING, RING} == PICTURES


def test_each_drawing_is_a_square_too_which_its_sitting_names_for_lock_screens(client):
    for name in (*NINE, GROUNDING):
        (sitting,) = Page(client.get(f"/practices/{name}").text).all("article")
        picture = client.get(sitting["data-artwork"])
        assert picture.headers["content-type"] == "image/png"
        assert picture.content[16:24] == (512).to_bytes(4) * 2  # its width and height
    drawn = {path.stem: path.read_bytes() for path in (ROOT / "artwork").glob("*.png")}
    assert drawn.keys() == PICTURES
    assert len(set(drawn.values())) == len(drawn)


@pytest.mark.parametrize("path", SCORES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_score_names_the_drawing_that_was_made_for_it(path):
    assert parse(path.read_text()).picture == path.stem


@given(st.text() | st.sampled_from(["../shared/favicon", "marks/ring", "ring.svg", ""]))
def test_a_name_that_is_none_of_ours_gets_the_ring(name):
    assert chosen(name) == (name if name in PICTURES else RING)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_drawing_is_chosen_by_its_name(name):
    assert chosen(name) == name


def test_all_drawings_together_weigh_less_than_a_photograph():
    assert sum((ROOT / f"{name}.svg").stat().st_size for name in PICTURES) < 60_000


def test_the_script_is_small():
    assert len(gzip.compress((ROOT / "picture.js").read_bytes())) <= 2_500


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_mark_is_tiny(name):
    assert (MARKS / f"{name}.svg").stat().st_size <= 450


@pytest.mark.parametrize("name", sorted(PICTURES))
@pytest.mark.parametrize(("folder", "box"), [(ROOT, "0 0 400 300"), (MARKS, "0 0 64 64")])
def test_a_drawing_has_only_shapes_and_classes(folder, box, name):
    root, *shapes = elements(folder / f"{name}.svg")
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in (root, *shapes)}
    assert tags <= DRAWN
    assert {key for element in (root, *shapes) for key in element.keys()} <= ALLOWED  # noqa: SIM118 - an Element is no mapping
    assert (root.get("viewBox"), root.get("aria-hidden")) == (
        box, "true",
    )  # fmt: skip


@pytest.mark.parametrize("path", sorted(ROOT.glob("**/*.svg")), ids=lambda path: str(path)[-40:])
def test_every_class_of_a_drawing_means_something(path):
    known = set(re.findall(r"\.([a-z][a-z0-9-]*)", STYLE)) | {"leaf-left", "leaf-right"}
    assert classes(path) <= known


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_whatever_comes_by_stage_comes_in_a_stage_that_there_is(name):
    path = ROOT / f"{name}.svg"
    stages = int(elements(path)[0].get("data-stages", "1"))
    places = [int(mark[3:]) for mark in classes(path) if re.fullmatch(r"(at|to)-\d", mark)]
    assert all(place < stages for place in places)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_what_comes_by_stage_does_not_answer_to_the_breath_itself(name):
    answers = {"swell", "palm", "sway", "warm", "steam", "day"}
    for element in elements(ROOT / f"{name}.svg"):
        own = set(element.get("class", "").split())
        assert not (own & answers and any(re.match(r"(at|to)-", mark) for mark in own))


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_drawing_is_described_in_words_for_those_who_cannot_see_it(templates, name):
    html = templates.get_template("picture/_picture.html").render(name=name)
    page = Page(html)
    assert {"class": "picture", "data-picture": name} in page.all("figure")
    assert page.all("figcaption") == [{"class": "unseen"}]
    assert 8 <= len(page.text("figcaption").split()) <= 32
    assert html.count("<svg") == 1


def test_no_two_drawings_are_described_alike(templates):
    picture = templates.get_template("picture/_picture.html")
    told = {Page(picture.render(name=name)).text("figcaption") for name in PICTURES}
    assert len(told) == len(PICTURES)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_a_mark_says_nothing(templates, name):
    page = Page(templates.get_template("picture/_mark.html").render(name=name))
    assert page.text() == ""
    assert page.all("svg")[0]["aria-hidden"] == "true"
