import re
from itertools import pairwise

import pyphen
import pytest

from kindward.library import GROUNDING, NINE
from tests.web.fakes import FakeStudio
from tests.web.markup import Page

PAGES = (
    "/",
    "/support",
    "/long-run",
    "/paths",
    "/paths/gentle-first-week",
    "/paths/gentle-first-week?day=7",
    "/settings",
    "/offline",
    "/patterns",
    *(f"/practices/{name}" for name in (*NINE, GROUNDING)),
)
ERRORS = (
    "/nothing",
    "/paths/nothing",
    "/practices/nothing",
    "/?minutes=0",
    "/practices/grounding?touch=perhaps",
)


@pytest.mark.parametrize("address", [*PAGES, *ERRORS])
def test_every_page_is_well_formed_and_has_one_heading_and_one_main(client, address):
    page = Page(client.get(address).text)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(page.all("main")) == 1
    assert page.all("html")[0]["lang"] == "en"


@pytest.mark.parametrize("address", [*PAGES, *ERRORS])
def test_a_person_and_grounding_are_one_tap_away_from_every_page(client, address):
    links = {link.get("href") for link in Page(client.get(address).text).all("a")}
    assert {"/support", "/practices/grounding", "#main"} <= links


@pytest.mark.parametrize("address", [*PAGES, *ERRORS])
def test_no_page_fetches_anything_from_anyone_else(client, address):
    page = Page(client.get(address).text)
    for fetched in page.addresses():
        assert re.match("/[^/]", fetched)
        assert client.get(fetched).status_code == 200
    assert all(form["action"].startswith("/") for form in page.all("form"))


@pytest.mark.parametrize("address", [*PAGES, *ERRORS])
def test_nothing_stands_inline_that_the_policy_would_block(client, address):
    page = Page(client.get(address).text)
    assert not page.text("script", "style")
    assert not [name for _, given in page.tags for name in given if name.startswith("on")]
    assert not [given for _, given in page.tags if "style" in given]


def test_no_style_sheet_names_another_server(client):
    style = next(link["href"] for link in Page(client.get("/").text).all("link"))
    sheet = client.get(style).text
    assert "//" not in sheet
    assert "@import" not in sheet


@pytest.mark.parametrize("address", [*PAGES, *ERRORS])
def test_our_own_words_are_plain(client, address):
    """Flesch-Kincaid grade (Kincaid 1975) of whole paragraphs; scores have a test of their own."""
    words_of_scores = {"A quiet place to stand, whatever the weather.", "Written for this test."}
    page = Page(client.get(address).text)
    paragraphs = [t for tag, t in page.texts if tag == "p" and t not in words_of_scores]
    prose = [paragraph for paragraph in paragraphs if len(paragraph.split()) > 8]
    assert _grade(" ".join(prose)) <= 8


