"""What arrives sealed: kept once though it come twice or late, and nothing that was erased."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from kindward.journal import Did, Note
from kindward.store import open_store
from kindward.store.rows import Rows
from tests.store.letters import seal
from tests.there import there
from tests.web.own import ATTACKS, NOON, OURS, SECRET, Home, send

SEALED = OURS | {"Content-Type": "application/octet-stream"}
SITTING = {
    "entry": "sitting", "id": "a-sitting-1", "at": NOON.isoformat(), "practice": "hold-gently",
    "seconds": 300, "language": "en",
}  # fmt: skip
STATES: tuple[dict[str, object], ...] = (
    {},
    {"outcome": "left", "heard_s": 100},
    {"outcome": "finished", "heard_s": 300},
    {"outcome": "finished", "heard_s": 300, "felt": "steadier"},
)


@pytest.fixture
def home(tmp_path) -> Iterator[Home]:
    with open_store(tmp_path) as store:
        store.put("me", Note(id="a-first-note", at=NOON, text="begun"))
        yield Home(tmp_path, store)


def letter(home: Home, entry: dict, id_: str = "") -> bytes:
    box = there(home.store.letterbox("me")).public
    return seal(box, id_ or entry["id"], json.dumps(entry).encode())


def arrive(browser: TestClient, sealed: bytes, headers=SEALED) -> int:
    return browser.post("/journal/outbox", content=sealed, headers=headers).status_code


def note(number: int, text: str = SECRET) -> dict:
    return {"entry": "note", "id": f"a-note-{number}", "at": NOON.isoformat(), "text": text}


def evening(number: int, hour: int, **said: object) -> dict:
    at = NOON.replace(hour=hour)
    return {"entry": "evening", "id": f"an-evening-{number}", "at": at.isoformat(),
            "of": "2026-11-23", **said}  # fmt: skip


def notes(home: Home) -> list[str]:
    return [each.id for each in home.store.record("me").notes if each.id != "a-first-note"]


def test_a_page_is_told_how_to_seal_once_it_has_come_in_and_something_is_kept(tmp_path):
    with open_store(tmp_path) as store:
        home = Home(tmp_path, store)
        assert home.browser().get("/journal/state").json() == {"kept": False}
        me = home.come_in()
        assert me.get("/journal/state").json()["letters"] is None
        assert not store.knows("me")  # looking leaves no trace
        store.put("me", Note(id="a-first-note", at=NOON, text="begun"))
        told = me.get("/journal/state").json()["letters"]
        assert urlsafe_b64decode(told) == there(store.letterbox("me")).public


def test_a_letter_is_kept_once_however_often_it_comes(home, me):
    sealed = letter(home, note(1))
    assert [arrive(me, sealed) for _ in range(3)] == [204, 204, 204]
    assert notes(home) == ["a-note-1"]


def test_another_letter_under_the_same_id_changes_nothing(home, me):
    assert arrive(me, letter(home, note(1))) == 204
    assert arrive(me, letter(home, note(1, "other words"))) == 409
    assert home.store.get("me", "a-note-1").text == SECRET


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (2, 0, 3, 1), (3, 0, 0, 3, 1)])
def test_the_states_of_a_sitting_end_in_the_newest_in_any_order(home, me, order):
    for at in order:
        assert arrive(me, letter(home, SITTING | STATES[at])) == 204
    (kept,) = home.store.record("me").sittings
    assert (kept.outcome, kept.heard_s, kept.felt) == ("finished", 300, "steadier")


def test_a_tap_that_comes_late_does_not_undo_what_a_form_said_since(home, me):
    arrive(me, letter(home, SITTING))
    send(me, "/journal/after", sitting="a-sitting-1", felt="stirred")
    assert arrive(me, letter(home, SITTING | STATES[3])) == 204
    assert home.store.get("me", "a-sitting-1").felt == "stirred"


def test_what_was_taken_away_stays_away(home, me):
    for entry in (note(1), SITTING, evening(1, 20, did="yes")):
        sealed = letter(home, entry)
        assert arrive(me, sealed) == 204
        home.store.remove("me", entry["id"])
        assert arrive(me, sealed) == 410
    record = home.store.record("me")
    assert (notes(home), record.sittings, record.evenings) == ([], (), ())


def test_a_letter_of_before_an_erasure_is_opened_by_nobody(home, me):
    sealed = letter(home, note(1))
    home.store.erase("me")
    assert arrive(me, sealed) == 404
    home.store.put("me", Note(id="a-first-note", at=NOON, text="begun anew"))
    assert arrive(me, sealed) == 404
    assert notes(home) == []


@pytest.mark.parametrize("order", [(1, 2), (2, 1), (2, 1, 2, 1)])
def test_of_one_day_what_was_said_last_counts_and_what_it_leaves_open_is_filled(home, me, order):
    told = {1: evening(1, 14, did="no", feeling={"hurt": 70}), 2: evening(2, 21, did="yes")}
    for number in order:
        assert arrive(me, letter(home, told[number])) in {204, 410}
    (kept,) = home.store.record("me").evenings
    assert (kept.did, kept.feeling.hurt, kept.at.hour) == (Did.YES, 70, 21)


def test_an_old_check_in_does_not_undo_a_newer_evening(home, me):
    home.now = NOON.replace(hour=22)
    send(me, "/journal/evening", did="partly")
    assert arrive(me, letter(home, evening(1, 13, did="no", feeling={"judging": 9}))) == 204
    (kept,) = home.store.record("me").evenings
    assert (kept.did, kept.feeling.judging, kept.at.hour) == (Did.PARTLY, 9, 22)


@pytest.mark.parametrize("is_careless", [False, True])
def test_what_went_into_another_evening_goes_with_it_unless_ids_are_never_spent(
    home, me, monkeypatch, is_careless
):
    late = letter(home, evening(2, 21, did="yes"))
    arrive(me, letter(home, evening(1, 14, did="no")))
    with monkeypatch.context() as patched:
        if is_careless:
            patched.setattr(Rows, "bury", lambda *_: None)
        assert arrive(me, late) == 204
    (kept,) = home.store.record("me").evenings
    home.store.remove("me", kept.id)
    assert arrive(me, late) == (204 if is_careless else 410)
    assert len(home.store.record("me").evenings) == is_careless


def test_two_in_the_morning_tells_of_the_day_before(home, me):
    at = NOON.replace(day=24, hour=2)
    early = evening(1, 20, did="yes") | {"at": at.isoformat()}
    assert arrive(me, letter(home, early)) == 204
    assert home.store.record("me").evenings[0].of.day == 23


REFUSED = {
    "nothing said": evening(1, 20),
    "another day": evening(1, 20, did="yes") | {"of": "2026-11-22"},
    "a day to come": evening(1, 20, did="yes") | {"of": "2999-01-01"},
    "no day": evening(1, 20, did="yes") | {"of": "0000-00-00"},
    "a slider over the end": evening(1, 20, feeling={"hurt": 101}),
    "a slider of words": evening(1, 20, feeling={"hurt": "5"}),
    "a slider without end": evening(1, 20, feeling={"hurt": float("inf")}),
    "of a trial": evening(1, 20, did="yes", look="a-look-of-mine"),
    "a practice that is a way": SITTING | {"practice": "../x"},
    "wishes": {"entry": "wishes", "id": "my-wishes", "at": NOON.isoformat()},
    "a half sign": note(1) | {"text": "\ud800"},
    "too much": note(1) | {"text": "x" * 20_001},
    "no list of ours": note(1) | {"more": 1},
}


@pytest.mark.parametrize("entry", REFUSED.values(), ids=REFUSED)
def test_what_is_no_entry_of_a_page_is_refused_for_good(home, me, entry):
    assert arrive(me, letter(home, entry)) == 422
    assert len(home.store.record("me").entries) == 1


def test_an_entry_under_another_id_than_its_letter_is_refused(home, me):
    assert arrive(me, letter(home, note(1), id_="a-note-2")) == 422
    assert notes(home) == []


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" * 200, b"{}", b"[" * 30_000, bytes(200)])
def test_any_bytes_are_answered_without_a_fault(home, me, sealed):
    assert arrive(me, sealed) in {404, 422}


@pytest.mark.parametrize("headers", ATTACKS.values(), ids=ATTACKS)
def test_a_letter_from_anywhere_else_is_refused(home, me, headers):
    sealed = letter(home, note(1))
    assert arrive(me, sealed, headers | {"Content-Type": "application/octet-stream"}) == 403
    assert arrive(home.browser(), sealed) == 403
    assert arrive(me, sealed, OURS | {"Content-Type": "text/plain"}) == 415
    assert notes(home) == []


def test_a_locked_session_may_still_hand_in_a_letter(home, me):
    me.post("/lock", headers=OURS)
    assert arrive(me, letter(home, note(1))) == 204


def test_an_answer_tells_nothing_of_what_was_sealed(home, me):
    answer = me.post(
        "/journal/outbox", content=letter(home, note(1) | {"more": SECRET}), headers=SEALED
    )
    assert (answer.status_code, SECRET in answer.text) == (422, False)


def test_a_check_in_is_the_same_page_for_everyone(home, me):
    pages = [browser.get("/check-in") for browser in (me, home.browser())]
    assert pages[0].text == pages[1].text
    assert "set-cookie" not in pages[0].headers
    assert 'href="/journal"' in pages[0].text
