"""Hostile words that come with a request: in an address, a header, a form, a file.

Whatever the page that answers gives back of them, it stays the page that it was.
"""

from collections.abc import Iterator
from functools import partial
from urllib.parse import quote

import pytest
from httpx2 import Response
from markupsafe import escape

from kindward.journal import SLIDERS
from kindward.web.http.writing import WORDS
from kindward.web.public.home.page import FIRST
from tests.web.hostile.payloads import PAYLOADS, together
from tests.web.hostile.place import SITTING, Place, Twins
from tests.web.own import OURS, offered

MOST_ADDRESS = 1_900
MOST_FORM = 4_000
MOST_NAMES = 50
PLANNED = ("goal", "action", "changes_my_mind")
PLAN = {"days": "16", "begins": "2026-11-24", "expected": ""}
GIVEN_BACK = {
    "/journal/evening": ({}, (*SLIDERS, "did", "of", "text")),
    "/journal/note": ({}, WORDS),
    "/journal/wishes": ({"lock_after_min": "7"}, ("reminder", "reminder_at")),
    "/journal/begin": ({}, (*SLIDERS, "minutes")),
    "/journal/between": ({"sitting": SITTING}, SLIDERS),
    "/journal/after": ({"sitting": SITTING}, (*SLIDERS, "felt")),
    "/journal/import/confirmed": ({}, WORDS),
    "/long-run/look/plan": (PLAN, PLANNED),
    "/es/long-run/look/plan": ({"step": "change"}, (*PLAN, *PLANNED)),
    "/long-run/look/evening": ({"of": "2026-11-20"}, (*SLIDERS, "slips", "slept_h")),
    "/long-run/look/stop": ({}, ("why",)),
    "/journal/remove": ({}, WORDS),
}
"""What each form says that is right, and what it says that is hostile."""

