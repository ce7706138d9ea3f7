import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from starlette.requests import Request
from starlette.testclient import TestClient

from kindward.score import Choices, parse
from kindward.studio import Sitting
from kindward.web.app import create_app
from kindward.web.http.pages import Pages
from kindward.web.http.static import Static
from kindward.web.public.embed.frame import frame
from kindward.web.public.hand.code import QUIET, code
from kindward.web.public.hand.files import take_along
from kindward.web.public.hand.link import is_loopback
from kindward.web.public.sitting.asked import Asked
from tests.web.fakes import house, live, practice
from tests.web.markup import Page

HAND = "/practices/hold-gently/hand"


def link_on(page):
    return next(box["value"] for box in page.all("input") if box.get("id") == "address")


def shares_on(page):
    """What the buttons of a page hand to the device's own way to share."""
    return [button["data-share"] for button in page.all("button") if "data-share" in button]


def modules(drawn):
    """The dark modules of a square, read off its path."""
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", drawn.path)
    assert "".join(f"M{x} {y}h{n}v1h-{n}z" for x, y, n in runs) == drawn.path
    return {(int(x) + step, int(y)) for x, y, n in runs for step in range(int(n))}


@pytest.mark.parametrize(
    "text", ["a", "https://kindward.example/es/practices/x?minutes=5", "ñ" * 99]
)
def test_a_square_is_the_standards_own_with_white_around_it(text):
    drawn = code(text)
    matrix = segno.make(text, error="m", micro=False, boost_error=False).matrix
    dark = {
        (x + 4, y + 4) for y, row in enumerate(matrix) for x, module in enumerate(row) if module
    }
    assert modules(drawn) == dark
    assert drawn.side == len(matrix) + 2 * QUIET


def test_the_link_holds_all_that_was_asked_for_and_nothing_else(client):
    asked = "minutes=1.5&voice=silent&touch=no&bell=yes&form=read"
    page = Page(client.get(f"{HAND}?{asked}&who=anna&notes=yes").text)
    handed = urlsplit(link_on(page))
    assert handed.path == "/en/practices/hold-gently"
    assert parse_qs(handed.query) == parse_qs(asked)
    assert "anna" not in page.text()


def test_the_link_tells_its_length_also_when_it_is_the_usual_one(client):
    usual = link_on(Page(client.get(HAND).text))
    assert usual == "http://kindward.example/en/practices/hold-gently?minutes=5"


def test_whoever_opens_the_link_meets_the_same_sitting(client):
    page = Page(client.get(f"{HAND}?minutes=3&breath=no").text)
    opened = Page(client.get(link_on(page)).text)
    (first, *_) = opened.all("source")
    assert "/180.webm?breath=no&v=" in first["src"]


def test_the_square_holds_the_link_and_is_told_to_those_who_cannot_see_it(client):
    page = Page(client.get(f"{HAND}?minutes=3").text)
    (square,) = [given for given in page.all("svg") if given.get("class") == "code"]
    assert square["role"] == "img"
    assert square["aria-label"]
    drawn = code(link_on(page))
    assert drawn.path in [given["d"] for given in page.all("path")]


def test_the_form_changes_the_link(client):
    page = Page(client.get(f"{HAND}?minutes=3").text)
    (form,) = page.all("form")
    assert form["action"].endswith(HAND)
    changed = Page(client.get(form["action"], params={"minutes": "7", "imagery": "no"}).text)
    assert link_on(changed).endswith("?minutes=7&imagery=no")


def test_what_needs_a_script_is_not_there_without_one(client):
    page = Page(client.get(HAND).text)
    buttons = [b for b in page.all("button") if {"data-copy", "data-share", "data-print"} & set(b)]
    assert len(buttons) == 4
    assert all("hidden" in button for button in buttons)
    fields = {given.get("id") for _, given in page.tags}
    assert {button["data-copy"] for button in buttons if "data-copy" in button} <= fields


