"""Thousands of hostile requests at every route; `just fuzz-requests` asks a hundred thousand."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from tests.web.fuzzing.law import broken, run, walk
from tests.web.fuzzing.place import Place, opened
from tests.web.fuzzing.told import OURS, WORDS, Answer, Asked
from tests.web.own import router_of

NUMBER = 1_000
AT_A_RELEASE = pytest.param(50_000, marks=pytest.mark.release)
NOSNIFF = (b"x-content-type-options", b"nosniff")
PRIVATE = (NOSNIFF, (b"cache-control", b"no-store"))
A_PAGE = Asked("GET", "/journal", ((b"host", b"localhost"),), who="open")
AN_ENTRY = Asked("POST", "%2fjournal%2fentries?a=b", OURS, who="open", is_from_us=True)
A_FORM = Asked("POST", "/journal/note", OURS, who="open", is_from_us=True, has_token=True)


def done(work):
    """In a thread of its own: a browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(asyncio.run, work).result()


@pytest.fixture
def place(tmp_path):
    with opened(tmp_path / "home") as there:
        yield there


@pytest.mark.parametrize("number", [NUMBER, AT_A_RELEASE])
@pytest.mark.slow
def test_no_request_breaks_tells_or_changes_what_it_has_no_right_to(place: Place, number: int):
    told = done(run(place, number, seed=7))
    assert told.faults == []
    assert told.statuses.total() == number
    assert {200, 303, 400, 403, 404, 405, 413, 415, 421, 422, 431} <= set(told.statuses)
    assert told.changes > number / 100
    assert told.read > number / 100


def test_every_form_that_our_pages_show_is_found_without_being_named(place: Place):
    done(walk(place))
    written = {route.path for route in place.writing}
    assert set(place.forms) <= written
    by_script_or_after_another = {
        "/journal/entries", "/journal/favourites", "/journal/outbox", "/journal/import/confirmed",
        "/long-run/look/evening",
    }  # fmt: skip
    under_a_passphrase_or_amiss = {"/journal/key/off", "/journal/key/unlock", "/journal/settle"}
    assert written - set(place.forms) <= by_script_or_after_another | under_a_passphrase_or_amiss
    assert {"text", "form_token"} <= set(place.forms["/journal/note"].fields)


@pytest.mark.parametrize(
    ("asked", "answer", "changed", "why"),
    [
        (A_PAGE, Answer(500, PRIVATE), False, "a fault of ours"),
        (A_PAGE, Answer(503, PRIVATE), False, "a fault of ours"),
        (A_PAGE, Answer(200, PRIVATE, b"Traceback (most recent"), False, "tells of this machine"),
        (A_PAGE, Answer(200, PRIVATE, b"at /site-packages/x"), False, "tells of this machine"),
        (A_PAGE, Answer(200, (*PRIVATE, (b"x", b"a\r\nb: c"))), False, "a line more"),
        (A_PAGE, Answer(200, ()), False, "did not pass the gate"),
        (A_PAGE, Answer(0), False, "no answer"),
        (A_PAGE, Answer(200, (NOSNIFF,), WORDS.encode()), False, "kept by a cache"),
        (A_PAGE, Answer(200, PRIVATE), True, "was changed"),
        (Asked("GET", "/journal", (), who="locked"), Answer(200, PRIVATE, WORDS.encode()), False, "was read"),
        (Asked("GET", "/", (), who="nobody"), Answer(200, PRIVATE, b"PK\3\4"), False, "was read"),
        (Asked("POST", "/journal/note", (), who="open", has_token=True), Answer(303, PRIVATE), True, "was changed"),
        (Asked("POST", "/journal/note", (), who="open", is_from_us=True), Answer(303, PRIVATE), True, "was changed"),
    ],
)  # fmt: skip
def test_what_breaks_a_law_is_seen(place: Place, asked, answer, changed, why):
    assert any(why in each for each in broken(place, asked, answer, changed=changed))


def test_what_is_right_breaks_none(place: Place):
    assert broken(place, A_PAGE, Answer(200, PRIVATE, WORDS.encode()), changed=False) == []
    assert broken(place, A_FORM, Answer(303, PRIVATE), changed=True) == []
    assert broken(place, AN_ENTRY, Answer(204, PRIVATE), changed=True) == []
    said = Asked(
        "POST", "/journal/note", OURS, (b"text=" + WORDS.encode(),), "open", is_from_us=True
    )
    assert broken(place, said, Answer(403, PRIVATE, WORDS.encode()), changed=False) == []
    assert broken(place, said, Answer(200, PRIVATE, WORDS.encode()), changed=False) != []


@pytest.mark.slow
def test_a_route_that_fails_or_tells_is_found_by_itself(place: Place):
    """Two routes more, of which one breaks and one shows the record to anyone."""

    def breaks(_):
        raise ValueError("a fault of ours")

    def shows(_):
        if not place.store.record("me").notes:
            raise HTTPException(404)
        return PlainTextResponse(place.store.record("me").notes[0].text)

    router = router_of(place.app)
    for path, endpoint in (("/breaks", breaks), ("/shows", shows)):
        route = Route(path, endpoint)
        router.routes.append(route)
        place.routes += [route] * 8  # asked for often, whatever is drawn
    faults = "".join(done(run(place, NUMBER // 5, seed=3)).faults)
    assert "a fault of ours: 500" in faults
    assert "the record was read" in faults
