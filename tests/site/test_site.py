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
from kindward.site.ask import Asker
from kindward.site.export import MARK, READ_ME, LeadsNowhere, NotEmpty
from web.fakes import house

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
        ("/sound/en/flite-rms/grounding/60.mp4?v=1", "sound/en/flite-rms/grounding/60.mp4"),
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
    told = re.search('href="([^"]*)"', html)[1]
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
        told = re.findall(r'\s(?:href|src|action|data-address|data-icon)="([^"]*)"', html)
        ours = [one for one in told if not re.match(r"[a-z]+:|#", one)]
        assert ours
        for one in ours:
            assert (page.parent / one.partition("#")[0]).resolve().is_file(), (page, one)
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


def test_an_export_takes_away_what_it_no_longer_makes(tmp_path):
    folder = tmp_path / "site"
    list(export(house(), Export(folder, ("en", "es"), (1, 10))))
    list(export(house(), Export(folder, ("es",), (1,))))
    assert not (folder / "es").exists()
    assert not (folder / "practices/grounding-10.html").exists()
    assert 'lang="es"' in (folder / "index.html").read_text("utf-8")


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(NotEmpty):
        list(export(house(), Export(tmp_path, ("en",), (1,))))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_address_that_nothing_answers_to_stops_the_export(tmp_path, monkeypatch):
    answered = Asker.get

    def get(asker, address):
        return answered(asker, "/nothing" if address.startswith("/sound/") else address)

    monkeypatch.setattr(Asker, "get", get)
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

    with asyncio.Runner() as runner:
        assert Asker(app, runner).get("/").body == b"one two"


def test_its_mark_is_all_that_shows_where_it_came_from(made):
    assert (made / MARK).read_bytes() == b""
