import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from starlette.requests import Request

from kindward.plan import Cue, Kind, Plan, layout
from kindward.score import Choices
from kindward.support import Country, Directory, Line
from kindward.units import packets
from kindward.web.http.pages import Pages
from kindward.web.http.static import Static
from kindward.web.public.hand.code import code
from kindward.web.public.paper.leaflet import Breaths, Part, Quiet, Spoken, Stroke, leaflet
from kindward.web.public.paper.people import printed
from tests.web.fakes import practice
from tests.web.markup import Page

PAPER = "/practices/hold-gently/print"


def plan(*told):
    """A plan of cues told as (kind, seconds, text), all in one section."""
    ends = [0]
    for _, seconds, _ in told:
        ends.append(ends[-1] + packets(seconds))
    cues = [
        Cue(kind, start, end, text, section="One")
        for (kind, _, text), (start, end) in zip(told, pairwise(ends), strict=True)
    ]
    return Plan(tuple(cues), ends[-1])


def sheet(*told):
    (part,) = leaflet(plan(*told))
    assert part.title == "One"
    return part.printed


def test_every_line_of_a_plan_is_on_paper_once_and_in_order():
    score = practice("hold-gently").score
    for total_s in (60, 300, 1800):
        laid = layout(score, dict.fromkeys(score.lines(), 3.0), total_s, Choices(touch=False))
        lines = [item.text for part in leaflet(laid) for item in part.printed
                 if isinstance(item, Spoken)]  # fmt: skip
        assert lines == [cue.text for cue in laid.cues if cue.kind is Kind.LINE]


def test_sections_stand_in_their_order_under_their_names():
    laid = Plan((Cue(Kind.LINE, 0, 50, "A.", "One"), Cue(Kind.LINE, 50, 99, "B.", "Two")), 99)
    assert leaflet(laid) == (Part("One", (Spoken("A."),)), Part("Two", (Spoken("B."),)))


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (9.9, ()),
        (10, (Quiet(1),)),
        (22, (Quiet(1),)),
        (30, (Quiet(2),)),
        (44, (Quiet(3),)),
        (61, (Quiet(4),)),
        (300, (Quiet(20),)),
    ],
)
def test_a_quiet_is_told_from_ten_seconds_on_in_quarter_minutes(seconds, told):
    assert sheet((Kind.LINE, 2, "A."), (Kind.SILENCE, seconds, "")) == (Spoken("A."), *told)


def test_breaths_in_a_row_are_counted_and_a_bell_is_told():
    breaths = ((Kind.BREATH, 4, "in"), (Kind.BREATH, 6, "out")) * 3
    assert sheet(*breaths, (Kind.BELL, 8, "")) == (Breaths(3), Stroke())


@pytest.mark.parametrize(
    ("quarters", "words"),
    [
        (1, "a short pause"),
        (2, "quiet for about half a minute"),
        (3, "quiet for about three quarters of a minute"),
        (4, "quiet for about a minute"),
        (5, "quiet for about a minute"),
        (8, "quiet for about 2 minutes"),
    ],
)
def test_a_quiet_is_said_as_one_would_say_it(quarters, words):
    request = Request({"type": "http", "path": "/", "headers": []})
    said = Pages(Static()).words(request, "paper/_quiet.html", quarters=quarters)
    assert said.strip() == words


def test_the_sheet_has_the_words_of_the_length_and_the_choices_asked_for(client):
    page = Page(client.get(f"{PAPER}?minutes=1&touch=no").text)
    text = page.text("p")
    assert "Here is a place to stand & rest, <quietly>." in text
    assert "One colour in the room may catch your eye." in text
    assert "One hand may find the other." not in text
    longer = Page(client.get(f"{PAPER}?minutes=20&touch=no").text).text("p")
    assert longer.count("my voice comes back") > text.count("my voice comes back")
    assert "quiet for about" in longer


def test_the_sheet_says_where_it_comes_from_and_what_else_does_as_well(client):
    text = Page(client.get(PAPER).text).text()
    assert "Written for this test." in text
    assert "A stone in the hand does as well." in text


def test_the_notes_are_there_for_those_who_ask_for_them(client):
    without = Page(client.get(PAPER).text)
    assert "Short enough to be read whole." not in without.text()
    (more,) = [a["href"] for a in without.all("a") if "notes=yes" in a["href"]]
    with_them = Page(client.get(more).text)
    assert "Short enough to be read whole." in with_them.text()
    assert not [a for a in with_them.all("a") if "notes=yes" in a["href"]]


def test_what_is_said_on_paper_can_be_found_from_it(client):
    page = Page(client.get(f"{PAPER}?minutes=3&bell=yes").text)
    written = page.text("p")
    assert "http://kindward.example/en/practices/hold-gently?minutes=3&bell=yes" in written
    square = code("http://kindward.example/en/practices/hold-gently?minutes=3&bell=yes")
    assert square.path in [given["d"] for given in page.all("path")]


def test_the_sheet_prints_without_a_script(client):
    page = Page(client.get(PAPER).text)
    (button,) = [given for given in page.all("button") if "data-print" in given]
    assert "hidden" in button
    assert len(page.all("h1")) == 1
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("query", ["notes=perhaps", "minutes=0", "touch=x"])
def test_what_cannot_be_meant_is_told_so(client, query):
    assert client.get(f"{PAPER}?{query}").status_code == 400


def test_a_practice_that_is_not_there_is_on_no_sheet(client):
    assert client.get("/practices/nothing/print").status_code == 404


def test_the_numbers_of_people_stand_on_every_sheet(client, home):
    for browser in (client, home.browser()):
        for path, first, spain in (("", "Argentina", "Spain"), ("/es", "Alemania", "España")):
            page = Page(browser.get(f"{path}{PAPER}").text)
            text = " ".join(page.text().split())
            assert re.search(rf"{spain} 024\b", text)
            assert text.index(first) < text.index(spain)
            assert "/support" not in page.text("p")


def test_a_number_that_is_not_certain_is_not_printed():
    def line(**told):
        usual: dict[str, Any] = {"name": "L", "site": "", "source": "", "confidence": "B"}
        return Line(**usual | {"verified_on": date(2026, 11, 22), "call": ("1",)} | told)

    def numbers(*lines):
        directory = Directory((), (Country("ES", "Spain", ("112",), lines),))
        return printed(directory, directory.countries)

    for_some = line(call=("2",), whom="for young people", verified_on=date(2026, 11, 20))
    (both,) = numbers(line(confidence="C"), for_some, line(), line(call=("3",))).numbers
    assert [each.call for each in both.lines] == [("1",)]
    only = numbers(line(confidence="C"), for_some)
    assert (only.numbers[0].lines, only.since) == ((for_some,), date(2026, 11, 20))
    (none,) = numbers(line(confidence="C"), line(call=())).numbers
    assert (none.lines, none.emergency) == ((), ("112",))