class Frames(HTMLParser):
    """The attributes of each iframe."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "iframe":
            self.found.append(dict(attrs))


def test_the_piece_of_html_is_a_frame_that_holds_the_same_sitting(client):
    page = Page(client.get(f"{HAND}?minutes=3&touch=no").text)
    (given,) = Frames(page.text("textarea")).found
    assert given["src"] == "http://kindward.example/en/embed/hold-gently?minutes=3&touch=no"
    assert given["title"] == "Hold Gently · Kindward"
    assert given["loading"] == "lazy"
    assert given["referrerpolicy"] == "no-referrer"
    assert client.get(given["src"]).status_code == 200


def test_a_title_with_markup_stays_inside_its_quotation_marks():
    (given,) = Frames(frame("https://a.example/?a=1&b=2", 'The "<b>" & more')).found
    assert given["title"] == 'The "<b>" & more'
    assert given["src"] == "https://a.example/?a=1&b=2"


@pytest.mark.parametrize("query", ["minutes=0", "touch=perhaps"])
def test_what_cannot_be_is_told_to_who_hands_it_on(client, query):
    assert client.get(f"{HAND}?{query}").status_code == 400


@pytest.mark.parametrize("address", ["/practices/nothing/hand", f"{HAND}?voice=nobody"])
def test_what_is_not_there_cannot_be_handed_on(client, address):
    assert client.get(address).status_code == 404


def along(asked, language="en", share="https://kindward.example/"):
    sitting = Sitting(practice("hold-gently"), live("en"), asked.total_s, asked.choices)
    return take_along(house().studio, sitting, asked, language, share)


def size(file):
    return file.size.replace("\N{NO-BREAK SPACE}", " ")


def test_the_size_of_a_file_is_told_before_it_is_fetched_and_is_true(client):
    """The fakes' sounds have ten thousand bytes a minute."""
    asked = Asked(total_s=1800, voice=None, choices=Choices(touch=False))
    told = along(asked)
    assert [(file.kind, size(file)) for file in told.files] == [
        ("Opus", "0.3 MB"),
        ("MP3", "0.3 MB"),
    ]
    for file in told.files:
        sent = client.head(file.url)
        assert sent.headers["content-length"] == "300000"
        assert sent.headers["content-disposition"].startswith("attachment")


def test_a_size_is_written_as_its_language_does():
    asked = Asked(total_s=1800, voice=None, choices=Choices())
    assert size(along(asked, "es").files[0]) == "0,3 MB"


def test_what_is_only_read_has_no_sound_to_keep():
    assert along(Asked(60, None, Choices(), form="read")).files == ()


def test_every_way_to_take_it_along_leads_somewhere(client):
    for share in ("https://kindward.example/", ""):
        told = along(Asked(180, None, Choices(breath=False)), share=share)
        scope = {"type": "http", "path": "/", "headers": [], "state": {}}
        page = Page(Pages(Static()).words(Request(scope), "hand/_keep_file.html", along=told))
        links = [link["href"] for link in page.all("a")]
        assert len(links) == len(told.files) + 5
        for address in links:
            assert "breath=no" in address or address == told.score
            assert client.get(address).status_code == 200


LOOPBACK = ("http://localhost", "http://127.0.0.1:8423", "http://[::1]:8423")


def test_a_host_that_is_whoever_asks_is_known_in_every_form():
    here = ["localhost", "LOCALHOST", "localhost.", "k7x.localhost", "127.0.0.1", "127.1.2.3",
            "[::1]", "::1", "[::ffff:127.0.0.1]", "[::]", ""]  # fmt: skip
    assert [host for host in here if not is_loopback(host)] == []
    others = ["kindward.example", "192.168.1.7", "[fd00::7]", "localhost.example", "mylocalhost"]
    assert [host for host in others if is_loopback(host)] == []


def test_a_computer_that_nobody_else_reaches_hands_on_files_and_no_address(home):
    for base in LOOPBACK:
        browser = TestClient(home.app, base_url=base)
        for path in (HAND, "/practices/hold-gently/print", f"/es{HAND}"):
            html = browser.get(path).text
            assert "://" not in re.sub(r'(https://[a-z0-9.-]+|xmlns="http://[^"]*)', "", html), path
            assert not re.search(r"localhost|127\.0|::1", html), path
            assert 'class="code"' not in html
            assert "<iframe" not in html
    text = Page(browser.get(HAND).text).text()
    assert "A link from this computer only works on this computer" in text
    assert "kindward export-site" in text
    links = [link["href"] for link in Page(browser.get(f"{HAND}?minutes=3").text).all("a")]
    for ending in (".opus?download=1", ".mp3?download=1", "/print?minutes=3", "/score"):
        (found,) = [link for link in links if link.endswith(ending)]
        assert browser.get(found).status_code == 200


def test_whoever_is_reached_by_others_hands_on_that_name_however_it_is_asked():
    """`serve --host 0.0.0.0` names the addresses of the network, the surest first."""
    reached = house()
    reached.settings.hosts = ("localhost", "192.168.1.7", "tower.local")
    for base in (*LOOPBACK[1:], "http://192.168.1.7:8423"):
        browser = TestClient(create_app(reached), base_url=base)
        link = link_on(Page(browser.get(HAND).text))
        assert link == "http://192.168.1.7:8423/en/practices/hold-gently?minutes=5"
        assert "http://192.168.1.7:8423/sound/" in browser.get("/feed/en.xml").text
        (shared,) = shares_on(Page(browser.get(HAND.removesuffix("/hand")).text))
        assert shared == link
    other = TestClient(create_app(reached), base_url="http://tower.local:8423")
    assert link_on(Page(other.get(HAND).text)).startswith("http://tower.local:8423/")


def test_the_text_of_a_practice_is_one_again(client):
    answer = client.get("/es/practices/hold-gently/score")
    assert answer.headers["content-disposition"] == 'attachment; filename="hold-gently.score"'
    assert answer.headers["content-type"].startswith("text/plain")
    assert parse(answer.content) == practice("hold-gently", "es").score
    assert client.get("/practices/nothing/score").status_code == 404
