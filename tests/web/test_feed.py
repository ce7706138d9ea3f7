import json
import re
from dataclasses import replace
from email.utils import parsedate_to_datetime
from itertools import pairwise
from struct import unpack
from xml.etree import ElementTree as ET

import pytest
from starlette.testclient import TestClient

from kindward.library import GROUNDING, NINE, Practice
from kindward.score import parse
from kindward.web.app import create_app
from kindward.web.public.feed.podcast import ATOM, ITUNES, PODCAST, guid
from tests.web.fakes import house, practice


def channel(answer):
    """The feed's one channel."""
    return ET.fromstring(answer.content).find("channel")  # noqa: S314 - our own feed


def items(answer):
    return channel(answer).findall("item")


def path(address):
    """What is asked of our own server for an address that must be whole."""
    assert address.startswith("http://kindward.example/")
    return address.removeprefix("http://kindward.example")


def serving(practices):
    """Our pages around a library of these practices."""
    ours = house()
    ours.library.all = {each.name: each for each in practices}
    return TestClient(create_app(ours), base_url="http://localhost")


def test_a_feed_has_every_practice_in_the_order_of_the_house(client):
    pages = [item.findtext("link") for item in items(client.get("/feed/en.xml"))]
    names = (*NINE, GROUNDING)
    assert pages == [f"http://kindward.example/en/practices/{name}?minutes=10" for name in names]


def test_players_that_show_the_newest_first_keep_that_order(client):
    told = [item.findtext("pubDate") for item in items(client.get("/feed/en.xml"))]
    days = [parsedate_to_datetime(date) for date in told]
    assert all(before > after for before, after in pairwise(days))


def test_a_feed_is_the_same_from_a_server_that_was_started_again(client):
    again = TestClient(create_app(house()), base_url="http://localhost").get("/feed/en.xml")
    assert again.content == client.get("/feed/en.xml").content


@pytest.mark.parametrize("query", ["", "?minutes=3&touch=no", "?form=cues", "?minutes=30"])
def test_the_size_that_is_told_is_the_size_of_the_sound(client, query):
    for item in items(client.get(f"/feed/en.xml{query}")):
        enclosure = item.find("enclosure")
        sound = client.head(path(enclosure.get("url")))
        assert sound.headers["content-length"] == enclosure.get("length")
        assert sound.headers["content-type"] == enclosure.get("type") == "audio/mpeg"


def test_the_length_voice_and_choices_that_were_asked_for_are_in_every_address(client):
    feed = client.get("/feed/en.xml?minutes=3&touch=no&voice=silent")
    address = channel(feed).find(f"{{{ATOM}}}link").get("href")
    assert address == "http://kindward.example/feed/en.xml?minutes=3&voice=silent&touch=no"
    assert client.get(path(address)).content == feed.content
    for item in items(feed):
        assert item.findtext(f"{{{ITUNES}}}duration") == "180"
        assert "/silent/" in item.find("enclosure").get("url")
        assert "touch=no" in item.find("enclosure").get("url")
        assert item.findtext("link").endswith("?minutes=3&voice=silent&touch=no")


def test_an_address_says_nothing_that_the_feed_does_not_know(client):
    assert b"who" not in client.get("/feed/en.xml?who=anna").content


def test_each_episode_has_its_words_and_its_chapters(client):
    for item in items(client.get("/feed/en.xml?minutes=5")):
        transcript = item.find(f"{{{PODCAST}}}transcript")
        words = client.get(path(transcript.get("url")))
        assert words.text.startswith("WEBVTT")
        assert words.headers["content-type"].startswith(transcript.get("type"))
        told = item.find(f"{{{PODCAST}}}chapters")
        chapters = client.get(path(told.get("url")))
        assert chapters.headers["content-type"] == told.get("type")
        assert chapters.headers["cache-control"].endswith("immutable")


def test_a_chapter_begins_where_its_section_does():
    quiet = "(silence 9s, 1s to 60s)\n" * 8
    score = parse(f"Title: T\nLanguage: en\n\n# One\nA.\n{quiet}\n# Two\nB & <c>.\n{quiet}")
    with serving([Practice("two", "en", score)]) as client:
        address = items(client.get("/feed/en.xml?minutes=1"))[0].find(f"{{{PODCAST}}}chapters")
        told = json.loads(client.get(path(address.get("url"))).text)
    assert told["version"] == "1.2.0"
    assert [chapter["title"] for chapter in told["chapters"]] == ["One", "Two"]
    first, second = (chapter["startTime"] for chapter in told["chapters"])
    assert first == 0
    assert 25 < second < 35


