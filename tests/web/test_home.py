"""The arriving: its doors, and what can be looked for among the nine."""

import pytest
from starlette.requests import Request

from kindward.library import NINE, Practice
from kindward.score import Choices, parse
from kindward.web.home.explore import Wish, find, read_wish
from kindward.web.home.page import FIRST, something_new
from kindward.web.own.own import Own
from tests.web.fakes import house
from tests.web.markup import Page


def practice(name, summary, *suits):
    told = "".join(f"Suits: {suit}\n" for suit in suits)
    return Practice(
        name, "en", parse(f"Title: {name}\nLanguage: en\nSummary: {summary}\n{told}\n# A\nHere.\n")
    )


GARDEN = practice("garden", "You water a plant.", "wary")
WALK = practice("walk", "One step, and another. Café.", "walking")
ALL = (GARDEN, WALK)
OPEN = Wish(None, frozenset(), Choices(), "")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ALL),
        ({"walking": "yes"}, (WALK,)),
        ({"wary": "yes"}, (GARDEN,)),
        ({"q": "PLANT"}, (GARDEN,)),
        ({"q": "  another   step "}, (WALK,)),
        ({"q": "cafe"}, (WALK,)),
        ({"length": "20", "breath": "no"}, ALL),
    ],
)
def test_a_wish_finds_what_suits_it(query, found):
    assert find(ALL, read_wish(query)).practices == found
    assert not find(ALL, read_wish(query)).is_all


def test_where_nothing_fits_all_are_shown_and_it_is_said(client):
    assert find(ALL, read_wish({"q": "submarine"})) == type(find(ALL, OPEN))(ALL, is_all=True)
    page = Page(client.get("/?q=submarine").text)
    assert "Nothing here fits all of that, so here are all nine." in page.text("p")
    assert not [card for card in page.all("li") if "data-name" in card and "hidden" in card]


def test_length_and_what_is_left_out_go_along(client):
    page = Page(client.get("/?length=20&breath=no").text)
    links = {link.get("href") for link in page.all("a")}
    assert {f"/practices/{name}?minutes=20&breath=no" for name in NINE} <= links


def test_kindness_that_feels_wrong_is_met(client):
    assert client.get("/").text.count("data-wary hidden") == 1
    answer = client.get("/?wary=yes").text
    assert "data-wary hidden" not in answer
    assert "For many people kindness feels strange at first" in answer


@pytest.mark.parametrize("query", ["length=2", "length=x", "walking=1", "wary=perhaps"])
def test_a_wish_that_cannot_be_meant_is_a_400(client, query):
    assert client.get(f"/?{query}").status_code == 400


def test_something_new_is_any_of_the_others():
    seen = []

    def choose(offered):
        seen.extend(p.name for p in offered)
        return offered[2]

    request = Request({"type": "http", "path": "/something-new", "state": {"language": "en", "prefix": "/en"}, "query_string": b"", "headers": [(b"host", b"localhost")]})  # fmt: skip  # noqa: E501
    answer = something_new(Own(house()), request, choose)
    assert seen == [name for name in NINE if name != FIRST]
    assert answer.headers["location"] == f"/en/practices/{seen[2]}"
    assert answer.status_code == 303
    assert answer.headers["cache-control"] == "no-store"
