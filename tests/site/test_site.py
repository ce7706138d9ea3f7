"""The library as static files: every address has a file, and every page leads to files that are."""

import asyncio
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.library import GROUNDING, NINE
from kindward.site import Export, export
from kindward.site.addresses import Addresses, imported, rewritten
from kindward.site.ask import Asker, asking
from kindward.site.export import READ_ME, LeadsNowhere
from tests.there import group
from tests.web.fakes import house

HERE = Addresses(("en", "es"), (1, 10))


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/en/", "index.html"),
        ("/es/", "es/index.html"),
        ("/es", "es/index.html"),
        ("/en/support", "support.html"),
        ("/es/support", "es/support.html"),
        ("/practices/hold-gently", "practices/hold-gently.html"),
        ("/es/practices/hold-gently?minutes=10", "es/practices/hold-gently-10.html"),
        ("/practices/grounding?minutes=2", "practices/grounding-1.html"),
        ("/static/0a1b2c/sitting/player.js", "static/sitting/player.js"),
        ("/sound/en/flite-rms/grounding/60.webm?v=1", "sound/en/flite-rms/grounding/60.webm"),
        ("/favicon.svg", "favicon.svg"),
    ],
)
def test_every_address_has_its_file(address, file):
    assert HERE.file(address) == file


def test_a_practice_is_asked_for_in_a_length_that_is_there():
    assert HERE.asked("/practices/grounding?minutes=2") == "/practices/grounding?minutes=1"
    assert HERE.asked("/es/practices/grounding") == "/es/practices/grounding?minutes=1"
    assert HERE.asked("/support") == "/support"


PATHS = st.sampled_from(["/", "/es/", "/support", "/es/practices/a", "/static/0f/a/b.js", "/x.svg"])


@given(here=PATHS, there=PATHS)
def test_an_address_told_from_its_own_place_leads_to_its_file(here, there):
    file = HERE.file(here)
    html, named = rewritten(f'<a class="b" href="{there}#c">', file, HERE.file)
    told = group('href="([^"]*)"', html)
    assert urljoin(f"/deep/{file}", told) == f"/deep/{HERE.file(there)}#c"
    assert named == {f"{there}#c"}


def test_addresses_elsewhere_and_words_are_left_alone():
    page = '<a href="https://a.example/" title="/not/this" href="#x">src="/nor/this"</a>'
    assert rewritten(page, "index.html", HERE.file) == (page, set())


def test_what_a_script_imports_is_named():
    script = 'import { a } from "../b/c.js";\nconst d = await import("./e.js");'
    assert imported(script, "/static/0f/f/g.js") == {"/static/0f/b/c.js", "/static/0f/f/e.js"}


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    list(export(house(), Export(folder, ("en", "es"), (1, 10))))
    return folder


@pytest.mark.slow
def test_the_site_has_every_practice_in_every_language_and_length(made):
    for language in ("", "es/"):
        for name in (*NINE, GROUNDING):
            for length in ("", "-1", "-10"):
                assert (made / f"{language}practices/{name}{length}.html").is_file()
    assert (made / READ_ME).read_text("utf-8").startswith("Kindward, as a folder")


def test_no_page_of_it_leads_nowhere_or_to_a_root(made):
    pages = list(made.rglob("*.html"))
    assert pages
    for page in pages:
        html = page.read_text("utf-8")
        names = "href|src|action|data-(?:address|artwork|icon|style)"
        told = re.findall(rf'\s(?:{names})="([^"]*)"', html)
        ours = [one for one in told if not re.match(r"[a-z]+:|#", one)]
        assert ours
        for one in ours:
            assert (page.parent / re.split("[#?]", one)[0]).resolve().is_file(), (page, one)
        assert not re.search(r'="/[a-z]', html)


def test_scripts_find_what_they_import(made):
    for script in made.rglob("*.js"):
        for name in re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', script.read_text("utf-8")):
            assert (script.parent / name).resolve().is_file()


def test_nothing_on_it_asks_a_server(made):
    for page in made.rglob("*.html"):
        html = page.read_text("utf-8")
        assert "data-anew" not in html
        assert "manifest" not in html
        assert "offline/" not in html


def test_every_place_in_a_page_that_is_named_is_there(made):
    named = 0
    for page in made.rglob("*.html"):
        for file, place in re.findall(r'\shref="([^":#]*)#([^"]+)"', page.read_text("utf-8")):
            there = (page.parent / file).resolve() if file else page
            assert f'id="{place}"' in there.read_text("utf-8"), (page, file, place)
            named += bool(file)
    assert named


def test_sound_comes_last_and_how_much_there_will_be_is_known_before(tmp_path):
    told = list(export(house(), Export(tmp_path / "site", ("en",), (1, 2))))
    before = [one for one in told if one.left is None]
    known, *sounds = told[len(before) :]
    assert not [one for one in before if one.file.startswith("sound/")]
    assert known.file == READ_ME
    assert {one.file.partition("/")[0] for one in sounds} == {"sound"}
    assert known.left == sum(one.size for one in sounds) > 0
    assert sounds[-1].left == 0


@pytest.mark.parametrize("formats", [("webm",), ("mp3",), ("webm", "mp3")])
def test_a_page_offers_the_formats_that_are_there(formats, tmp_path):
    list(export(house(), Export(tmp_path / "site", ("en",), (1,), formats)))
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert re.findall(r'<source src="[^"]*/60\.(\w+)"', home) == list(formats)
    made = {path.suffix for path in (tmp_path / "site" / "sound").rglob("*.*")}
    assert made == {".vtt", *(f".{name}" for name in formats)}


@pytest.mark.slow
def test_an_export_takes_away_what_it_no_longer_makes(tmp_path):
    folder = tmp_path / "site"
    list(export(house(), Export(folder, ("en", "es"), (1, 10))))
    list(export(house(), Export(folder, ("es",), (1,))))
    assert not (folder / "es").exists()
    assert not (folder / "practices/grounding-10.html").exists()
    assert 'lang="es"' in (folder / "index.html").read_text("utf-8")


def test_an_address_that_nothing_answers_to_stops_the_export(tmp_path, monkeypatch):
    answered = Asker.ask

    def ask(asker, address, method="GET"):
        return answered(asker, "/nothing" if "/sound/" in address else address, method)

    monkeypatch.setattr(Asker, "ask", ask)
    with pytest.raises(LeadsNowhere, match="/sound/"):
        list(export(house(), Export(tmp_path / "site", ("en",), (1,))))


def test_a_long_answer_is_read_to_its_end():
    async def app(scope, receive, send):
        await receive()
        leaving = asyncio.ensure_future(receive())
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"one ", "more_body": True})
        await asyncio.sleep(0)
        assert not leaving.done()
        leaving.cancel()
        await send({"type": "http.response.body", "body": b"two"})

    with asking(app) as asker:
        assert asker.ask("/").body == b"one two"
