"""No word of anyone's is lost: not by a lock, a full disk, a database that is away, another tab."""

import html
import re
from contextlib import contextmanager

import pytest

from kindward.store import Store, StoreBusy, StoreFull, StoreUnavailable
from kindward.web.http.own.sessions import Session, Sessions
from tests.web.own import NOON, OURS, SECRET, send, token

WORDS = 'Rain <b>&amp;</b> soup, "said" she;\nand a second line'


def fields(page: str) -> dict[str, str]:
    """The fields of the form on the page of an error, as a browser would send them again."""
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in hidden}


def shown(page: str) -> list[str]:
    return [html.unescape(words) for words in re.findall(r"<textarea[^>]*>([^<]*)<", page)]


@contextmanager
def failing(monkeypatch, fault: type[Exception], *names: str):
    """The store fails at these of its doors, until the end."""

    def fail(*_, **__):
        raise fault

    with monkeypatch.context() as patch:
        for name in names:
            patch.setattr(Store, name, fail)
        yield


@pytest.mark.parametrize(
    ("trouble", "status"),
    [
        ((StoreFull, "put_all"), 507),
        ((StoreBusy, "put_all"), 503),
        ((StoreUnavailable, "put_all", "get", "record"), 503),
    ],
)
def test_what_cannot_be_kept_stays_on_the_page_and_goes_with_a_second_try(
    home, me, monkeypatch, trouble, status
):
    form = {"form_token": token(me), "text": WORDS}
    with failing(monkeypatch, *trouble):
        answer = me.post("/journal/note", data=form, headers=OURS)
        assert me.get("/").status_code == 200
        assert me.get("/practices/grounding").status_code == 200
    assert (answer.status_code, shown(answer.text)) == (status, [WORDS])
    assert answer.headers.get("retry-after") == ("5" if status == 503 else None)
    assert 'action="/journal/note"' in answer.text
    again = me.post("/journal/note", data=fields(answer.text), headers=OURS)
    assert again.status_code == 303
    assert [note.text for note in home.store.record("me").notes] == [WORDS]


def test_a_database_that_is_away_shows_nothing_of_the_record(home, me, monkeypatch):
    send(me, "/journal/note", text=SECRET)
    with failing(monkeypatch, StoreUnavailable, "get", "record"):
        answer = me.get("/journal")
    assert (answer.status_code, SECRET in answer.text) == (503, False)
    assert SECRET in me.get("/journal").text


def lock_by_itself(monkeypatch) -> None:
    """Nobody has read anything for a long time."""

    def is_open(_, session: Session) -> bool:
        session.is_locked = True
        return False

    monkeypatch.setattr(Sessions, "is_open", is_open)


def test_whoever_writes_for_longer_than_the_pages_stay_open_loses_nothing(home, me, monkeypatch):
    form = {"form_token": token(me), "text": WORDS}
    lock_by_itself(monkeypatch)
    answer = me.post("/journal/note", data=form, headers=OURS, follow_redirects=True)
    assert [note.text for note in home.store.record("me").notes] == [WORDS]
    assert answer.status_code == 403
    assert "What you wrote is saved." in answer.text
    assert "Rain" not in answer.text
    evening = me.post("/journal/evening", data=form | {"did": "yes"}, headers=OURS)
    assert (evening.status_code, len(home.store.record("me").evenings)) == (303, 1)
    assert me.get("/journal").status_code == 403


@pytest.mark.parametrize("path", ["/journal/remove", "/journal/wishes", "/journal/erase"])
def test_a_session_that_closed_by_itself_adds_words_and_does_nothing_else(
    home, me, monkeypatch, path
):
    send(me, "/journal/note", text=SECRET)
    (note,) = home.store.record("me").notes
    form = {"form_token": token(me), "id": note.id, "word": "erase", "lock_after_min": "0"}
    lock_by_itself(monkeypatch)
    assert me.post(path, data=form, headers=OURS).status_code == 403
    assert home.store.record("me").entries == (note,)


def test_words_sent_after_the_pages_were_closed_by_hand_come_back_to_whoever_wrote_them(home, me):
    form = {"form_token": token(me), "text": WORDS}
    me.post("/lock", headers=OURS)
    answer = me.post("/journal/note", data=form, headers=OURS)
    assert (answer.status_code, shown(answer.text)) == (403, [WORDS])
    assert home.store.record("me").entries == ()


def test_of_two_tabs_the_older_is_told_and_both_texts_are_there(home, me):
    tabs = [fields(me.get("/journal/wishes").text) for _ in range(2)]
    first, second = (
        me.post("/journal/wishes", data=tab | {"lock_after_min": "5", "reminder": words},
                headers=OURS)
        for tab, words in zip(tabs, ("Tea", "A walk"), strict=True)
    )  # fmt: skip
    assert (first.status_code, second.status_code) == (303, 409)
    assert shown(second.text) == ["A walk"]
    assert home.store.record("me").wishes.reminder == "Tea"
    without = {name: value for name, value in tabs[1].items() if name != "edition"}
    control = me.post("/journal/wishes", data=without | {"lock_after_min": "5"}, headers=OURS)
    assert (control.status_code, home.store.record("me").wishes.reminder) == (303, "")


def test_wishes_that_cannot_be_read_come_back_as_they_were_written(me):
    answer = send(me, "/journal/wishes", lock_after_min="5", reminder="Tea", reminder_at="25:00")
    assert 'value="Tea"' in answer.text


@pytest.mark.parametrize("years", [-1, 1, 10])
def test_a_clock_that_jumps_by_years_loses_no_word_and_blames_nobody(home, me, years):
    send(me, "/journal/note", text="before")
    home.now = NOON.replace(year=NOON.year + years)
    send(me, "/journal/note", text="after")
    send(me, "/journal/evening", did="yes")
    home.now = NOON
    texts = {note.text for note in home.store.record("me").notes}
    assert texts == {"before", "after"}
    assert len(home.store.record("me").evenings) == 1
    for path in ("/journal", "/what-helps", "/journal/offer", "/journal/export.zip"):
        assert me.get(path).status_code == 200