def test_a_practice_that_cannot_be_so_long_is_left_out():
    short = parse("Title: Short\nLanguage: en\n\n# Only\nA.\n(silence 9s, 1s to 14s)\n")
    with serving([practice("long"), Practice("short", "en", short)]) as client:
        titles = [item.findtext("title") for item in items(client.get("/feed/en.xml"))]
    assert titles == ["Long"]


def test_markup_in_a_title_stays_text():
    score = parse("Title: A & <b>\nLanguage: en\n\n# Only\nA.\n(silence 60s, 1s to 60s)")
    with serving([Practice("odd", "en", score)]) as client:
        assert items(client.get("/feed/en.xml?minutes=1"))[0].findtext("title") == "A & <b>"


def test_a_title_that_no_xml_can_hold_costs_the_feed_nothing():
    """A score with such a sign is a fault; words may yet come from somewhere else."""
    plain = parse("Title: A\nLanguage: en\n\n# Only\nA.\n(silence 60s, 1s to 60s)")
    score = replace(plain, title="Soft\ufffe\uffff\x00\x0b here", summary="\x1f")
    with serving([Practice("odd", "en", score)]) as client:
        (item,) = items(client.get("/feed/en.xml?minutes=1"))
    assert item.findtext("title") == "Soft" + "\ufffd" * 4 + " here"


def test_a_feed_is_told_apart_as_the_podcast_namespace_says():
    """The example of its own documentation."""
    assert str(guid("https://mp3s.nashownotes.com/pc20rss.xml")) == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )


def test_what_directories_ask_for_is_there(client):
    feed = channel(client.get("/feed/en.xml"))
    category = feed.find(f"{{{ITUNES}}}category")
    assert category.get("text") == "Health & Fitness"
    assert category.find(f"{{{ITUNES}}}category").get("text") == "Mental Health"
    assert feed.findtext(f"{{{ITUNES}}}explicit") == "false"
    assert feed.findtext("language") == "en"
    assert len({item.findtext("guid") for item in feed.findall("item")}) == len(NINE) + 1
    assert all(item.findtext("description") for item in feed.findall("item"))


def test_the_cover_is_a_large_square_of_few_bytes(client):
    address = channel(client.get("/feed/en.xml")).find(f"{{{ITUNES}}}image").get("href")
    cover = client.get(path(address))
    assert cover.headers["content-type"] == "image/png"
    width, height = unpack(">II", cover.content[16:24])
    assert width == height
    assert 1400 <= width <= 3000
    assert len(cover.content) <= 25_000


def test_a_feed_that_is_known_is_not_sent_again(client):
    first = client.get("/feed/en.xml")
    tag = first.headers["etag"]
    known = client.get("/feed/en.xml", headers={"If-None-Match": f'"other", {tag}'})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    assert parsedate_to_datetime(known.headers["last-modified"])
    for elsewhere in ("/feed/en.xml?minutes=3", "/feed/en.xml?touch=no"):
        assert client.get(elsewhere, headers={"If-None-Match": tag}).status_code == 200


def test_a_feed_names_the_host_and_the_scheme_it_was_asked_by():
    with TestClient(create_app(house()), base_url="https://kindward.example") as client:
        feed = client.get("/feed/en.xml").text
    ours = [address for address in re.findall(r'https?://[^"<]*', feed) if "kindward" in address]
    assert ours
    assert all(address.startswith("https://kindward.example/") for address in ours)


@pytest.mark.parametrize(
    "address",
    [
        "/feed/xx.xml",
        "/feed/en.rss",
        "/feed/en",
        "/feed/..%2fen.xml",
        "/feed/chapters/en/silent/grounding/59.json",
        "/feed/chapters/en/silent/grounding/060.json",
        "/feed/chapters/en/silent/grounding/60.xml",
        "/feed/chapters/en/silent/nothing/60.json",
        "/feed/chapters/en/nobody/grounding/60.json",
    ],
)
def test_a_feed_that_is_not_there_is_a_404(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["minutes=0", "touch=perhaps", "form=dance"])
def test_a_feed_that_cannot_be_meant_is_told_so(client, query):
    assert client.get(f"/feed/en.xml?{query}").status_code == 400


def test_where_nobody_else_reaches_this_computer_a_feed_is_for_its_own_players(home):
    feed = home.browser().get("/feed/en.xml?minutes=1").text
    assert "http://localhost/sound/" in feed
    page = home.browser().get("/practices/grounding").text
    assert "for a podcast app on this computer" in page
