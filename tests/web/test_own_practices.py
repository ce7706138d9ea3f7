"""The page of one's own practices: what is here, and why a file is not; for this computer alone."""

import logging
import re

import pytest
from starlette.testclient import TestClient

from kindward.web.app import create, create_app
from tests.web.fakes import house
from tests.web.markup import Page
from tests.web.own import Home

WORDS = "Title: {}\nLanguage: {}\n# A\nHello.\n(silence 50s, 1s to 60s)\n"


@pytest.fixture
def real(tmp_path, monkeypatch):
    """A browser before the real application, and its folder of practices."""
    monkeypatch.setenv("KINDWARD_HOME", str(tmp_path))
    monkeypatch.setenv("KINDWARD_WARM_UP", "0")
    folder = tmp_path / "practices" / "en"
    folder.mkdir(parents=True)
    with TestClient(create(), base_url="http://localhost") as browser:
        yield browser, folder


def test_a_practice_appears_on_every_page_without_a_new_start(real):
    browser, folder = real
    addresses = ("/en/", "/sw.js", "/feed/en.xml?minutes=1", "/practices", "/offline/1.json")
    assert not [path for path in addresses if "warm-cup" in browser.get(path).text]
    kept_before = browser.get("/en/offline").text
    (folder / "Warm Cup.score").write_text(WORDS.format("A Warm Cup", "en"))
    assert [path for path in addresses if "warm-cup" in browser.get(path).text] == [*addresses]
    assert browser.get("/en/offline").text != kept_before  # what all of them take up
    page = Page(browser.get("/en/practices/warm-cup").text)  # 61 s at the most, and nobody asked
    assert "A Warm Cup" in page.text("h1")
    (folder / "Warm Cup.score").write_text(WORDS.format("Another Cup", "en"))
    assert "Another Cup" in browser.get("/en/practices/warm-cup").text
    (folder / "Warm Cup.score").unlink()
    assert browser.get("/en/practices/warm-cup").status_code == 404


def test_one_that_is_left_out_is_said_so_on_its_page_and_in_the_log_once(real, caplog):
    browser, folder = real
    (folder / "half.score").write_text("Title: Half")
    (folder / "spanish.score").write_text(WORDS.format("Una taza", "es"))
    with caplog.at_level(logging.WARNING):
        pages = [browser.get("/practices").text for _ in range(3)]
    assert [record.getMessage() for record in caplog.records] == [
        "half.score is not used yet: it needs 2 changes. 'kindward check' shows where."
    ]
    assert "en/half.score" in pages[0]
    assert "2 things in it cannot be read yet." in pages[0]
    assert "The Language line in it says es" in pages[0]
    assert str(folder.parent) not in pages[0]
    assert 'href="/es/practices/spanish"' in pages[0]
    assert "spanish" not in browser.get("/en/").text
    assert "Una taza" in browser.get("/es/").text
    assert "2 cosas de él" in browser.get("/es/practices").text


def test_a_page_leads_to_another_language_only_where_the_practice_is_there(real):
    browser, folder = real
    (folder / "only.score").write_text(WORDS.format("Only here", "en"))
    html = browser.get("/en/practices/only?minutes=1").text
    assert re.findall('<a href="([^"]*)" hreflang="es"', html) == ["/es/"] * 2
    control = browser.get("/en/practices/grounding").text
    assert re.findall('<a href="([^"]*)" hreflang="es"', control) == ["/es/practices/grounding"] * 2


def test_a_house_for_others_tells_nobody_what_lies_in_its_folder(home: Home):
    hosted = TestClient(create_app(house()), base_url="http://localhost")
    assert hosted.get("/practices").status_code == 404
    assert 'href="/practices"' not in hosted.get("/").text
    mine = home.browser()
    assert mine.get("/practices").status_code == 200
    assert 'href="/practices"' in mine.get("/").text


def test_no_episode_of_a_feed_moves_when_a_practice_comes(real):
    browser, folder = real
    (folder / "b.score").write_text(WORDS.format("B", "en"))
    day = "<title>([^<]*)</title>.*?<pubDate>([^<]*)</pubDate>"

    def days():
        items = browser.get("/feed/en.xml?minutes=1").text.partition("<item>")[2]
        return dict(re.findall(day, f"<item>{items}", re.DOTALL))

    before = days()
    (folder / "a.score").write_text(WORDS.format("A", "en"))
    after = days()
    assert set(after) - set(before) == {"A"}
    assert {title: after[title] for title in before} == before
