from datetime import date, timedelta

import pytest

from kindward.support import LASTS_DAYS, read, shipped, stale
from tests.web.markup import Page

DIRECTORY = shipped()
LINES = [
    pytest.param(line, id=f"{country.code} {line.name}") for country, line in DIRECTORY.lines()
]

ONE = """
[[finder]]
name = "Finder"
url = "https://example.org/"

[[country]]
code = "XX"
name = "Somewhere"
emergency = ["112"]

[[country.line]]
name = "A line"
call = ["1"]
site = "https://example.org/"
source = "https://example.org/"
verified_on = 2026-01-01
confidence = "C"
"""


@pytest.mark.parametrize("line", LINES)
def test_every_line_can_be_reached_and_says_where_it_is_from(line):
    assert line.name
    assert line.call or line.text
    assert line.always or line.hours
    assert line.site.startswith("https://")
    assert line.source.startswith("https://")
    assert line.confidence in {"A", "B", "C"}
    assert type(line.verified_on) is date


@pytest.mark.parametrize("line", LINES)
def test_every_number_can_be_dialled(line):
    for number in (*line.call, *(text.to for text in line.text)):
        assert set(number) <= set("0123456789 -+()")


def test_every_country_has_an_emergency_number_and_a_code_of_its_own():
    codes = [country.code for country in DIRECTORY.countries]
    assert len(codes) == len(set(codes))
    for country in DIRECTORY.countries:
        assert len(country.code) == 2
        assert country.emergency
        assert country.lines
        assert all(number.isdecimal() for number in country.emergency)


def test_no_line_claims_a_call_that_nobody_made():
    """Change this with the first row that a person has dialled."""
    assert all(line.dialled is None for _, line in DIRECTORY.lines())


@pytest.mark.parametrize(
    ("age_days", "is_stale"), [(-1, True), (0, False), (180, False), (181, True)]
)
def test_a_check_lasts_half_a_year(age_days, is_stale):
    directory = read(ONE)
    today = date(2026, 1, 1) + timedelta(days=age_days)
    assert bool(stale(directory, today)) is is_stale
    assert LASTS_DAYS == 180


def test_the_release_check_names_the_country_and_the_line():
    ((country, line),) = stale(read(ONE), date(2030, 1, 1))
    assert (country.name, line.name) == ("Somewhere", "A line")


@pytest.mark.parametrize("lack", ["site", "source", "verified_on", "confidence", "name"])
def test_a_row_that_lacks_something_is_not_read(lack):
    head, _, row = ONE.partition("[[country.line]]")
    lacking = "\n".join(written for written in row.splitlines() if not written.startswith(lack))
    with pytest.raises(TypeError):
        read(head + "[[country.line]]" + lacking)


def test_the_page_names_the_finders_and_every_line(client):
    page = Page(client.get("/support").text)
    links = {link["href"] for link in page.all("a")}
    assert {"https://findahelpline.com/", "https://www.befrienders.org/"} <= links
    for _, line in DIRECTORY.lines():
        assert line.site in links
        assert {f"tel:{number.replace(' ', '')}" for number in line.call} <= links


def test_the_page_says_of_every_line_when_it_was_checked_and_that_nobody_called(client):
    page = Page(client.get("/support").text)
    lines = list(DIRECTORY.lines())
    shown = [day["datetime"] for day in page.all("time")]
    assert sorted(shown) == sorted(line.verified_on.isoformat() for _, line in lines)
    assert page.text().count("We have not called it yet.") == len(lines)


def test_every_country_is_one_tap_from_the_top(client):
    page = Page(client.get("/support").text)
    offered = {option["value"] for option in page.all("option")}
    codes = {country.code for country in DIRECTORY.countries}
    assert codes <= offered
    assert codes <= {given["id"] for given in page.all("details") if "id" in given}


def test_the_country_that_was_chosen_comes_first_and_no_other_one_goes(client):
    page = Page(client.get("/support?country=es").text)
    shown = [given["id"] for given in page.all("details") if "country" in given.get("class", "")]
    assert shown[0] == "ES"
    assert sorted(shown) == sorted(country.code for country in DIRECTORY.countries)


BY_LANGUAGE = {
    "en-US,en;q=0.9": "US",
    "es-MX": "MX",
    "es,es-ES;q=0.9,en-US;q=0.8": "ES",
    "pt-Latn-PT;q=0.5, pt;q=0.2": "PT",
    "fr;q=0.3,de-AT": "AT",
    "de,en-US;q=0.7,en;q=0.3": "",  # German as Firefox asks for it, anywhere
    "en-AQ,en-GB;q=0.9": "",  # no line there is known, and nobody else's number is right there
    "es-419": "",
    "en": "",
    "*": "",
    "": "",
    "en-US;q=0": "",
    "-,;q=x,en-": "",
}


def test_the_country_of_the_language_is_open_with_its_numbers_directly_below_the_heading(client):
    assert "AQ" not in {country.code for country in DIRECTORY.countries}
    for accepted, code in BY_LANGUAGE.items():
        answer = client.get("/support", headers={"Accept-Language": accepted})
        page = Page(answer.text)
        opened = [given["id"] for given in page.all("details") if "open" in given]
        assert opened == [code] * bool(code), accepted
        assert [given["value"] for given in page.all("option") if "selected" in given] == opened
        parts = [tag for tag, given in page.tags if tag in {"h1", "form", "details", "ul"}]
        below = parts[parts.index("h1") + 1 :]
        assert below[:2] == (["details", "ul"] if code else ["ul", "form"]), accepted
        assert "Accept-Language" in answer.headers["Vary"]


def test_a_country_that_is_asked_for_goes_before_that_of_the_language(client):
    for asked, code in (("pt", ["PT"]), ("", []), ("xx", [])):
        page = Page(
            client.get(f"/support?country={asked}", headers={"Accept-Language": "es-ES"}).text
        )
        assert [given["id"] for given in page.all("details") if "open" in given] == code


def test_countries_are_called_what_the_reader_calls_them(client):
    assert "Alemania" in client.get("/es/support").text
    assert "Germany" in client.get("/support").text
