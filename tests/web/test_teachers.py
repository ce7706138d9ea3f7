"""The teachers themselves, one tap away: data that says how sure it is, links that tell nothing."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from kindward import teachers
from kindward.library import GROUNDING, NINE
from kindward.support import LASTS_DAYS
from tests.web.markup import Page

KNOWN = teachers.shipped()
PAGES = list(teachers.pages(KNOWN))
LEAVING = {"external", "noopener", "noreferrer"}

ONE = """
[[teacher]]
name = "Somebody"
practices = ["hold-gently"]

[[teacher.page]]
what = "site"
url = "https://www.example.org/x"
source = "https://example.net/"
verified_on = 2026-01-01
confidence = "C"
"""


def test_every_address_says_where_it_is_from_and_how_sure_it_is():
    for teacher, page in PAGES:
        assert teacher.name
        assert set(teacher.practices) <= {*NINE, GROUNDING}
        for address in (page.url, page.source):
            parts = urlsplit(address)
            assert (parts.scheme, parts.username, parts.port) == ("https", None, None)
        assert page.what in {"site", "recordings"}
        assert page.confidence in {"A", "B", "C"}
        assert type(page.verified_on) is date
        assert not page.languages or page.what == "recordings"


def test_an_address_is_sure_only_where_a_page_of_that_site_was_read():
    for _, page in PAGES:
        source = (urlsplit(page.source).hostname or "").removeprefix("www.")
        assert page.confidence != "A" or source == page.host


def test_no_address_claims_to_have_been_opened_by_somebody():
    """Until a person has, and writes the day."""
    assert [page.url for _, page in PAGES if page.opened] == []


def test_each_of_the_four_that_the_first_page_named_leads_to_its_teachers():
    named = {
        "self-compassion-break": {"self-compassion.org"},
        "compassionate-self-imagery": {"mindfulcompassion.com", "compassionatemind.co.uk"},
        "compassionate-circulation": {"mindfulcompassion.com", "compassionatemind.co.uk"},
        "loving-kindness": {"uclahealth.org"},
    }
    for practice, hosts in named.items():
        found = teachers.of(KNOWN, practice)
        assert {page.host for teacher in found for page in teacher.pages} == hosts


def test_what_nobody_looked_at_for_half_a_year_or_is_dated_ahead_is_stale():
    known = teachers.read(ONE)
    day = date(2026, 1, 1)
    for later, is_stale in ((0, False), (LASTS_DAYS, False), (LASTS_DAYS + 1, True), (-1, True)):
        assert bool(teachers.stale(known, day + timedelta(days=later))) is is_stale


def test_the_release_check_lists_every_address_that_nobody_opened():
    check = Path(__file__).parents[2] / "release/lines.py"
    told = subprocess.run([sys.executable, check], capture_output=True, text=True, check=False)
    for _, page in PAGES:
        assert f"{page.url}, confidence {page.confidence}" in told.stdout


def elsewhere(page):
    """What a page has of other places: each link, and whatever else names one."""
    return [
        (tag, given)
        for tag, given in page.tags
        if not {"data-exit", "data-way-out", "data-share", "xmlns"} & set(given)
        and any(str(value).startswith(("http:", "https:", "//")) for value in given.values())
    ]


def tells_nothing(tag, given):
    """Whether it is a link that waits for a tap, and says then neither who came nor from where."""
    is_silent = given.get("referrerpolicy") == "no-referrer"
    return tag == "a" and is_silent and set(given.get("rel", "").split()) == LEAVING


def test_a_practice_leads_to_its_teachers_by_links_alone_that_tell_nothing(client):
    for prefix in ("", "/es"):
        for name in (*NINE, GROUNDING):
            page = Page(client.get(f"{prefix}/practices/{name}").text)
            found = elsewhere(page)
            urls = [p.url for teacher in teachers.of(KNOWN, name) for p in teacher.pages]
            assert [given["href"] for _, given in found] == urls
            assert all(tells_nothing(tag, given) for tag, given in found)
    href = PAGES[0][1].url
    assert not tells_nothing("a", {"href": href})
    assert not tells_nothing("link", {"href": href, "rel": "preconnect"})


def test_a_link_says_that_it_leaves_and_how_it_was_checked(client):
    text = client.get("/practices/loving-kindness").text
    assert "Free recordings in 15 languages, at uclahealth.org" in text
    assert text.count("(leaves this page)") == 2
    assert text.count("We have not opened it yet.") == 2
    assert "have not endorsed it" in text
    assert "From the teachers themselves" not in client.get("/practices/hold-gently").text
