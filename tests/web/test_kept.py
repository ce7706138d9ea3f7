"""What is kept says so, a day has one evening, and what is amiss is told before any write."""

import datetime as dt
import re
import threading

import pytest

from kindward.journal import (
    MOST_EDITION,
    WISHES,
    CheckIn,
    Did,
    Evening,
    Note,
    Record,
    Wishes,
    write,
)
from kindward.store import open_store
from tests.there import group
from tests.web.own import NOON, OURS, Home, bring, send

ME = "me"


def seen(browser, path="/journal"):
    return group(r'name="seen" value="([^"]*)"', browser.get(path).text)


def evenings(home):
    return [(each.did, each.edition) for each in home.store.record(ME).evenings]


def test_after_a_save_the_page_says_so_and_shows_it(home, me):
    for path, fields, shown in (
        ("/journal/evening", {"did": "yes", "judging": "70"}, "hard on myself 70"),
        ("/journal/note", {"text": "a quiet word"}, "a quiet word"),
    ):
        answer = send(me, path, **fields)
        page = me.get(answer.headers["location"]).text
        assert "Saved." in page
        assert shown in page
    assert "Saved." not in me.get("/journal").text
    answer = send(me, "/journal/wishes", lock_after_min="15")
    assert "Saved. Your preferences" in me.get(answer.headers["location"]).text
    assert "Saved. Your preferences" not in me.get("/journal/wishes").text


def test_an_evening_of_last_month_is_shown_in_its_month(home, me):
    home.now = NOON.replace(month=12, day=1, hour=2)
    answer = send(me, "/journal/evening", did="partly")
    page = me.get(answer.headers["location"]).text
    assert "A small thing was done in part" in page
    assert "Saved." in page


def test_a_second_evening_of_a_day_is_shown_beside_the_first_and_changes_nothing(home, me):
    send(me, "/journal/evening", did="partly", judging="70")
    answer = send(me, "/journal/evening", did="yes", judging="20")
    assert answer.status_code == 409
    assert "You already saved something for this evening" in answer.text
    assert "hard on myself 70" in answer.text
    assert "hard on myself 20" in answer.text
    assert evenings(home) == [(Did.PARTLY, 1)]
    again = group(r'name="seen" value="([^"]+)"', answer.text)
    assert send(me, "/journal/evening", did="yes", judging="20", seen=again).status_code == 303
    assert evenings(home) == [(Did.YES, 2)]


def test_an_evening_that_was_shown_may_be_changed_and_parts_of_it_taken_back(home, me):
    send(me, "/journal/evening", did="partly", judging="70")
    send(me, "/journal/evening", did="yes", seen=seen(me))
    (kept,) = home.store.record(ME).evenings
    assert (kept.did, kept.feeling, kept.edition) == (Did.YES, None, 2)


def test_the_same_evening_sent_twice_is_kept_once_without_a_question(home, me):
    for _ in range(2):
        assert send(me, "/journal/evening", did="yes").status_code == 303
    assert evenings(home) == [(Did.YES, 1)]


def test_of_evenings_that_come_at_once_by_any_door_one_is_kept(home, me):
    said = {"entry": "evening", "of": "2026-11-23", "at": NOON.isoformat(), "did": "no"}
    fields = {"form_token": group(r'form_token" value="([^"]+)', me.get("/journal").text)}
    answers = []

    def by_form(number):
        data = fields | {"did": "yes", "judging": str(number)}
        answers.append(me.post("/journal/evening", data=data, headers=OURS).status_code)

    def by_letter(number):
        told = said | {"id": f"evening-{number:04}"}
        answers.append(me.post("/journal/entries", json=told, headers=OURS).status_code)

    going = [
        threading.Thread(target=door, args=(number,))
        for number in range(4)
        for door in (by_form, by_letter)
    ]
    for each in going:
        each.start()
    for each in going:
        each.join()
    assert len(evenings(home)) == 1
    assert set(answers) <= {204, 303, 409}


def test_an_import_brings_no_second_evening_of_a_day(home, me):
    send(me, "/journal/evening", did="yes")
    other = Evening(id="evening-elsewhere", at=NOON, of=NOON.date(), did=Did.NO)
    answer = bring(me, _written(other))
    assert "One entry is different here; what is here stays." in answer.text
    assert "Bring in what is new" not in answer.text


def _written(*entries):
    return write(Record(entries))


def test_an_entry_of_years_ahead_leads_the_journal_nowhere_else(home, me):
    ahead = NOON.replace(year=2036)
    home.store.put(ME, Note(id="from-the-future", at=ahead, text="the future"))
    send(me, "/journal/note", text="a word of today")
    page = me.get("/journal").text
    assert "a word of today" in page
    assert "the future" not in page
    assert "?month=2036-11" in me.get("/journal/back").text
    home.now += dt.timedelta(days=30)
    assert "Welcome back." in me.get("/journal").text


def test_a_wish_of_the_last_edition_can_be_changed_again(home, me):
    home.store.put(ME, Wishes(id=WISHES, at=NOON, edition=MOST_EDITION, lock_after_min=5))
    for minutes in (15, 60):
        answer = send(me, "/journal/wishes", lock_after_min=str(minutes), results="yes")
        assert answer.status_code == 303
        assert home.store.get(ME, WISHES).lock_after_min == minutes


def test_after_an_erase_the_closed_page_says_that_nothing_is_kept(home, me):
    closed = home.browser()
    assert "Nothing is saved in them right now." in closed.get("/journal").text
    send(me, "/journal/note", text="x")
    assert "Everything that was saved is still here." in closed.get("/journal").text
    send(me, "/journal/erase", word="erase")
    assert "Nothing is saved in them right now." in me.get("/journal").text


@pytest.fixture
def older(tmp_path):
    """Someone whose record was put back as it was a while ago."""
    with open_store(tmp_path) as store:
        store.put(ME, Note(id="note-one", at=NOON, text="the first"))
    earlier = (tmp_path / "record" / "record.db").read_bytes()
    with open_store(tmp_path) as store:
        store.put(ME, Note(id="note-two", at=NOON, text="the second"))
    (tmp_path / "record" / "record.db").write_bytes(earlier)
    with open_store(tmp_path) as store:
        yield Home(tmp_path, store)


def test_what_is_amiss_is_said_before_anything_is_written_and_the_person_decides(older):
    me = older.come_in()
    page = me.get("/journal").text
    assert "at least the last change is missing" in page
    assert "the first" in page
    refused = send(me, "/journal/note", text="a new word")
    assert refused.status_code == 503
    assert "Something is wrong with your saved pages" in refused.text
    assert "a new word" in refused.text
    assert len(older.store.record(ME).entries) == 1
    send(me, "/journal/settle")
    assert "is missing" not in me.get("/journal").text
    assert send(me, "/journal/note", text="a new word").status_code == 303
    assert len(older.store.record(ME).entries) == 2


def test_nothing_is_amiss_with_a_record_that_was_left_alone(home, me):
    send(me, "/journal/note", text="x")
    assert "Continue with what is here" not in me.get("/journal").text


def test_a_feeling_of_the_day_is_shown_in_the_form_that_changes_it(home, me):
    home.store.put(ME, Evening(id="evening-one", at=NOON, of=NOON.date(), feeling=CheckIn(hurt=42)))
    assert re.search(r'name="hurt"[^>]*value="42"', me.get("/journal").text)
