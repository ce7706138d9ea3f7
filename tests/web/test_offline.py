"""What the server gives for going without a network: the worker, the lists, the manifest."""

import json
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from starlette.testclient import TestClient

from kindward.library import GROUNDING, NINE
from kindward.web.app import create_app
from kindward.web.http.sizes import megabytes
from kindward.web.http.static import ROOT, Static
from kindward.web.public.offline.serve import PARTS
from tests.there import group
from tests.web.fakes import FakeStudio, house
from tests.web.markup import Page

ALL = {f"/practices/{name}" for name in (*NINE, GROUNDING)}


@pytest.fixture
def client(studio: FakeStudio) -> Iterator[TestClient]:
    with TestClient(create_app(_english(studio)), base_url="http://localhost") as opened:
        yield opened


def _english(studio: FakeStudio) -> Any:
    made = house(studio)
    made.library.languages = lambda: ("en",)
    return made


def _shell(client: TestClient) -> dict:
    first = client.get("/sw.js").text.partition("\n")[0]
    return json.loads(first.removeprefix("const SHELL = ").removesuffix(";"))


def test_browsers_ask_for_the_worker_anew_each_time(client):
    answer = client.get("/sw.js")
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


def test_the_worker_names_all_that_a_visit_needs_and_all_of_it_is_there(client):
    shell = _shell(client)
    named = [a for part in ("files", "help", "homes", "first", "pages") for a in shell[part]]
    assert set(named) >= ALL
    assert {"/", "/es/", "/support", "/es/support", "/offline", "/es/offline"} <= set(named)
    english = [address for address in named if not address.startswith("/es/")]
    assert {client.get(address).status_code for address in english} == {200}


def test_everything_that_a_page_fetches_is_among_what_the_worker_keeps(client):
    files = set(_shell(client)["files"])
    for path in (*ALL, "/", "/support", "/offline", "/settings"):
        fetched = [a for a in Page(client.get(path).text).addresses() if a.startswith("/static/")]
        assert fetched
        assert set(fetched) <= files, path


def test_scripts_that_other_scripts_import_are_kept_too(client):
    files = set(_shell(client)["files"])
    scripts = [address for address in files if address.endswith(".js")]
    for address in scripts:
        folder = address.rpartition("/")[0]
        for imported in re.findall(r'from "([^"]+)"', client.get(address).text):
            assert str(client.base_url.join(f"{folder}/{imported}").path) in files, address


def test_the_worker_is_no_part_of_what_it_keeps(client):
    assert not [address for address in _shell(client)["files"] if address.endswith("/sw.js")]


def endless(script: str) -> list[str]:
    """Where a script asks the network, and waits as long as that likes.

    Only a page that a person goes to has no end of ours: there the browser has its own.
    """
    asks = [line.strip() for line in script.splitlines() if re.search(r"\bfetch\(", line)]
    return [line for line in asks if not re.search(r"signal:|within\(|respondWith\(", line)]


def test_the_worker_waits_for_no_answer_without_end():
    script = (ROOT / "public/offline/sw.js").read_text()
    assert "fetch(" in script
    assert endless(script) == []
    careless = script.replace("await whole(", "await fetch(")  # as it was
    assert len(endless(careless)) == 4


