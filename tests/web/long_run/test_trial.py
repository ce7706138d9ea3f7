"""Days of a trial: what kind each is, its evening, and stopping."""

import datetime as dt

import pytest
from msgspec.structs import replace

from kindward.journal import CheckIn, Did, Evening, Felt, Sitting
from tests.web.long_run.home import TRIAL, read, words
from tests.web.markup import Page
from tests.web.own import NOON, OURS, token

PRIVATE = [TRIAL, f"{TRIAL}/new", f"{TRIAL}/evening?of=2026-11-24", f"{TRIAL}/result"]
KINDS = {True: "Today is a kind-coach day", False: "Today is a usual day"}


@pytest.mark.parametrize("path", PRIVATE)
def test_without_a_session_nothing_of_a_trial_is_shown(home, begun, path):
    begun()
    home.wait(9)
    answer = home.stranger().get(path)
    assert answer.status_code == 403
    assert "chapter" not in answer.text


@pytest.mark.parametrize("path", ["/plan", "/evening", "/stop"])
def test_without_a_session_nothing_is_written(home, me, begun, path):
    begun()
    home.wait(2)
    before = home.record()
    fields = {"form_token": token(me), "step": "begin", "of": "2026-11-24", "why": "no"}
    assert home.stranger().post(f"{TRIAL}{path}", data=fields, headers=OURS).status_code == 403
    assert home.record() == before


@pytest.mark.parametrize("path", PRIVATE)
def test_no_cache_keeps_a_page_of_a_trial(home, me, begun, path):
    begun()
    home.wait(9)
    assert me.get(path).headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PRIVATE[:1] + PRIVATE[2:])
def test_where_there_is_no_trial_the_way_leads_to_planning_one(me, path):
    assert me.get(path).headers["location"] == f"{TRIAL}/new"


def test_each_day_says_its_own_kind_and_no_other(home, me, begun):
    begun()
    assert "Your experiment is planned" in read(me)
    for number, kind in enumerate(home.trial().kind):
        home.wait(1)
        told = read(me)
        assert KINDS[kind] in told
        assert KINDS[not kind] not in told
        assert f"Day {number + 1} of 16" in told
        assert ("After a slip" in told) == kind
    home.wait(1)
    assert "Your experiment is complete" in read(me)


def test_a_usual_day_never_asks_for_harshness(home, me, begun):
    begun()
    home.wait(1 + home.trial().kind.index(False))
    told = read(me)
    assert "no need to be any harder on yourself than on other days" in told
    assert "a kind word comes by itself, it is welcome" in told


def test_the_night_belongs_to_the_day_before(home, me, begun):
    begun()
    home.wait(1)
    today = read(me)
    home.wait(15 / 24)  # three in the morning
    assert read(me) == today
    home.wait(1 / 24)
    assert "Day 2 of 16" in read(me)


def test_an_evening_is_kept_with_all_that_was_said(home, me, send, begun):
    begun()
    home.wait(1)
    answer = send(
        f"{TRIAL}/evening", of="2026-11-24", did="partly", judging="70", next_step="0", slips="2",
        slept_h="6,5",
    )  # fmt: skip
    assert answer.headers["location"] == TRIAL
    (evening,) = home.record().evenings
    assert evening.did is Did.PARTLY
    assert evening.feeling == CheckIn(judging=70, next_step=0)
    assert (evening.slips, evening.slept_h, evening.trial) == (2, 6.5, home.trial().id)
    assert not evening.is_late
    assert "Saved. A small thing was done in part" in read(me)


def test_an_evening_that_is_shown_again_is_sent_back_unchanged(home, me, send, begun):
    begun()
    home.wait(1)
    given = {"did": "no", "hurt": "33", "slips": "0", "slept_h": "7.25"}
    send(f"{TRIAL}/evening", of="2026-11-24", **given)
    page = Page(me.get(f"{TRIAL}/evening?of=2026-11-24").text)
    boxes = {b["name"]: b.get("value", "") for b in page.all("input") if b["type"] != "radio"}
    did = next(b["value"] for b in page.all("input") if "checked" in b)
    (before,) = home.record().evenings
    send(f"{TRIAL}/evening", **{**boxes, "did": did, "form_token": token(me)})
    (after,) = home.record().evenings
    assert after == before


def test_an_evening_written_later_is_marked_by_its_own_hour(home, me, send, begun):
    begun()
    home.wait(3)
    assert "November 24" in read(me, f"{TRIAL}/evening?of=2026-11-24")
    send(f"{TRIAL}/evening", of="2026-11-24", did="yes")
    (evening,) = home.record().evenings
    assert (evening.of, evening.is_late) == (dt.date(2026, 11, 24), True)


