"""The arriving: a minute for each feeling, its doors, and what can be looked for."""

import pytest
from starlette.requests import Request

from kindward.library import GROUNDING, NINE, Feeling, Library, Practice, Tables
from kindward.score import parse
from kindward.web.http.own.own import Own
from kindward.web.public.home.explore import Found, find, read_wish
from kindward.web.public.home.page import FIRST, something_new
from kindward.web.public.home.search import forgiving, phrases
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
FEELINGS = (Feeling("Worn out", ("walk",), ("tired", "can’t go on")),)


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
        ({"q": "Tired"}, (WALK,)),
        ({"q": "I cant go on"}, (WALK,)),
        ({"q": "tird"}, (WALK,)),
        ({"q": "plnat"}, (GARDEN,)),
        ({"q": "tired", "walking": "yes"}, (WALK,)),
    ],
)
def test_a_wish_finds_what_suits_it(query, found):
    assert find(ALL, FEELINGS, read_wish(query)) == Found(found)


def test_where_nothing_fits_all_are_shown_and_it_is_said(client):
    for words in ("submarine", "🙂", "(.*)+$", "שלום", "x" * 10_000):
        assert find(ALL, FEELINGS, read_wish({"q": words})) == Found(ALL, is_all=True), words
    for words in ("🙂", "(.*)+$", "שלום", "x" * 2_000):
        assert cards(Page(client.get("/", params={"q": words}).text)) == list(NINE), words
    assert client.get("/", params={"q": "x" * 10_000}).status_code == 414  # the field takes 100
    page = Page(client.get("/?q=submarine").text)
    assert "Nothing fits all of that yet, so here are all nine." in page.text("p")
    assert cards(page) == list(NINE)


def cards(page):
    return [
        card["data-name"] for card in page.all("li") if "data-name" in card and "hidden" not in card
    ]


WORDS = {
    "/": {
        "shame": "hold-gently",
        "ASHAMED of my body": "hold-gently",
        "sleeping": "breathing-kindness",
        "insomina": "breathing-kindness",
        "failure": "self-compassion-break",
        "panick": "grounding",
        "guilt": "choosing-compassion",
        "grief": "hold-gently",
        "work": "self-compassion-break",
        "my body": "loving-kindness",
        "tired": "compassionate-circulation",
        "alone": "loving-kindness",
        "exam": "self-compassion-break",
        "brakeup": "hold-gently",
        "sui": "grounding",
    },
    "/es/": {
        "verguenza": "hold-gently",
        "vergüensa": "hold-gently",
        "dormir": "breathing-kindness",
        "fracaso": "self-compassion-break",
        "panico": "grounding",
        "CULPA": "choosing-compassion",
        "duelo": "hold-gently",
        "trabajo": "self-compassion-break",
        "mi cuerpo": "loving-kindness",
        "cansancio": "breathing-kindness",
        "soledad": "imagine-another",
        "exámen": "choosing-compassion",
    },
}


def test_everyday_words_lead_to_what_suits_a_feeling(client):
    for place, words in WORDS.items():
        for word, practice in words.items():
            answer = client.get(place, params={"q": word})
            found = cards(Page(answer.text))
            assert practice in found, word
            assert len(found) < len(NINE), word
            assert answer.headers["cache-control"] == "no-store"


def test_grounding_is_among_the_practices_only_where_it_is_asked_for(client):
    assert cards(Page(client.get("/").text)) == list(NINE)
    assert cards(Page(client.get("/?length=5").text)) == list(NINE)
    assert GROUNDING in cards(Page(client.get("/?q=panic").text))


@pytest.mark.parametrize(
    ("words", "is_shown"), [("suicidal", True), ("flashbak", True), ("work", False)]
)
def test_where_life_may_be_at_stake_a_person_is_named_first(client, words, is_shown):
    assert ("data-person hidden" not in client.get("/", params={"q": words}).text) is is_shown
    assert "data-person hidden" in client.get("/").text


@pytest.mark.parametrize(
    ("typed", "word", "is_forgiven"),
    [
        ("ab", "ac", False), ("sda", "sad", True), ("sad", "bid", False), ("shmae", "shame", True),
        ("insomina", "insomnia", True), ("insmnia", "insomnia", True),
        ("insomniaxx", "insomnia", True),
        ("inxxxnia", "insomnia", False), ("work", "works", True), ("xyz", "sleeping", False),
    ],
)  # fmt: skip
def test_so_many_slips_are_forgiven(typed, word, is_forgiven):
    assert forgiving(typed, word) is is_forgiven


def test_a_tap_on_a_feeling_begins_a_minute_and_its_address_tells_no_feeling(client):
    for tag, place in (("en", ""), ("es", "/es")):
        at_hand = [each for each in Tables(Library()).of(tag) if each.at_hand]
        page = Page(client.get(f"{place}/?touch=no&voice=").text)
        links = [link for link in page.all("a") if link.get("href", "").endswith("&begin=yes")]
        assert [link["href"] for link in links] == [
            f"{place}/practices/{each.practices[0]}?minutes=1&touch=no&begin=yes"
            for each in at_hand
        ]
        assert [each.name in page.text("a") for each in at_hand] == [True] * len(at_hand)
        assert client.get(links[0]["href"]).status_code == 200


def test_what_a_search_needs_comes_to_the_page_in_its_language(client):
    for path, tag in (("/feelings.json", "en"), ("/es/feelings.json", "es")):
        feelings = Tables(Library()).of(tag)
        told = client.get(path).json()
        assert [each["practices"] for each in told] == [list(each.practices) for each in feelings]
        assert told[0]["phrases"] == [list(phrase) for phrase in phrases(feelings[0])]
        assert sum(each["person"] for each in told) == 2


def test_length_and_what_is_left_out_go_along(client):
    page = Page(client.get("/?length=20&breath=no").text)
    links = {link.get("href") for link in page.all("a")}
    assert {f"/practices/{name}?minutes=20&breath=no" for name in NINE} <= links


def test_kindness_that_feels_wrong_is_met(client):
    assert client.get("/").text.count("data-wary hidden") == 1
    answer = client.get("/?wary=yes").text
    assert "data-wary hidden" not in answer
    assert "Kindness feels strange to many people at first" in answer


@pytest.mark.parametrize("query", ["length=2", "length=x", "walking=1", "wary=perhaps"])
def test_a_wish_that_cannot_be_meant_is_a_400(client, query):
    assert client.get(f"/?{query}").status_code == 400


def test_something_new_is_any_of_the_others():
    seen: list[str] = []

    def choose(offered):
        seen.extend(p.name for p in offered)
        return offered[2]

    request = Request({"type": "http", "path": "/something-new", "state": {"language": "en", "prefix": "/en"}, "query_string": b"", "headers": [(b"host", b"localhost")]})  # fmt: skip  # noqa: E501
    answer = something_new(Own(house()), request, choose)
    assert seen == [name for name in NINE if name != FIRST]
    assert answer.headers["location"] == f"/en/practices/{seen[2]}"
    assert answer.status_code == 303
    assert answer.headers["cache-control"] == "no-store"
