"""One's own pages: who may read them, who may write, and what every attack on them is told."""

import os
import stat
import time

import pytest

from kindward import launch
from kindward.journal import Felt, Note
from kindward.web.http.own.sessions import Sessions
from tests.there import there
from tests.web.own import ATTACKS, NOON, OURS, SECRET, send, token

PRIVATE = [
    "/journal",
    "/journal/leave",
    "/journal/key",
    "/journal/export.zip",
    "/journal/wishes",
    "/journal/offer",
    "/what-helps",
    "/long-run/back",
]


@pytest.mark.parametrize("path", PRIVATE)
def test_without_a_session_nothing_is_shown(home, path):
    home.store.put("me", Note(id="a-note-of-mine", at=NOON, text=SECRET))
    answer = home.browser().get(path)
    assert (answer.status_code, SECRET in answer.text) == (403, False)
    assert "Closed for now" in answer.text
    assert home.come_in().get(path).status_code == 200


@pytest.mark.parametrize("path", PRIVATE)
def test_what_is_shown_is_kept_by_no_cache(me, path):
    assert me.get(path).headers["cache-control"] == "no-store"


def test_a_way_in_opens_once(home):
    way = home.way_in()
    assert [home.browser().get(way).status_code for _ in range(3)] == [303, 403, 403]


def test_a_way_in_is_used_up_after_a_minute(home):
    way = launch.mint(home.home)
    (file,) = (home.home / launch.FOLDER).iterdir()
    past = time.time() - launch.LASTS_S - 1
    os.utime(file, (past, past))
    assert home.browser().get(f"/open/{way}").status_code == 403
    assert list((home.home / launch.FOLDER).iterdir()) == []


def test_a_way_in_is_for_the_owner_of_the_folder_alone(home):
    page = launch.page(home.home, "http://localhost:1234")
    files = [*page.parent.iterdir(), page]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("guess", ["", "x", "%2e%2e", "a" * 43, "%00", "é"])
def test_no_guess_is_a_way_in(home, guess):
    launch.mint(home.home)
    assert home.browser().get(f"/open/{guess}").status_code in {403, 404}


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(home):
    answer = home.browser().get(home.way_in())
    told = answer.headers["set-cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert told.startswith("kindward-80=")


@pytest.mark.parametrize("path", ["/journal/note", "/journal/entries", "/journal/erase", "/lock"])
@pytest.mark.parametrize("headers", ATTACKS.values(), ids=ATTACKS)
def test_a_write_from_anywhere_else_is_refused(home, me, path, headers):
    me.headers["content-type"] = "application/x-www-form-urlencoded"
    sent = me.post(path, data={"form_token": token(me), "text": "x"}, headers=headers)
    assert sent.status_code == 403
    assert home.store.record("me").entries == ()
    assert me.get("/journal").status_code == 200


def test_the_same_write_from_our_own_page_is_taken(home, me):
    assert send(me, "/journal/note", text=SECRET).status_code == 303
    assert [note.text for note in home.store.record("me").notes] == [SECRET]


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.nip.io", "localhost.", ""])
def test_another_name_for_this_machine_is_not_answered(me, host):
    assert me.get("/journal", headers={"Host": host}).status_code == 421


def test_a_form_of_before_the_last_lock_is_void(home, me):
    old = token(me)
    assert me.post("/lock", headers=OURS).status_code == 303
    home.come_in()
    sent = me.post("/journal/note", data={"form_token": old, "text": "x"}, headers=OURS)
    assert sent.status_code == 403
    assert home.store.record("me").entries == ()


def test_a_form_without_our_token_is_refused(home, me):
    sent = me.post("/journal/note", data={"text": "x"}, headers=OURS)
    assert (sent.status_code, home.store.record("me").entries) == (403, ())


def test_every_page_leads_to_ones_own_where_there_are_any(home, me, client):
    ours = '<a href="/journal">'
    assert all(ours in browser.get("/support").text for browser in (me, home.browser()))
    assert ours not in client.get("/support").text  # hosted for others


def test_something_new_knows_the_record_only_where_it_lies_open(home, me):
    assert me.get("/something-new").headers["location"] == "/journal/offer?mode=new"
    assert home.browser().get("/something-new").headers["location"].startswith("/practices/")
    me.post("/lock", headers=OURS)
    assert me.get("/something-new").headers["location"].startswith("/practices/")


def test_the_doors_of_the_first_page_ask_whether_pages_lie_open(home, me):
    assert me.get("/journal/state").json()["open"] is True
    me.post("/lock", headers=OURS)
    assert me.get("/journal/state").json()["open"] is False
    assert home.browser().get("/journal/state").json() == {"kept": False}


def test_leaving_at_once_locks(me):
    assert me.get("/journal").status_code == 200
    me.post("/lock", headers=OURS)
    assert me.get("/journal").status_code == 403


def test_a_session_that_nobody_reads_locks_by_itself():
    now = [0.0]
    sessions = Sessions(lambda: 300, lambda: now[0])
    session = there(sessions.find(sessions.begin("localhost"), "localhost"))
    for now[0], is_open in ((299, True), (598, True), (899, False), (900, False)):
        assert sessions.is_open(session) is is_open
    sessions.unlock(session)
    assert sessions.is_open(session)


def test_a_session_stays_open_while_its_person_listens():
    now = [0.0]
    sessions = Sessions(lambda: 300, lambda: now[0])
    session = there(sessions.find(sessions.begin("localhost"), "localhost"))
    sessions.hold(session, 1200)
    for now[0], is_open in ((1499, True), (1800, False)):
        assert sessions.is_open(session) is is_open
    sessions.hold(session, 1200)
    assert not sessions.is_open(session)  # what is locked is not opened by listening


@pytest.mark.parametrize(("more", "held_s"), [({}, [1200]), ({"outcome": "finished"}, [])])
def test_only_a_sitting_that_begins_holds_its_session(me, monkeypatch, more, held_s):
    held = []
    monkeypatch.setattr(Sessions, "hold", lambda *given: held.append(given[-1]))
    entry = {"entry": "sitting", "id": "a-sitting-1", "at": NOON.isoformat(), "seconds": 1200,
             "practice": "hold-gently", "language": "en"}  # fmt: skip
    assert me.post("/journal/entries", json=entry | more, headers=OURS).status_code == 204
    assert held == held_s


def test_zero_minutes_never_lock():
    now = [0.0]
    sessions = Sessions(lambda: 0, lambda: now[0])
    session = there(sessions.find(sessions.begin("localhost"), "localhost"))
    now[0] = 1e9
    assert sessions.is_open(session)


def test_a_locked_session_may_still_say_how_it_was(home, me):
    me.post("/lock", headers=OURS)
    entry = {"entry": "sitting", "id": "a-sitting-1", "at": NOON.isoformat(), "felt": "steadier",
             "practice": "hold-gently", "seconds": 60, "language": "en"}  # fmt: skip
    sent = me.post("/journal/entries", json=entry, headers=OURS)
    assert sent.status_code == 204
    assert home.store.record("me").sittings[0].felt is Felt.STEADIER


def test_nobody_without_a_session_may_say_anything(home):
    entry = {"entry": "note", "id": "a-note-of-theirs", "at": NOON.isoformat(), "text": "x"}
    sent = home.browser().post("/journal/entries", json=entry, headers=OURS)
    assert (sent.status_code, home.store.record("me").entries) == (403, ())


def test_hosted_for_others_there_is_no_record_at_all(client):
    assert client.get("/journal").status_code == 403
    assert "saves nothing about anyone" in client.get("/journal").text
    assert client.get("/journal/state").json() == {"kept": False}
