"""The question itself: for everyone, without a session, and fair to both sides."""

import re

import pyphen
import pytest

from kindward.web.public.long_run.sources import SOURCES
from tests.web.long_run.home import Home, words
from tests.web.markup import Page

HYPHENS = pyphen.Pyphen(lang="en_US")


def page(browser):
    answer = browser.get("/long-run")
    assert answer.status_code == 200
    return Page(answer.text)


def test_the_question_needs_no_session(home):
    assert page(home.stranger()).text("h1") == "Does being hard on yourself work in the long run?"


def test_the_page_is_the_same_whatever_is_kept(home, me, begun):
    before = home.stranger().get("/long-run").text
    begun()
    assert me.get("/long-run").text == home.stranger().get("/long-run").text == before


def test_both_sides_and_what_nobody_knows_are_told(home):
    headings = page(home.stranger()).text("h2")
    for part in ("supports being hard", "supports being kind", "What nobody knows"):
        assert part in headings


def test_every_study_that_is_told_of_can_be_found_again(home):
    told = words(home.stranger().get("/long-run").text)
    names = set(re.findall(r"\(([A-Z]\w+)(?: and| 20)", told)) - {"Powers"}
    assert len(names) > 5
    for name in (*names, "Powers", "Moore"):
        assert any(name in source.authors for source in SOURCES), name


def test_every_study_in_the_list_is_told_of(home):
    told = words(home.stranger().get("/long-run").text).partition("Where it comes from")[0]
    for source in SOURCES:
        first = source.authors.partition(",")[0].rpartition(" ")[2]
        assert first in told, first


def test_a_number_of_an_effect_stands_beside_its_words(home):
    assert "The link is weak: −0.20" in words(home.stranger().get("/long-run").text)


def test_where_a_record_is_kept_the_page_leads_to_a_trial(home):
    assert {"class": "button", "href": "/long-run/look"} in page(home.stranger()).all("a")


def test_hosted_for_others_the_page_leads_to_no_trial(tmp_path, store):
    hosted = Home(tmp_path, store, ("kindward.example",)).stranger()
    links = {link.get("href") for link in page(hosted).all("a")}
    assert "/long-run/look" not in links
    assert {"/support", "/practices/grounding"} <= links
    assert "on your own computer" in words(hosted.get("/long-run").text)


def test_people_and_ground_come_before_the_form(me):
    text = me.get("/long-run/look/new").text
    wait, form = text.index("thoughts of hurting yourself"), text.index('name="goal"')
    assert text.index('href="/support"', wait) < form
    assert text.index('href="/practices/grounding"', wait) < form


@pytest.mark.parametrize("path", ["/long-run", "/long-run/look/new"])
def test_the_words_are_plain(me, path):
    """Flesch-Kincaid grade (Kincaid 1975) of all that is read as prose."""
    text = re.sub(r"\([^)]*\d{4}[^)]*\)", "", me.get(path).text.partition("Where this comes")[0])
    parts = re.findall(r"<(p|li|span)[ >](.*?)</\1>", text, re.DOTALL)
    prose = " ".join(re.sub(r"<[^>]+>", " ", part) for _, part in parts if len(part.split()) > 8)
    read = re.findall(r"[A-Za-z’'-]+", prose)
    sentences = len(re.findall(r"[.?:](?:\s|$)", prose))
    syllables = sum(len(HYPHENS.positions(word)) + 1 for word in read)
    assert 0.39 * len(read) / sentences + 11.8 * syllables / len(read) - 15.59 <= 8


@pytest.mark.parametrize("path", ["/long-run", "/long-run/look/new"])
def test_nobody_is_praised_shouted_at_or_told_what_to_do(me, path):
    text = words(me.get(path).text)
    assert not re.search(r"!|\b(should|must|just|simply|relax|well done)\b", text, re.IGNORECASE)
