"""Someone whose browser asks for Spanish: every word they see or hear is Spanish."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import expect

from kindward.library import GROUNDING, Library, Tables
from kindward.voice import voices
from kindward.web.languages.catalogues import FOLDER
from tests.browser.conftest import Someone, hears
from tests.browser.pages import PRACTICE

pytestmark = pytest.mark.browser

SEEN = """() => {
  const told = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    if (!parentElement.closest("script, style, template, noscript, [lang]:not([lang=es])")) told.push(data);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const element of document.querySelectorAll(`[${name}]`)) told.push(element.getAttribute(name));
  }
  return told.map((words) => words.replace(/\\s+/g, " ").trim()).filter((words) => /\\p{L}/u.test(words));
}"""
FILLED = re.compile(r"%\\\((\w+)\\\)s|\\\{(\w+)\\\}")


NUMBERS = {"low", "high", "more", "less"}


@pytest.fixture(scope="module")
def spanish() -> re.Pattern[str]:
    """All that the catalogue and the practices say, with whatever is filled in."""
    names = {"Kindward", *(voice.engine for voice in voices("es"))}
    sayings = {" ".join(words.split()) for words in {*_catalogue(), *_practices(), *names}}
    said = "|".join(FILLED.sub(_filled, re.escape(saying)) for saying in sayings)
    return re.compile(rf"(?:{said})(?: \([0-9.]+\))?|[0-9]+(?:,[0-9])? [kMG]B")


def _filled(place: re.Match[str]) -> str:
    """What stands where a saying has a place for something: a number, or whatever it may be."""
    return "[-0-9.,]+" if place[1] in NUMBERS else ".+"


def _catalogue() -> Iterator[str]:
    with (FOLDER / "es.po").open("rb") as file:
        for message in read_po(file, locale="es"):
            said = message.string
            yield from (said,) if isinstance(said, str) else said or ()


def _practices() -> Iterator[str]:
    for practice in Library().practices("es"):
        score = practice.score
        yield from (score.title, score.summary, *score.alternatives, *score.credits, *score.notes)
        yield from score.lines()
    yield from (feeling.name for feeling in Tables(Library()).of("es"))


@pytest.mark.parametrize(
    "path", ["/", PRACTICE, f"/practices/{GROUNDING}", "/settings", "/offline"]
)
def test_every_word_is_from_the_catalogue_or_a_practice(someone: Someone, spanish, path):
    page = someone(locale="es-MX")
    page.goto(path)
    expect(page.locator("html")).to_have_attribute("lang", "es")
    strange = [
        piece
        for words in (seen.removeprefix(". ").removesuffix(" ·") for seen in page.evaluate(SEEN))
        if not spanish.fullmatch(words)
        for piece in re.split(r" · |, | y ", words)
        if not spanish.fullmatch(piece)
    ]
    assert strange == []
    assert not spanish.fullmatch("Add to favorites")


def test_a_sitting_begins_in_spanish_and_stays_in_it(someone: Someone):
    page = someone(locale="es-MX")
    page.goto("/")
    page.get_by_role("button", name="Empezar").click()
    hears(page)
    assert "/sound/es/" in page.evaluate("document.querySelector('audio').currentSrc")
    page.get_by_role("link", name="Esto es demasiado").click()
    expect(page.get_by_role("article", name="Pies en la tierra")).to_be_visible()
    page.get_by_role("button", name="Cerrar").click()
    page.locator(".foot").get_by_role("link", name="English").click()
    expect(page.get_by_role("button", name="Begin")).to_be_visible()