def test_an_evening_that_the_journal_has_is_the_same_evening(home, send, begun):
    begun()
    home.wait(1)
    home.store.put("me", Evening(id="evening-1", at=home.now, of=dt.date(2026, 11, 24)))
    send(f"{TRIAL}/evening", of="2026-11-24", did="yes")
    (evening,) = home.record().evenings
    assert (evening.id, evening.edition, evening.did) == ("evening-1", 2, Did.YES)


@pytest.mark.parametrize("of", ["2026-11-23", "2026-11-26", "2026-12-10", "", "soon"])
def test_an_evening_outside_the_trial_so_far_is_not_its_evening(home, me, send, begun, of):
    begun()
    home.wait(2)
    assert me.get(f"{TRIAL}/evening", params={"of": of}).headers["location"] == TRIAL
    assert send(f"{TRIAL}/evening", of=of, did="yes").headers["location"] == TRIAL
    assert home.record().evenings == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("did", "always"), ("judging", "101"), ("hurt", "-1"), ("next_step", "much"),
        ("slips", "100"), ("slept_h", "25"), ("slept_h", "nan"), ("slept_h", "1e1"),
    ],
)  # fmt: skip
def test_an_evening_that_cannot_be_read_is_told_and_nothing_is_lost(
    home, send, begun, field, value
):
    begun()
    home.wait(1)
    given = {"did": "yes", "judging": "41", "slept_h": "8", field: value}
    answer = send(f"{TRIAL}/evening", of="2026-11-24", **given)
    page = Page(answer.text)
    assert answer.status_code == 422
    assert home.record().evenings == ()
    boxes = {b["name"]: b.get("value") for b in page.all("input") if b["type"] == "number"}
    assert boxes.items() >= {n: v for n, v in given.items() if n != "did"}.items()
    assert {"href": f"#{field}"} in page.all("a")
    assert field in {given.get("id") for _, given in page.tags}


@pytest.mark.parametrize("why", ["", "It was too much.\nFor now."])
def test_a_trial_stops_at_any_time_with_a_reason_or_without(home, me, send, begun, why):
    begun()
    home.wait(5)
    before = home.trial()
    assert send(f"{TRIAL}/stop", why=why).headers["location"] == TRIAL
    trial = home.trial()
    assert trial == replace(before, edition=2, stopped=dt.date(2026, 11, 28), why_stopped=why)
    assert "This experiment has ended" in read(me)
    assert "/support" in me.get(TRIAL).text


def test_a_trial_can_stop_before_it_begins(home, send, begun):
    begun()
    send(f"{TRIAL}/stop")
    assert home.trial().stopped == NOON.date()


def test_a_trial_stops_once(home, send, begun):
    begun()
    home.wait(5)
    send(f"{TRIAL}/stop", why="the first")
    home.wait(1)
    send(f"{TRIAL}/stop", why="the second")
    assert (home.trial().stopped, home.trial().why_stopped) == (dt.date(2026, 11, 28), "the first")


def test_a_reason_that_is_too_long_is_told_and_nothing_is_lost(home, send, begun):
    begun()
    home.wait(5)
    answer = send(f"{TRIAL}/stop", why="w" * 501)
    assert (answer.status_code, home.trial().stopped) == (422, None)
    assert "w" * 501 in Page(answer.text).text("textarea")
    send(f"{TRIAL}/stop", why="the first")
    late = send(f"{TRIAL}/stop", why="w" * 501)  # in another tab, where it seems to go on
    assert (late.status_code, home.trial().why_stopped) == (409, "the first")
    assert "w" * 501 in Page(late.text).text("textarea")


def test_a_stopped_trial_takes_no_later_evening(home, send, begun):
    begun()
    home.wait(5)
    send(f"{TRIAL}/stop")
    home.wait(1)
    send(f"{TRIAL}/evening", of="2026-11-29", did="yes")
    send(f"{TRIAL}/evening", of="2026-11-27", did="yes")
    assert [evening.of for evening in home.record().evenings] == [dt.date(2026, 11, 27)]


def test_after_a_sitting_that_stirred_the_page_offers_to_stop(home, me, begun):
    begun()
    home.wait(3)
    assert "the experiment may end" not in read(me)
    home.store.put("me", stirred(home))
    page = me.get(TRIAL).text
    assert "the experiment may end" in words(page)
    assert "open" in next(d for d in Page(page).all("details") if d.get("id") == "stop")
    home.wait(3)
    assert "the experiment may end" not in read(me)


def stirred(home):
    return Sitting(
        id="a-sitting", at=home.now, practice="hold-gently", seconds=300, language="en",
        felt=Felt.STIRRED,
    )  # fmt: skip


def test_another_trial_follows_a_trial_and_is_the_one_that_is_shown(home, me, send, begun):
    begun()
    home.wait(17)
    begun(begins="2026-12-11", goal="Another one")
    assert len(home.record().trials) == 2
    told = read(me)
    assert "Another one" in told
    assert "chapter" not in told
