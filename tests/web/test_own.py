"""One's own pages: who may read them, who may write, and what every attack on them is told."""

import datetime as dt
import json
import os
import re
import stat
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from kindward import launch
from kindward.insight import Against, State
from kindward.insight.findings import findings
from kindward.journal import CheckIn, Did, Felt, Note, Sitting
from kindward.store import Store, open_store
from kindward.web.app import create_app
from kindward.web.own.sessions import Sessions
from web.fakes import house

OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.timezone(dt.timedelta(hours=1)))
SECRET = "a word that nobody else may read"  # noqa: S105


class Home:
    """One person's computer: its folder, its clock, its record, and a browser on it."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder, self.store, self.now = folder, store, NOON
        settings = SimpleNamespace(hosts=(), home=folder)
        fake = house()
        fake.settings, fake.store, fake.now = settings, store, lambda: self.now
        self.app = create_app(fake)

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url="http://localhost", follow_redirects=False)

    def come_in(self) -> TestClient:
        browser = self.browser()
        assert browser.get(f"/open/{launch.mint(self.folder)}").status_code == 303
        return browser


@pytest.fixture
def home(tmp_path) -> Iterator[Home]:
    with open_store(tmp_path) as store:
        yield Home(tmp_path, store)


@pytest.fixture
def me(home: Home) -> TestClient:
    return home.come_in()


def token(browser: TestClient) -> str:
    return re.search(r'name="form_token" value="([^"]+)"', browser.get("/journal").text)[1]


def send(browser: TestClient, path: str, headers=OURS, **fields: str):
    fields = {"form_token": token(browser)} | fields
    return browser.post(path, data=fields, headers=headers)


PRIVATE = [
    "/journal",
    "/journal/leave",
    "/journal/export.zip",
    "/journal/wishes",
    "/journal/offer",
    "/what-helps",
    "/long-run/back",
]
ATTACKS = {
    "another site": {"Origin": "http://evil.test", "Sec-Fetch-Site": "cross-site"},
    "another server of this machine": {
        "Origin": "http://localhost:8902", "Sec-Fetch-Site": "same-site",
    },
    "a rebound page, which says nothing": {},
    "an origin that is hidden": {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    "an origin without its sign": {"Origin": "http://localhost"},
    "a sign without its origin": {"Sec-Fetch-Site": "same-origin"},
}  # fmt: skip


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
    way = f"/open/{launch.mint(home.folder)}"
    assert [home.browser().get(way).status_code for _ in range(3)] == [303, 403, 403]


def test_a_way_in_is_used_up_after_a_minute(home):
    way = launch.mint(home.folder)
    (file,) = (home.folder / launch.FOLDER).iterdir()
    past = time.time() - launch.LASTS_S - 1
    os.utime(file, (past, past))
    assert home.browser().get(f"/open/{way}").status_code == 403
    assert list((home.folder / launch.FOLDER).iterdir()) == []


def test_a_way_in_is_for_the_owner_of_the_folder_alone(home):
    page = launch.page(home.folder, "http://localhost:1234")
    files = [*page.parent.iterdir(), page]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("guess", ["", "x", "%2e%2e", "a" * 43, "%00", "é"])
def test_no_guess_is_a_way_in(home, guess):
    launch.mint(home.folder)
    assert home.browser().get(f"/open/{guess}").status_code in {403, 404}


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(home):
    answer = home.browser().get(f"/open/{launch.mint(home.folder)}")
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


def test_a_session_stays_open_while_its_person_listens():
    now = [0.0]
    sessions = Sessions(lambda: 300, lambda: now[0])
    session = sessions.find(sessions.begin("localhost"), "localhost")
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


def test_the_doors_of_the_first_page_ask_whether_pages_lie_open(home, me):
    assert me.get("/journal/state").json()["open"] is True
    me.post("/lock", headers=OURS)
    assert me.get("/journal/state").json()["open"] is False
    assert home.browser().get("/journal/state").json() == {"kept": False}


def test_coming_back_is_welcomed_and_never_counted(home, me):
    welcome = "Welcome back."
    assert welcome not in me.get("/journal").text
    send(me, "/journal/note", text="x")
    assert welcome not in me.get("/journal").text
    home.now += dt.timedelta(days=400)
    page = me.get("/journal").text
    assert welcome in page
    assert not re.search(r"400|1 year|13 months|days ago|missed", page)
    send(me, "/journal/note", text="y")
    assert welcome not in me.get("/journal").text


def test_leaving_at_once_locks(me):
    assert me.get("/journal").status_code == 200
    me.post("/lock", headers=OURS)
    assert me.get("/journal").status_code == 403


def test_a_session_that_nobody_reads_locks_by_itself():
    now = [0.0]
    sessions = Sessions(lambda: 300, lambda: now[0])
    session = sessions.find(sessions.begin("localhost"), "localhost")
    for now[0], is_open in ((299, True), (598, True), (899, False), (900, False)):
        assert sessions.is_open(session) is is_open
    sessions.unlock(session)
    assert sessions.is_open(session)


def test_zero_minutes_never_lock():
    now = [0.0]
    sessions = Sessions(lambda: 0, lambda: now[0])
    session = sessions.find(sessions.begin("localhost"), "localhost")
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


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"\xff", b'{"entry":"wishes","id":"my-wishes","at":"2026-11-23T12:00:00Z"}',
     b'{"entry":"note","id":"short","at":"2026-11-23T12:00:00Z","text":"x"}',
     b'{"entry":"sitting","id":"a-sitting-1","at":"2026-11-23T12:00:00Z","practice":"../x","seconds":60,"language":"en"}',
     b"[" * 30_000],
)  # fmt: skip
def test_what_is_no_entry_is_refused_and_nothing_is_kept(home, me, body):
    headers = OURS | {"Content-Type": "application/json"}
    answer = me.post("/journal/entries", content=body, headers=headers)
    assert answer.status_code in {403, 422}
    assert "Traceback" not in answer.text
    assert home.store.record("me").entries == ()


def test_the_same_entry_twice_is_kept_once_and_another_under_its_id_is_told(home, me):
    entry = {"entry": "note", "id": "a-note-of-mine", "at": NOON.isoformat(), "text": "x"}
    sent = [me.post("/journal/entries", json=entry, headers=OURS).status_code for _ in range(2)]
    other = me.post("/journal/entries", json=entry | {"text": "y"}, headers=OURS).status_code
    assert (sent, other) == ([204, 204], 409)
    assert [note.text for note in home.store.record("me").notes] == ["x"]


def test_an_evening_is_written_and_mended_and_taken_away(home, me):
    send(me, "/journal/evening", did="partly", judging="70", hurt="", next_step="0")
    (evening,) = home.store.record("me").evenings
    assert (evening.did, evening.feeling.judging, evening.feeling.hurt) == (Did.PARTLY, 70, None)
    assert evening.feeling.next_step == 0
    send(me, "/journal/evening", did="yes")
    (mended,) = home.store.record("me").evenings
    assert (mended.did, mended.edition) == (Did.YES, 2)
    send(me, "/journal/remove", id=mended.id)
    assert home.store.record("me").entries == ()


@pytest.mark.parametrize("written", ["-1", "101", "1e2", "NaN", "٥", "5" * 5000, "0x1f", "5.5"])
def test_a_number_that_is_none_changes_nothing_and_loses_no_words(home, me, written):
    answer = send(me, "/journal/evening", did="yes", judging=written)
    assert answer.status_code == 422
    assert "nothing was changed yet" in answer.text
    assert re.search(r'value="yes" checked', answer.text)
    assert home.store.record("me").entries == ()


@pytest.mark.parametrize("day", ["0000-00-00", "2027-01-01", "1969-12-31", "2026-02-30", "today"])
def test_a_day_that_is_none_or_to_come_is_refused(home, me, day):
    assert send(me, "/journal/evening", did="yes", of=day).status_code == 422
    assert home.store.record("me").entries == ()


def test_at_two_in_the_morning_an_evening_is_that_of_the_day_before(home, me):
    home.now = NOON.replace(hour=2)
    send(me, "/journal/evening", did="yes")
    assert home.store.record("me").evenings[0].of == dt.date(2026, 11, 22)


HOSTILE = [
    "<script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", "{{7*7}}", "' OR 1=1--",
    "%s%n", "\u202eabc", "a\u0301" * 1000, "\x00\x07", "line\r\nline", "مرحبا שלום hello",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_any_words_are_kept_as_they_are_and_shown_as_words(home, me, words):
    assert send(me, "/journal/note", text=words).status_code == 303
    assert home.store.record("me").notes[0].text == words.replace("\r\n", "\n").strip()
    shown = me.get("/journal").text
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "49" not in re.sub(r"[0-9a-f]{12}|[-_\w]{43}", "", shown.split("own-words")[1][:20])


def test_half_a_sign_is_refused_kindly(home, me):
    body = f"form_token={token(me)}&text=%ED%A0%80"
    headers = OURS | {"Content-Type": "application/x-www-form-urlencoded"}
    assert me.post("/journal/note", content=body, headers=headers).status_code == 400
    assert home.store.record("me").entries == ()


def test_a_body_that_is_too_large_or_of_no_known_length_is_refused(me):
    headers = OURS | {"Content-Type": "application/x-www-form-urlencoded"}
    assert me.post("/journal/note", content=b"x" * 70_000, headers=headers).status_code == 413
    assert me.post("/journal/note", content=iter([b"x"]), headers=headers).status_code == 411
    sent = me.post("/journal/note", content=b"&a=b" * 100, headers=headers)
    assert sent.status_code == 400


def test_all_of_it_can_be_taken_along(home, me):
    send(me, "/journal/note", text=SECRET)
    answer = me.get("/journal/export.zip")
    assert answer.content[:2] == b"PK"
    assert "attachment" in answer.headers["content-disposition"]


def test_a_page_for_someone_holds_what_was_ticked_and_nothing_else(home, me):
    send(me, "/journal/note", text=SECRET)
    send(me, "/journal/note", text="words that may be read")
    send(me, "/journal/evening", did="yes", judging="77")
    days = {"first": "2026-11-01", "last": "2026-11-30"}
    bare = send(me, "/journal/summary", **days).text
    assert not any(words in bare for words in (SECRET, "may be read", "77", "was done"))
    (note,) = [n for n in home.store.record("me").notes if n.text != SECRET]
    ticked = send(me, "/journal/summary", evenings="yes", **{f"note-{note.id}": "yes"}, **days).text
    assert SECRET not in ticked
    assert "77" not in ticked
    assert "may be read" in ticked
    assert "was done" in ticked
    assert "77" in send(me, "/journal/summary", evenings="yes", feelings="yes", **days).text
    assert "checked" not in me.get("/journal/summary").text


@pytest.mark.parametrize("first", ["", "x", "2026-12-24", "0001-01-01"])
def test_days_that_cannot_be_read_make_no_page(me, first):
    assert send(me, "/journal/summary", first=first, last="2026-11-30").status_code == 422


def test_what_helps_says_that_it_is_early_and_nothing_to_who_does_not_want_it(home, me):
    early = me.get("/what-helps").text
    assert "It is too early to tell" in early
    send(me, "/journal/wishes", lock_after_min="5")
    hidden = me.get("/what-helps").text
    assert "too early" not in hidden
    assert "You asked not to be shown" in hidden


def test_what_helps_is_held_against_a_quiet_minute(home, me):
    send(me, "/journal/wishes", lock_after_min="5", results="yes", quiet_minutes="yes")
    for number in range(90):
        at = NOON - dt.timedelta(days=200 - number)
        before, quiet = 60 + number % 7, number % 3 == 0
        between = CheckIn(judging=before, hurt=before - 1, next_step=40) if quiet else None
        after = CheckIn(judging=before - 25, hurt=before - 24, next_step=65)
        home.store.put("me", Sitting(
            id=f"a-sitting-{number}", at=at, practice="hold-gently", seconds=300, language="en",
            before=CheckIn(judging=before, hurt=before, next_step=40), quiet_minute=quiet,
            between=between, after=after, outcome="finished",
        ))  # fmt: skip
    page = me.get("/what-helps").text
    assert "You feel lighter than after a quiet minute" in page
    assert 'class="likely"' in page


@pytest.mark.parametrize(
    ("against", "other"),
    [(Against.QUIET_MINUTE, "a quiet minute"), (Against.MY_OTHERS, "your other practices")],
)
@pytest.mark.parametrize("state", [state for state in State if state is not State.TOO_EARLY])
def test_what_is_told_names_what_it_is_held_against(me, monkeypatch, state, against, other):
    """And what may still change is never told as ten of ten sure."""

    def found(record, today):
        nothing = findings(record, today)
        told = replace(nothing.practices[0], state=state, against=against, sure=0.999)
        return replace(nothing, practices=(told,))

    monkeypatch.setattr("kindward.insight.findings.findings", found)
    told = re.search(r"<h3>.*?</h3>\s*<p>(.*?)</p>", me.get("/what-helps").text, re.DOTALL)[1]
    assert other in told.lower()
    assert "10 in 10" not in told


def bring(browser: TestClient, data: bytes):
    fields = {"form_token": token(browser)}
    return browser.post("/journal/import", data=fields, files={"file": data}, headers=OURS)


def test_what_was_taken_along_comes_back_after_a_look_at_it(home, me):
    send(me, "/journal/note", text=SECRET)
    packed, before = me.get("/journal/export.zip").content, home.store.record("me")
    send(me, "/journal/erase", word="erase")
    me = home.come_in()
    shown = bring(me, packed)
    assert "One entry is new" in shown.text
    assert home.store.record("me").entries == ()
    confirmed = send(me, "/journal/import/confirmed")
    assert (confirmed.status_code, home.store.record("me")) == (303, before)
    assert "One entry is here already" in bring(me, packed).text
    assert send(me, "/journal/import/confirmed").status_code == 303
    assert send(me, "/journal/import/confirmed").status_code == 410
    assert home.store.record("me") == before


@pytest.mark.parametrize("data", [b"", b"PK", b"{", b"PK\x03\x04" + b"\0" * 60, b"[" * 9999])
def test_a_file_that_is_no_export_changes_nothing(home, me, data):
    answer = bring(me, data)
    assert (answer.status_code, home.store.record("me").entries) == (422, ())
    assert "Nothing was changed" in answer.text


def test_an_upload_that_is_broken_or_not_ours_is_refused(home, me):
    headers = OURS | {"Content-Type": "multipart/form-data; boundary=x"}
    for body in (
        b"",
        b"--x",
        b"--x\r\n\r\n",
        b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--",
    ):
        assert me.post("/journal/import", content=body, headers=headers).status_code in {400, 403}
    headers = OURS | {"Content-Type": "multipart/form-data"}
    assert me.post("/journal/import", content=b"x", headers=headers).status_code == 400


def test_all_of_it_is_erased_by_a_word(home, me):
    send(me, "/journal/note", text=SECRET)
    missed = send(me, "/journal/erase", word="no")
    assert (missed.status_code, len(home.store.record("me").entries)) == (422, 1)
    done = send(me, "/journal/erase", word=" Erase ")
    assert "nothing of it is left" in done.text
    assert home.store.record("me").entries == ()
    assert me.get("/journal").status_code == 403
    files = [file for file in home.folder.rglob("*") if file.is_file()]
    assert not any(SECRET.encode() in file.read_bytes() for file in files)


def offered(browser: TestClient, mode: str = "new") -> dict[str, str]:
    page = browser.get(f"/journal/offer?mode={mode}").text
    return dict(re.findall(r'name="(form_token|offer)" value="([^"]+)"', page))


def begun(home: Home, browser: TestClient, **fields: str) -> str:
    answer = browser.post("/journal/begin", data=offered(browser) | fields, headers=OURS)
    assert answer.status_code == 303
    return answer.headers["location"]


def test_an_offer_is_kept_with_all_its_chances_when_a_sitting_begins_with_it(home, me):
    me.get("/journal/offer?mode=new")
    assert home.store.record("me").entries == ()
    way = begun(home, me, minutes="3", judging="80")
    record = home.store.record("me")
    (offer,), (sitting,) = record.offers, record.sittings
    assert way == f"/practices/{offer.practice}?minutes=3&sitting={sitting.id}"
    assert (sitting.offer, sitting.before.judging, sitting.seconds) == (offer.id, 80, 180)
    assert sum(option.probability for option in offer.options) == pytest.approx(1)


def test_an_offer_begins_once_and_only_where_it_was_made(home, me):
    fields = offered(me)
    assert me.post("/journal/begin", data=fields, headers=OURS).status_code == 303
    assert me.post("/journal/begin", data=fields, headers=OURS).status_code == 410
    assert len(home.store.record("me").offers) == 1


def test_the_page_of_a_sitting_adds_to_what_the_form_said_in_any_order(home, me):
    sitting_id = begun(home, me, judging="80").partition("sitting=")[2]
    practice = home.store.record("me").sittings[0].practice
    told = {"entry": "sitting", "id": sitting_id, "at": NOON.isoformat(), "practice": practice,
            "seconds": 300, "language": "en"}  # fmt: skip
    finished = told | {"outcome": "finished", "heard_s": 300}
    for each in (finished | {"felt": "steadier"}, told, finished, finished):
        assert me.post("/journal/entries", json=each, headers=OURS).status_code == 204
    (sitting,) = home.store.record("me").sittings
    assert (sitting.before.judging, sitting.outcome, sitting.heard_s) == (80, "finished", 300)
    assert (sitting.felt, sitting.edition) == (Felt.STEADIER, 2)


def test_a_little_more_can_be_said_afterwards(home, me):
    sitting_id = begun(home, me).partition("sitting=")[2]
    page = me.get(f"/journal/afterwards?sitting={sitting_id}")
    assert page.status_code == 200
    send(me, "/journal/after", sitting=sitting_id, felt="same", hurt="15")
    (sitting,) = home.store.record("me").sittings
    assert (sitting.felt, sitting.after.hurt) == (Felt.SAME, 15)
    assert send(me, "/journal/after", sitting=sitting_id, hurt="x").status_code == 422
    assert send(me, "/journal/after", sitting="no-such-sitting").status_code == 404


def test_whoever_wants_to_know_gets_a_quiet_minute_now_and_then(home, me):
    send(me, "/journal/wishes", lock_after_min="5", quiet_minutes="yes", results="yes")
    ways = [begun(home, me, hurt="40") for _ in range(40)]
    quiet = [way for way in ways if way.startswith("/journal/quiet")]
    assert 2 <= len(quiet) <= 25
    sitting_id = quiet[0].partition("sitting=")[2]
    assert "quiet minute" in me.get(quiet[0]).text
    answer = send(me, "/journal/between", sitting=sitting_id, hurt="30")
    assert answer.headers["location"].endswith(f"sitting={sitting_id}")
    kept = home.store.get("me", sitting_id)
    assert (kept.quiet_minute, kept.before.hurt, kept.between.hurt) == (True, 40, 30)


def test_after_several_that_stirred_there_is_ground_and_people_in_place_of_an_offer(home, me):
    for number in range(4):
        sitting = Sitting(id=f"a-sitting-{number}", at=home.now, practice="hold-gently", seconds=60,
                          language="en", felt=Felt.STIRRED, outcome="finished")  # fmt: skip
        home.store.put("me", sitting)
    page = me.get("/journal/offer").text
    assert "Slowly, for now" in page
    assert 'name="offer"' not in page
    assert "/support" in page


def test_wishes_are_kept_and_the_reminder_gives_nothing_away(home, me):
    words = "Tea; a walk, or \\ nothing é" + "ö" * 60
    wanted = {"favourite-hold-gently": "yes", "lock_after_min": "15", "reminder": words}
    wanted |= {"day-0": "yes", "day-4": "yes", "reminder_at": "21:30"}
    assert send(me, "/journal/wishes", **wanted).status_code == 303
    wishes = home.store.record("me").wishes
    assert (wishes.favourites, wishes.lock_after_min) == (("hold-gently",), 15)
    told = me.get("/journal/calendar.ics")
    lines = told.content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    whole = told.content.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Tea\\; a walk\\, or \\\\ nothing é" in whole
    assert "RRULE:FREQ=WEEKLY;BYDAY=MO,FR" in whole
    assert "DTSTART:20261123T213000" in whole
    assert "kind" not in (whole + str(told.headers)).lower()


@pytest.mark.parametrize(
    "fields", [{"lock_after_min": "7"}, {"reminder_at": "25:00"}, {"reminder": "x" * 501}]
)
def test_a_wish_that_cannot_be_read_changes_nothing(home, me, fields):
    assert send(me, "/journal/wishes", **({"lock_after_min": "5"} | fields)).status_code == 422
    assert home.store.record("me").wishes is None


def test_a_month_without_anything_says_so_and_one_with_something_leads_to_it(home, me):
    home.now = NOON.replace(year=2025, month=3)
    send(me, "/journal/note", text="an old word")
    home.now = NOON
    now = me.get("/journal").text
    assert "It is good that you came by" in now
    assert "?month=2025-03" in now
    assert "an old word" in me.get("/journal?month=2025-03").text
    assert me.get("/journal?month=x%00").status_code == 200


def test_hosted_for_others_there_is_no_record_at_all(client):
    assert client.get("/journal").status_code == 403
    assert "keeps nothing about anyone" in client.get("/journal").text
    assert client.get("/journal/state").json() == {"kept": False}


def test_nothing_private_is_logged_or_told_in_an_error(home, me, caplog, capfd):
    send(me, "/journal/note", text=SECRET)
    send(me, "/journal/evening", judging=SECRET)
    body = json.dumps({"entry": "note", "text": SECRET})
    told = me.post(
        "/journal/entries", content=body, headers=OURS | {"Content-Type": "application/json"}
    )
    assert SECRET not in told.text
    assert SECRET not in caplog.text + "".join(capfd.readouterr())
