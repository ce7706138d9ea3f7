"""Taking one's own pages along, a page for someone, coming back, and erasing."""

import datetime as dt
import io
import re
import zipfile

import pytest

from kindward.journal import Note
from tests.web.own import NOON, OURS, SECRET, bring, send


def test_all_of_it_can_be_taken_along(home, me):
    send(me, "/journal/note", text=SECRET)
    answer = me.get("/journal/export.zip")
    assert answer.content[:2] == b"PK"
    assert "attachment" in answer.headers["content-disposition"]


def test_how_many_entries_there_are_is_written_as_the_language_writes_numbers(home, me):
    home.store.put_all("me", [Note(id=f"note-{n:05}", at=NOON, text="w") for n in range(1234)])
    assert "1,234 entries are saved here" in me.get("/journal/leave").text
    assert "1.234 entradas" in me.get("/es/journal/leave").text


def test_a_page_for_someone_holds_what_was_ticked_and_nothing_else(home, me):
    send(me, "/journal/note", text=SECRET)
    send(me, "/journal/note", text="words that may be read")
    send(me, "/journal/evening", did="yes", judging="77")
    days = {"first": "2026-11-01", "last": "2026-11-30"}
    bare = send(me, "/journal/summary", **days).text
    assert not any(words in bare for words in (SECRET, "may be read", "77", "done on"))
    (note,) = [n for n in home.store.record("me").notes if n.text != SECRET]
    ticked = send(me, "/journal/summary", evenings="yes", **{f"note-{note.id}": "yes"}, **days).text
    assert SECRET not in ticked
    assert "77" not in ticked
    assert "may be read" in ticked
    assert "done on 1" in ticked
    assert "77" in send(me, "/journal/summary", evenings="yes", feelings="yes", **days).text
    assert "checked" not in me.get("/journal/summary").text


def test_words_that_were_ticked_are_on_it_whatever_their_day(home, me):
    for number, months in enumerate((1, 3, 20)):
        at = NOON - dt.timedelta(days=30 * months)
        home.store.put("me", Note(id=f"a-note-{number}", at=at, text=f"words of {months} months"))
    page = me.get("/journal/summary").text.partition("<main")[2]
    assert (page.count("<details"), page.count("<details open")) == (3, 1)
    days = {"first": "2026-11-01", "last": "2026-11-30"}
    made = send(me, "/journal/summary", **{"note-a-note-2": "yes"}, **days).text
    assert "words of 20 months" in made
    assert "words of 1 months" not in made


@pytest.mark.parametrize("first", ["", "x", "2026-12-24", "0001-01-01"])
def test_days_that_cannot_be_read_make_no_page_and_all_that_was_said_stays(home, me, first):
    at = NOON - dt.timedelta(days=900)
    home.store.put("me", Note(id="a-note-long-ago", at=at, text="words"))
    send(me, "/journal/note", text="words of today")
    ticks = {"felt": "yes", "note-a-note-long-ago": "yes"}
    answer = send(me, "/journal/summary", first=first, last="2026-11-30", **ticks)
    assert answer.status_code == 422
    ticked = re.findall(r'name="([a-z-]+)" value="yes" checked', answer.text)
    assert ticked == ["felt", "note-a-note-long-ago"]
    assert answer.text.count("<details open") == 2
    assert re.findall(r'type="date" value="(.*?)"', answer.text) == [first, "2026-11-30"]


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


def test_a_file_that_cannot_come_back_is_told_why(home, me):
    newer = b'{"kindward_record": 2}'
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as archive:
        for folder in "ab":
            archive.writestr(f"{folder}/record.json", b"{}")
    told = {
        newer: "newer version of Kindward",
        twice.getvalue(): "more than one file",
        b"Rar!": "packed in",
    }
    for data, reason in told.items():
        answer = bring(me, data)
        assert (answer.status_code, reason in answer.text) == (422, True)
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
    files = [file for file in home.home.rglob("*") if file.is_file()]
    assert not any(SECRET.encode() in file.read_bytes() for file in files)