def test_another_style_makes_another_version(client, tmp_path, monkeypatch):
    for name in (*PARTS, "shared/tokens.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    other = Static(tmp_path)
    monkeypatch.setattr("kindward.web.app.Static", lambda: other)
    with TestClient(create_app(_english(FakeStudio())), base_url="http://localhost") as another:
        assert _shell(another)["version"] != _shell(client)["version"]


def test_the_page_tells_what_each_length_comes_to_before_anything_is_fetched(client, studio):
    page = Page(client.get("/offline").text)
    choices = [given for given in page.all("input") if given.get("name") == "length"]
    assert [json.loads(choice["data-sizes"]) for choice in choices] == [  # in the order of players
        [["audio/webm", told], ["audio/mpeg", told]]
        for told in ("0.1 MB", "0.5 MB", "1 MB", "2 MB")
    ]
    assert "2 MB" in page.text()
    assert studio.reads == []


def test_without_scripts_the_page_says_another_way(client):
    page = Page(client.get("/offline").text)
    assert "downloaded as a file" in page.text("p")
    assert {"/support", "/practices/grounding"} <= {link.get("href") for link in page.all("a")}


def test_a_list_has_every_practice_with_its_page_sound_and_words_in_true_size(client):
    sittings = client.get("/offline/1.json").json()
    assert [f"/practices/{name}?minutes=1" for name in (*NINE, GROUNDING)] == [
        sitting["page"] for sitting in sittings
    ]
    for sitting in sittings[:2]:
        assert client.get(sitting["page"]).status_code == 200
        for file in (*sitting["sounds"], sitting["words"]):
            answer = client.get(file["url"])
            assert len(answer.content) == file["size_bytes"]
            assert answer.headers["content-type"].startswith(file["media_type"])
            assert "immutable" in answer.headers["cache-control"]


def test_a_list_stays_in_the_language_of_its_address(client):
    assert client.get("/en/offline/5.json").json()[0]["page"].startswith("/en/practices/")


@pytest.mark.parametrize("minutes", ["2", "0", "05", "x", "1.0"])
def test_there_is_no_list_of_another_length(client, minutes):
    assert client.get(f"/offline/{minutes}.json").status_code == 404


def test_a_practice_says_the_size_of_what_is_kept_and_of_nothing_else(client):
    page = Page(client.get("/practices/hold-gently?minutes=20&touch=no").text)
    kept = next(json.loads(g["data-keep"]) for _, g in page.tags if g.get("data-keep"))
    sound = next(given["src"] for given in page.all("source"))
    assert kept["sounds"][0]["url"] == sound
    assert kept["page"] == "/practices/hold-gently?minutes=20&touch=no"
    assert "0.2 MB" in page.text("span")


@pytest.mark.parametrize(
    ("size_bytes", "language", "told"),
    [(1, "en", "0.1 MB"), (3_449_999, "en", "3.4 MB"), (96_002_333, "es", "96 MB"),
     (3_449_999, "es", "3,4 MB")],
)  # fmt: skip
def test_a_size_is_told_as_people_write_it(size_bytes, language, told):
    assert megabytes(size_bytes, language).replace("\N{NO-BREAK SPACE}", " ") == told


def test_the_manifest_has_what_a_home_screen_needs(client):
    answer = client.get("/manifest.webmanifest")
    assert answer.headers["content-type"] == "application/manifest+json"
    told = answer.json()
    assert (told["name"], told["display"], told["scope"]) == ("Kindward", "standalone", "/")
    for address in (told["start_url"], *(shortcut["url"] for shortcut in told["shortcuts"])):
        assert client.get(address).status_code == 200
    paper = group(r"--paper:\s*(#\w+)", client.get("/static/0/kindward.css").text)
    assert {told["theme_color"], told["background_color"]} == {paper}


def test_the_manifest_of_a_language_begins_in_it(client):
    told = client.get("/es/manifest.webmanifest").json()
    assert (told["lang"], told["start_url"]) == ("es", "/es/")
    assert all(shortcut["url"].startswith("/es/") for shortcut in told["shortcuts"])


def test_the_neutral_manifest_says_nothing_of_what_this_is(client):
    told = client.get("/manifest.webmanifest?neutral=yes").text
    assert json.loads(told)["name"] == "Notes"
    for word in ("kind", "practi", "grounding", "support", "health", "shortcuts"):
        assert word not in told.lower()


@pytest.mark.parametrize("query", ["", "?neutral=yes"])
def test_every_icon_is_what_the_manifest_says_and_small(client, query):
    for icon in client.get(f"/manifest.webmanifest{query}").json()["icons"]:
        answer = client.get(icon["src"])
        assert answer.headers["content-type"] == icon["type"]
        assert len(answer.content) <= 6_000
        width, height = _size_px(answer.content)
        assert icon["sizes"] == f"{width}x{height}"


def _size_px(png: bytes) -> tuple[int, int]:
    """Width and height, from the first chunk of a PNG (W3C PNG, 11.2.1)."""
    file = BytesIO(png)
    assert file.read(16) == b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
    return int.from_bytes(file.read(4), "big"), int.from_bytes(file.read(4), "big")


@pytest.mark.parametrize(
    ("name", "most_bytes"),
    [("sw", 3_800), ("offline", 2_500), ("keep", 1_500), ("kept", 2_000), ("shelf", 1_000)],
)
def test_the_worker_and_its_scripts_are_small(client, name, most_bytes):
    answer = client.get(f"/static/0/offline/{name}.js", headers={"Accept-Encoding": "gzip"})
    assert int(answer.headers["content-length"]) <= most_bytes
