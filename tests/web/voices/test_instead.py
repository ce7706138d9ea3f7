"""One sitting, one voice: who reads where a voice lacks words, and what is said of it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kindward.library import Library
from kindward.narration import About
from kindward.web.app import create_app
from kindward.wiring import Settings, open_house
from tests.narration.packs import ABOUT, nothing_is_shipped, pack
from tests.web.fakes import live
from tests.web.markup import Page

WHOLE, LACKING = "/practices/hold-gently", "/practices/loving-kindness"
USUAL = "The usual voice can’t say all of this practice."
CHOSEN = "The voice you chose can’t say all of this practice."
ANOTHER = re.compile(r"You’ll hear “[^“”]+” instead\.")
LIVE = live("en").name


@pytest.fixture
def narrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """A house whose usual voice has spoken one practice, and knows no other words."""
    sister = About("en", "sister", who="woman", made_by="person", title="my sister’s <voice>")
    lines = Library().find("hold-gently", "en").score.lines()
    pack(tmp_path / "narrations", lines, ABOUT)
    pack(tmp_path / "narrations", [*lines[:-1]], sister)
    nothing_is_shipped(monkeypatch, tmp_path)
    with open_house(Settings(tmp_path, warm_up=False)) as house:
        app = create_app(house)
        with TestClient(app, base_url="http://localhost") as client:
            yield client


def _status(page: Page) -> str:
    return " ".join(page.text("p").split())


def test_a_voice_that_has_all_the_words_reads_them_and_nothing_is_said(narrated):
    answer = narrated.get(f"{WHOLE}?voice=test-voice").text
    page = Page(answer)
    assert "can’t say all" not in answer
    assert "/test-voice/" in page.all("source")[0]["src"]
    assert "open" not in page.all("details")[1]


@pytest.mark.parametrize(("query", "said"), [("", USUAL), ("?voice=test-voice", CHOSEN)])
def test_before_it_begins_it_says_who_reads_instead_and_offers_only_who_can(narrated, query, said):
    answer = narrated.get(f"{LACKING}{query}").text
    page = Page(answer)
    assert said in _status(page)
    assert ANOTHER.search(_status(page))
    radios = [box for box in page.all("input") if box.get("name") == "voice"]
    assert not {"test-voice", "sister"} & {box["value"] for box in radios}
    (chosen,) = [box for box in radios if "checked" in box]
    assert chosen == radios[0]
    assert all(f"/{LIVE}/" in source["src"] for source in page.all("source")[:2])
    (change,) = [d for d in page.all("details") if d.get("class") == "change"]
    assert "open" in change


def test_what_is_asked_for_goes_along_to_the_next_practice(narrated):
    page = Page(narrated.get(f"{LACKING}?voice=test-voice").text)
    assert any("voice=test-voice" in (link.get("href") or "") for link in page.all("a"))


def test_whoever_reads_along_is_told_of_no_voice(narrated):
    assert CHOSEN not in narrated.get(f"{LACKING}?voice=test-voice&form=read").text


def test_what_someone_calls_their_voice_is_shown_as_it_was_typed(narrated):
    answer = narrated.get(f"{WHOLE}?voice=sister").text
    assert CHOSEN in answer
    assert "<voice>" not in answer
    whole = narrated.get(WHOLE).text
    assert "A woman’s voice, made by a computer" in whole


def test_it_goes_on_in_the_voice_that_reads_instead(narrated):
    asked = f"{LACKING}/anew?voice=test-voice&minutes=10&line=0&nth=0&into=0&heard=0"
    told = narrated.get(asked).json()
    assert all(f"/{LIVE}/" in source["url"] for source in told["sources"])
