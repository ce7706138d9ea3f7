"""What is written in one's own pages: kept as it was said, shown as it was said, or left alone."""

import datetime as dt
import json
import re

import pytest

from kindward.journal import Did
from kindward.journal.entries import MOST_NOTE
from tests.web.own import NOON, OURS, SECRET, send, token


def test_an_evening_is_written_and_mended_and_taken_away(home, me):
    send(me, "/journal/evening", did="partly", judging="70", hurt="", next_step="0")
    (evening,) = home.store.record("me").evenings
    assert (evening.did, evening.feeling.judging, evening.feeling.hurt) == (Did.PARTLY, 70, None)
    assert evening.feeling.next_step == 0
    send(me, "/journal/evening", did="yes", seen=f"{evening.id}-1")
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


def test_the_longest_note_may_be_all_emoji(home, me):
    words = "\N{SUN BEHIND CLOUD}" * MOST_NOTE
    assert send(me, "/journal/note", text=words).status_code == 303
    assert home.store.record("me").notes[0].text == words


def test_half_a_sign_is_refused_kindly(home, me):
    body = f"form_token={token(me)}&text=%ED%A0%80"
    headers = OURS | {"Content-Type": "application/x-www-form-urlencoded"}
    assert me.post("/journal/note", content=body, headers=headers).status_code == 400
    assert home.store.record("me").entries == ()


def test_a_body_that_is_too_large_or_of_no_known_length_is_refused(me):
    headers = OURS | {"Content-Type": "application/x-www-form-urlencoded"}
    assert me.post("/journal/note", content=b"x" * 300_000, headers=headers).status_code == 413
    assert me.post("/journal/note", content=iter([b"x"]), headers=headers).status_code == 411
    sent = me.post("/journal/note", content=b"&a=b" * 100, headers=headers)
    assert sent.status_code == 400


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


def test_a_month_without_anything_says_so_and_one_with_something_leads_to_it(home, me):
    home.now = NOON.replace(year=2025, month=3)
    send(me, "/journal/note", text="an old word")
    home.now = NOON
    now = me.get("/journal/back").text
    assert "It is good that you came by" in now
    assert "?month=2025-03" in now
    assert "an old word" in me.get("/journal/back?month=2025-03").text
    assert me.get("/journal/back?month=x%00").status_code == 200


def test_a_month_that_was_bookmarked_before_leads_to_where_it_is_now(home, me):
    home.now = NOON.replace(year=2025, month=3)
    send(me, "/journal/note", text="an old word")
    home.now = NOON
    old = me.get("/es/journal?month=2025-03")
    assert (old.status_code, old.headers["cache-control"]) == (303, "no-store")
    assert "an old word" in me.get(old.headers["location"]).text
    assert home.browser().get("/journal?month=2025-03").status_code == 403


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


def test_nothing_private_is_logged_or_told_in_an_error(home, me, caplog, capfd):
    send(me, "/journal/note", text=SECRET)
    send(me, "/journal/evening", judging=SECRET)
    body = json.dumps({"entry": "note", "text": SECRET})
    told = me.post(
        "/journal/entries", content=body, headers=OURS | {"Content-Type": "application/json"}
    )
    assert SECRET not in told.text
    assert SECRET not in caplog.text + "".join(capfd.readouterr())