def _grade(text: str) -> float:
    hyphens = pyphen.Pyphen(lang="en_US")
    words = re.findall(r"[A-Za-z’'-]+", text)
    sentences = len(re.findall(r"[.?!](?:\s|$)", text))
    syllables = sum(len(hyphens.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


def test_the_welcome_begins_a_minute_with_one_tap_and_no_script(client):
    page = Page(client.get("/").text)
    (audio,) = page.all("audio")
    assert "controls" in audio
    assert audio["preload"] == "none"
    first, second = page.all("source")
    assert re.search(r"/60\.webm\?", first["src"])
    assert re.search(r"/60\.mp3\?", second["src"])
    assert page.all("track")[0]["kind"] == "captions"
    assert "Here is a place to stand & rest, <quietly>." in page.text("p")


def test_the_welcome_leads_to_every_practice(client):
    links = {link.get("href") for link in Page(client.get("/").text).all("a")}
    assert {f"/practices/{name}" for name in (*NINE, GROUNDING)} <= links


def test_the_voice_and_the_choices_go_along_to_every_practice(client):
    page = Page(client.get("/?touch=no&bell=yes&minutes=3").text)
    assert {"href": "/practices/hold-gently?touch=no&bell=yes"} in page.all("a")
    assert "/180.webm?touch=no&bell=yes&v=" in page.all("source")[0]["src"]


def test_the_form_stands_as_the_sitting_was_asked_for(client):
    query = "minutes=1.5&breath=no&pace=yes&form=read"
    page = Page(client.get(f"/practices/hold-gently?{query}").text)
    chosen = [option["value"] for option in page.all("option") if "selected" in option]
    ticked = [(box["name"], box["value"]) for box in page.all("input") if "checked" in box]
    assert chosen[0] == "1.5"
    assert ticked == [("form", "read"), ("voice", ""), ("breath", "no"), ("pace", "yes")]
    (form,) = page.all("form")
    assert (form["action"], form["method"]) == ("/practices/hold-gently", "get")


def test_what_the_form_sends_is_understood(client):
    page = Page(client.get("/practices/hold-gently").text)
    fields = {box["name"]: box["value"] for box in page.all("input") if box["name"] != "form"}
    fields["minutes"] = "30"
    answer = client.get("/practices/hold-gently", params=fields)
    assert answer.status_code == 200
    assert "/1800.webm?touch=no&amp;breath=no&amp;imagery=no&amp;bell=yes" in answer.text


def test_an_empty_field_asks_for_nothing(client):
    page = Page(client.get("/practices/hold-gently?minutes=&voice=&touch=").text)
    assert "/300.webm?v=" in page.all("source")[0]["src"]


@pytest.mark.parametrize(
    ("asked", "total_s"), [("1", 60), ("1.5", 90), ("1.0167", 61), ("30", 1800)]
)
def test_a_length_may_have_decimals(client, asked, total_s):
    assert f"/{total_s}.webm?" in client.get(f"/practices/grounding?minutes={asked}").text


def test_a_practice_shows_its_words_with_their_times(client):
    page = Page(client.get("/practices/grounding?minutes=1").text)
    (sitting,) = page.all("article")
    cues = re.findall(r"([lsiob])([0-9.]+)", sitting["data-clock"])
    starts = [float(start) for _, start in cues]
    assert starts == sorted(starts)
    assert starts[0] == 0
    lines = [line for line in page.all("li") if "data-line" in line]
    assert len(lines) == sum(1 for sign, _ in cues if sign == "l")
    assert "0:00" in page.text("span")


def test_a_practice_tells_all_that_its_score_tells(client):
    text = Page(client.get("/practices/hold-gently").text).text()
    for told in ("Written for this test.", "Short enough to be read", "A stone in the hand"):
        assert told in text


def test_a_practice_leads_to_the_one_before_and_the_one_after(client):
    page = Page(client.get("/practices/breathing-kindness?bell=yes").text)
    assert _beside(page) == {
        "prev": "/practices/choosing-compassion?bell=yes",
        "next": "/practices/hold-gently?bell=yes",
    }


def test_the_first_and_the_last_practice_lead_one_way(client):
    assert [*_beside(Page(client.get("/practices/choosing-compassion").text))] == ["next"]
    assert [*_beside(Page(client.get("/practices/grounding").text))] == ["prev"]


def _beside(page):
    links = {link.get("rel"): link["href"] for link in page.all("a") if "href" in link}
    return {way: links[way] for way in ("prev", "next") if way in links}


def test_a_practice_can_be_kept_as_a_file(client):
    page = Page(client.get("/practices/grounding?minutes=2&bell=yes").text)
    kept = [link["href"] for link in page.all("a") if "download" in link]
    files = [re.sub(r"\?.*", "", address).rsplit("/", 1)[-1] for address in kept]
    assert files == ["120.opus", "120.mp3", "120.vtt", "score"]
    for address in kept:
        answer = client.head(address)
        assert answer.headers["content-disposition"].startswith('attachment; filename="grounding')


def test_a_page_never_waits_for_a_voice(client, studio: FakeStudio):
    studio.voice_is_there.clear()
    assert client.get("/").status_code == 200
    assert client.get("/practices/grounding?minutes=30").status_code == 200


def test_what_went_wrong_with_a_voice_is_told_beside_the_words(client, studio: FakeStudio):
    told = "Part of the voice may be missing right now. You can read all the words here."
    assert told not in client.get("/").text
    studio.told = ("The voice rms stopped.",)
    assert told in client.get("/").text


def test_pages_are_compressed_for_those_who_take_it_and_stay_small(client):
    for first in ("/es/", "/"):
        landing = client.get(first, headers={"Accept-Encoding": "gzip"})
        style = next(link["href"] for link in Page(landing.text).all("link"))
        sheet = client.get(style, headers={"Accept-Encoding": "gzip"})
        sent = [int(answer.headers["content-length"]) for answer in (landing, sheet)]
        assert [answer.headers["content-encoding"] for answer in (landing, sheet)] == ["gzip"] * 2
        assert sum(sent) <= 14 * 1024
    plain = client.get("/", headers={"Accept-Encoding": "gzip;q=0, br"})
    assert "content-encoding" not in plain.headers
    assert plain.text == landing.text


def test_nothing_is_remembered_on_the_listeners_machine(client):
    for address in PAGES:
        assert "set-cookie" not in client.get(address).headers


def test_small_things_are_there(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/robots.txt").text.startswith("User-agent: *\n")
    assert client.get("/favicon.svg").headers["content-type"] == "image/svg+xml"