HEADERS = ("accept-language", "referer", "user-agent", "x-forwarded-host", "x-forwarded-proto",
           "forwarded", "if-none-match", "accept", "x-original-url")  # fmt: skip


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    """Nothing hostile is kept here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kindward.web.private.journal.offer.SEED_BITS", 0)
        patch.setattr("kindward.web.public.home.explore.MOST_SIGNS", MOST_ADDRESS)
        yield Twins(tmp_path_factory.mktemp("twins"), ("some words",))


def quoted(words: str) -> str:
    return quote(words, safe="")


def addresses() -> Iterator[str]:
    """All payloads, in as few addresses as are not too long to be let in."""
    return together(PAYLOADS, MOST_ADDRESS - 100, lambda words: len(quoted(words)))


@pytest.mark.parametrize("path", ["/{}", "/es/practices/{}"])
def test_words_in_an_address_that_leads_nowhere_are_words(twins, path):
    """The links to other languages have the address."""
    for words in addresses():
        answer, faults = twins.answers(lambda place, said: place.find(path, said), words)
        assert (answer.status_code, list(faults)) == (404, [])
        assert "alert" in answer.text


def test_words_that_are_looked_for_are_words(twins):
    place = twins.places[0]
    about = 'type="search" maxlength="100" autocomplete="off" aria-describedby="such-as"'
    field = f'<input id="q" name="q" {about} value="{{}}">'
    parts = _whatever_is_found(place.find("/?q={}", "zzz")).split(field.format("zzz"))
    assert len(parts) == 2
    for words in addresses():
        said = field.format(escape(" ".join(words.split())))
        assert _whatever_is_found(place.find("/?q={}", words)) == said.join(parts)


def _whatever_is_found(answer):
    """The page without what a search shows and hides: some payloads have everyday words in them."""
    none = "Nothing fits all of that yet, so here are all nine."
    return answer.text.replace(" hidden", "").replace(none, "")


@pytest.mark.parametrize("path", [f"/practices/{FIRST}?voice={{}}", "/settings?{}"])
def test_what_an_address_asks_for_is_not_said_back(twins, path):
    place = twins.places[0]
    shown = place.find(path, "word").text
    assert all(place.find(path, words).text == shown for words in addresses())


def test_no_page_has_any_words_of_a_header(twins):
    """Not even of a host, which is answered only if it is known."""
    place, path = twins.places[0], f"/practices/{FIRST}/hand"
    shown, refused = place.get(path).text, place.get("/", host="word").text
    for words in together(map(ascii, PAYLOADS), 1_600):
        assert place.get(path, **dict.fromkeys(HEADERS, words)).text == shown
        assert place.get("/", host=words).text == refused


@pytest.mark.parametrize("path", GIVEN_BACK)
def test_words_of_a_form_that_is_not_taken_are_words(twins, path):
    for words in together(PAYLOADS, MOST_FORM):
        answer, faults = twins.answers(lambda place, said: sent(place, path, said), words)
        assert list(faults) == []
        assert answer.status_code in {200, 409, 410, 422, 503}
        assert "alert(1)" in answer.text


def sent(place: Place, path: str, words: str) -> Response:
    """A form with these words in every field that can have any."""
    right, wrong = GIVEN_BACK[path]
    right = offered(place.me) if path == "/journal/begin" else right
    return place.post(path, **{**right, **dict.fromkeys(wrong, words)})


def test_words_of_a_plan_that_is_shown_before_it_is_begun_are_words(twins, monkeypatch):
    monkeypatch.setattr("kindward.web.private.long_run.fields.MOST_WORDS", MOST_FORM)
    for words in together(PAYLOADS, MOST_FORM):
        answer, faults = twins.answers(lambda place, said: place.post(
            "/long-run/look/plan", **PLAN | dict.fromkeys(PLANNED, said)
        ), words)  # fmt: skip
        assert (answer.status_code, list(faults)) == (200, [])
        assert "The whole plan" in answer.text


def test_words_that_could_not_be_kept_just_now_are_words_by_whatever_name_they_came(twins):
    """To be sent once more, every field stands on the page, with its name."""
    for number in range(0, len(PAYLOADS), MOST_NAMES):
        some = PAYLOADS[number : number + MOST_NAMES]
        answer, faults = twins.answers(
            lambda place, *said: place.post(
                "/journal/note",
                text="x",
                **{f"{at} {name}": name for at, name in enumerate(said)},
            ),
            *some,
        )
        assert (answer.status_code, list(faults)) == (503, [])
        assert answer.text.count("alert") > len(some) / 2


def test_words_that_came_over_closed_pages_are_words(twins):
    for words in together(PAYLOADS, MOST_FORM):
        answer, faults = twins.answers(
            lambda place, said: place.browser().post(
                "/journal/note",
                data=dict.fromkeys(WORDS, said),
                headers=OURS | {"Cookie": "kindward-80=of-before"},
            ),
            words,
        )
        assert (answer.status_code, list(faults)) == (403, [])
        assert "alert(1)" in answer.text


def test_the_name_of_a_file_that_is_no_export_is_not_said_back(twins):
    statuses = set()
    for words in together(PAYLOADS, 500):
        answer, faults = twins.answers(
            lambda place, said: place.me.post(
                "/journal/import",
                data={"form_token": place.token},
                files={"file": (said, said.encode())},
                headers=OURS,
            ),
            words,
        )
        assert (list(faults), "alert" in answer.text) == ([], False)
        statuses.add(answer.status_code)
    assert 422 in statuses <= {400, 422}


def test_the_control_where_nothing_is_escaped_it_is_found_out(twins):
    words = next(together(PAYLOADS, MOST_ADDRESS // 3))
    with twins.careless():
        asked = [partial(Place.find, path="/?q={}"), *(partial(sent, path=p) for p in GIVEN_BACK)]
        answers = [twins.answers(lambda place, said, ask=ask: ask(place, words=said), words)
                   for ask in asked]  # fmt: skip
    assert all(any(faults) for _, faults in answers)
