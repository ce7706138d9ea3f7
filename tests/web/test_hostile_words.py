"""Hostile words in every place that shows somebody's words: the page stays what it was.

What comes with a request is in `test_hostile_requests.py`; `browser/test_hostile_words.py` has the
same in a browser.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kindward import web
from kindward.web.public.home.page import FIRST
from tests.web.hostile import law
from tests.web.hostile.payloads import PAYLOADS, plain
from tests.web.hostile.place import PATH, SITTING, Twins
from tests.web.own import NOON, shown_by

HOUSE = Path(web.__file__).parent
SHOWN = (
    "/?minutes=20", f"/practices/{FIRST}?minutes=20", f"/practices/{FIRST}/hand?minutes=20",
    f"/practices/{FIRST}/print?minutes=20&notes=yes", f"/embed/{FIRST}?minutes=20", "/journal",
    "/journal/wishes", "/journal/offer?mode=new", f"/journal/quiet?sitting={SITTING}",
    f"/journal/afterwards?sitting={SITTING}", "/journal/summary", "/journal/back", "/long-run/look",
    "/paths", f"/paths/{PATH}", f"/paths/{PATH}?day=2", f"/journal/paths/{PATH}",
    "/long-run/look/evening?of=2026-11-20", "/long-run/look/result", "/es/long-run/look",
    "/journal/note?id=a-payload-0",
)  # fmt: skip
"""Pages with words of somebody's on them."""

DATA = (
    f"/practices/{FIRST}/anew?minutes=20&line=1&nth=0&into=1&heard=5", "/offline/20.json",
    "/journal/calendar.ics", "/feed/en.xml?minutes=20",
    f"/practices/{FIRST}/score",
    f"/feed/chapters/en/silent/{FIRST}/1200.json", f"/sound/en/silent/{FIRST}/1200.vtt",
)  # fmt: skip
"""Other files with such words."""

OURS_ALONE = (
    "/support", "/check-in", "/settings", "/offline", "/patterns", "/journal/leave", "/long-run",
    "/long-run/back", "/practices", "/long-run/look/new", "/manifest.webmanifest",
    "/journal/state", "/open/x", "/journal/open", "/journal/key", "/quiet", "/long-run/look/quiet",
    "/what-helps", "/feelings.json",
)  # fmt: skip
"""Where everything is of our own making, whatever is kept."""

OTHERWISE = {"/open/x": 403, "/long-run/look/new": 303, "/long-run/look/quiet": 303}

ELSEWHERE = {
    "/journal/export.zip", "/something-new", "/ours/{nonce}", "/feed/cover.png", "/sw.js",
    "/static/{version}/{name:path}", "/favicon.svg", "/robots.txt", "/healthz",
    "/narrations/{language}/{voice}/{name}",
}  # fmt: skip
"""What is no page. The export is looked into below; a file of lines holds only what was spoken
beforehand, and a page gets of it what it gets of `/anew`."""


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kindward.web.private.journal.offer.SEED_BITS", 0)
        yield Twins(tmp_path_factory.mktemp("twins"), PAYLOADS)


def test_there_are_hundreds_of_payloads_and_no_two_are_the_same():
    assert len(PAYLOADS) == len(set(PAYLOADS)) >= 550


@pytest.mark.parametrize("path", [*SHOWN, *DATA, *OURS_ALONE])
def test_words_that_are_kept_change_no_page(twins, path):
    answer, faults = twins.answers(lambda place: place.get(path))
    assert list(faults) == []
    assert answer.status_code == OTHERWISE.get(path, 200)
    assert ("alert" in answer.text) is (path not in OURS_ALONE)


def test_words_that_a_house_for_others_hands_on_are_words(twins):
    for page in ("hand", "print"):
        path = f"/practices/{FIRST}/{page}?minutes=20"
        answer, faults = twins.answers(lambda place, path=path: place.hosted.get(path))
        assert (answer.status_code, list(faults)) == (200, [])
        assert ("kindward.example/en/embed/" in answer.text) is (page == "hand")


def test_words_on_a_page_for_someone_are_words(twins, monkeypatch):
    monkeypatch.setattr("kindward.web.http.writing.MOST_FIELDS", 1_000)
    days = dict.fromkeys(("first", "last"), f"{NOON:%Y-%m-%d}")
    notes = {f"note-a-payload-{number}": "yes" for number in range(len(PAYLOADS))}
    answer, faults = twins.answers(
        lambda place: place.post("/journal/summary", **days, **notes, sittings="yes")
    )
    assert (answer.status_code, list(faults)) == (200, [])
    assert answer.text.count("own-words") == len(PAYLOADS)


def test_the_control_where_nothing_is_escaped_every_page_with_words_is_found_out(tmp_path):
    twins = Twins(tmp_path, PAYLOADS[:40])
    with twins.careless():
        missed = [path for path in SHOWN if not found(twins, path)]
    assert missed == []


def found(twins: Twins, path: str) -> bool:
    _, faults = twins.answers(lambda place: place.get(path))
    return any(faults)


def test_the_control_every_payload_is_found_out_by_itself_in_some_place():
    places = ("<p>{}</p>", '<p class="{}">x</p>', "<p class={}>x</p>", '<a href="{}">x</a>')
    missed = [
        payload
        for payload in PAYLOADS
        if not any(
            map(any, (law.of_markup(p.format(payload), p.format(plain(payload))) for p in places))
        )
    ]
    assert [payload for payload in missed if re.search("[<>\"']", payload)] == []
    assert len(missed) < len(PAYLOADS) / 20  # they mean something to a template or to a table


def test_no_page_is_left_out(twins):
    asked = {path.partition("?")[0].removeprefix("/es") for path in (*SHOWN, *DATA, *OURS_ALONE)}
    missing = {
        route.path
        for route in shown_by(twins.places[0].app)
        if not any(route.path_regex.match(path) for path in asked)
    }
    assert missing == ELSEWHERE


def test_no_file_that_is_taken_along_has_a_part_more(twins):
    ours, theirs = (
        zipfile.ZipFile(io.BytesIO(place.get("/journal/export.zip").content))
        for place in twins.places
    )
    assert ours.namelist() == theirs.namelist()
    for name in ours.namelist():
        texts = [file.read(name).decode("utf-8-sig") for file in (ours, theirs)]
        if name.endswith(".csv"):
            shapes = [list(map(len, csv.reader(io.StringIO(text, newline="")))) for text in texts]
            assert shapes[0] == shapes[1]
        elif name == "record.json":
            kept = json.loads(texts[0])["entries"]
            assert [e["text"] for e in kept if e["entry"] == "note"]
            assert list(law.of_json(*texts)) == []
        else:
            assert texts[0] == texts[1]  # FHIR and the README hold no words of anyone's


def test_no_script_of_ours_makes_markup_of_words():
    makes = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|setHTML|DOMParser"
        r"|createContextualFragment|\beval\(|new Function|set(Timeout|Interval)\(\s*[\"'`]"
    )
    scripts = sorted(HOUSE.rglob("*.js"))
    assert len(scripts) > 20
    assert [file.name for file in scripts if makes.search(file.read_text("utf-8"))] == []


def test_no_template_lets_words_out_of_their_place():
    """Nothing is called safe, and whatever is put into a tag stands between quotation marks."""
    unsafe = re.compile(r"\|\s*safe\b|autoescape|Markup|=\{\{|<[a-z]+ [^<>]*\son\w+=|<script>")
    templates = sorted(HOUSE.rglob("*.html"))
    assert len(templates) > 50
    assert [file.name for file in templates if unsafe.search(file.read_text("utf-8"))] == []
