"""What one's own pages offer, what is said around a sitting, and what they find."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from kindward.insight import Comparator, Verdict
from kindward.insight.findings import findings
from kindward.journal import CheckIn, Felt, Outcome, Sitting
from kindward.library import Practice
from kindward.score import parse
from kindward.store import open_store
from tests.there import group
from tests.web.fakes import FakeLibrary
from tests.web.own import NOON, OURS, Home, begun, offered, send


def named(way: str) -> str:
    """The sitting that an address leads to."""
    return group("sitting=([^&]+)", way)


def test_an_offer_is_kept_with_all_its_chances_when_a_sitting_begins_with_it(home, me):
    me.get("/journal/offer?mode=new")
    assert home.store.record("me").entries == ()
    way = begun(home, me, minutes="3", judging="80")
    record = home.store.record("me")
    (offer,), (sitting,) = record.offers, record.sittings
    assert way == f"/practices/{offer.practice}?minutes=3&sitting={sitting.id}&begin=yes"
    assert (sitting.offer, sitting.before.judging, sitting.seconds) == (offer.id, 80, 180)
    assert sum(option.probability for option in offer.options) == pytest.approx(1)


def test_a_practice_is_offered_in_the_lengths_that_it_can_have(tmp_path):
    """In the voice that speaks it: here half a second a word."""
    text = "Title: A\nLanguage: en\n# A\nHello.\n(rest 210s, 199.5s to 299.9s)\n"
    library = FakeLibrary()
    library.all = {"hello": Practice("hello", "en", parse(text))}
    with open_store(tmp_path) as store:
        home = Home(tmp_path, store, library)
        me = home.come_in()
        page = me.get("/journal/offer?mode=new").text
        assert re.findall(r'name="minutes" value="([^"]*)"( checked)?', page) == [("5", " checked")]
        fields = offered(me) | {"minutes": "1"}
        assert me.post("/journal/begin", data=fields, headers=OURS).status_code == 422
        begun(home, me)
        (offer,), (sitting,) = home.record().offers, home.record().sittings
    assert (sitting.seconds, offer.digest["minutes"]) == (300, 4)


def test_an_offer_begins_once_and_only_where_it_was_made(home, me):
    fields = offered(me)
    assert me.post("/journal/begin", data=fields, headers=OURS).status_code == 303
    assert me.post("/journal/begin", data=fields, headers=OURS).status_code == 410
    assert len(home.store.record("me").offers) == 1


def test_the_page_of_a_sitting_adds_to_what_the_form_said_in_any_order(home, me):
    sitting_id = named(begun(home, me, judging="80"))
    practice = home.store.record("me").sittings[0].practice
    told = {"entry": "sitting", "id": sitting_id, "at": NOON.isoformat(), "practice": practice,
            "seconds": 300, "language": "en"}  # fmt: skip
    finished = told | {"outcome": "finished", "heard_s": 300}
    for each in (finished | {"felt": "steadier"}, told, finished, finished):
        assert me.post("/journal/entries", json=each, headers=OURS).status_code == 204
    (sitting,) = home.store.record("me").sittings
    assert (sitting.before.judging, sitting.outcome, sitting.heard_s) == (80, "finished", 300)
    assert (sitting.felt, sitting.edition) == (Felt.STEADIER, 2)


def test_where_a_script_tells_nothing_is_kept_before_it_was_heard(home, me):
    send(me, "/journal/wishes", lock_after_min="5", quiet_minutes="yes", results="yes")
    more = {"judging": "80", "heard": "later"}
    forms = [offered(me, f"new&another={number}") | more for number in range(40)]
    answers = [me.post("/journal/begin", data=form, headers=OURS) for form in forms]
    ways = [answer.headers["location"] for answer in answers]
    assert home.store.record("me").sittings == home.store.record("me").offers == ()
    quiet = named(next(way for way in ways if way.startswith("/journal/quiet")))
    assert send(me, "/journal/between", sitting=quiet, judging="70").status_code == 303
    told = {"entry": "sitting", "id": quiet, "at": NOON.isoformat(), "practice": "hold-gently",
            "seconds": 300, "language": "en"}  # fmt: skip
    for each in (told, told | {"outcome": "left", "heard_s": 20}):
        assert me.post("/journal/entries", json=each, headers=OURS).status_code == 204
    record = home.store.record("me")
    (offer,), (sitting,) = record.offers, record.sittings
    assert (sitting.offer, sitting.quiet_minute, sitting.heard_s) == (offer.id, True, 20)
    assert (sitting.before.judging, sitting.between.judging) == (80, 70)
    me.post("/lock", headers=OURS)
    told |= {"id": named(ways[0] if named(ways[0]) != quiet else ways[1])}
    assert me.post("/journal/entries", json=told, headers=OURS).status_code == 204
    assert len(home.store.record("me").sittings) == 2  # what a form said before a lock is let go


def test_a_little_more_can_be_said_afterwards(home, me):
    sitting_id = named(begun(home, me))
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
    sitting_id = named(quiet[0])
    assert "quiet minute" in me.get(quiet[0]).text
    answer = send(me, "/journal/between", sitting=sitting_id, hurt="30")
    assert answer.headers["location"].endswith(f"sitting={sitting_id}&begin=yes")
    kept = home.store.get("me", sitting_id)
    assert (kept.quiet_minute, kept.before.hurt, kept.between.hurt) == (True, 40, 30)


def test_after_several_that_stirred_there_is_ground_and_people_in_place_of_an_offer(home, me):
    for number in range(4):
        sitting = Sitting(id=f"a-sitting-{number}", at=home.now, practice="hold-gently", seconds=60,
                          language="en", felt=Felt.STIRRED, outcome=Outcome.FINISHED)  # fmt: skip
        home.store.put("me", sitting)
    page = me.get("/journal/offer").text
    assert "Something gentler for now" in page
    assert 'name="offer"' not in page
    assert "/support" in page


def test_what_helps_says_that_it_is_early_and_nothing_to_who_does_not_want_it(home, me):
    early = me.get("/what-helps").text
    assert "There is nothing to see yet" in early
    assert "<svg" not in early.partition("<main")[2]
    send(me, "/journal/wishes", lock_after_min="5")
    hidden = me.get("/what-helps").text
    assert "nothing to see" not in hidden
    assert "You chose not to see" in hidden


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
            between=between, after=after, outcome=Outcome.FINISHED,
        ))  # fmt: skip
    page = me.get("/what-helps").text
    assert "You feel lighter than after a quiet minute" in page
    assert 'class="likely"' in page
    told = re.findall(r"<td>(-?[\d.]+) to (-?[\d.]+)</td>", page)[-2:]
    (low, high), (lower, higher) = [(float(one), float(two)) for one, two in told]
    assert lower < low < high < higher


@pytest.mark.parametrize(
    ("against", "other"),
    [(Comparator.QUIET_MINUTE, "a quiet minute"), (Comparator.MY_OTHERS, "your other practices")],
)
@pytest.mark.parametrize("state", [state for state in Verdict if state is not Verdict.TOO_EARLY])
def test_what_is_told_names_what_it_is_held_against(me, monkeypatch, state, against, other):
    """And what may still change is never told as ten of ten sure."""

    def found(record, today):
        nothing = findings(record, today)
        told = replace(nothing.practices[0], state=state, against=against, sure=0.999)
        return replace(nothing, practices=(told,))

    monkeypatch.setattr("kindward.insight.findings.findings", found)
    told = group(r"<h3>.*?</h3>\s*<p>(.*?)</p>", me.get("/what-helps").text, re.DOTALL)
    assert other in told.lower()
    assert "10 in 10" not in told


@pytest.mark.parametrize(
    ("more", "words"),
    [(1, "about one more practice"), (60, "about 60 more"), (61, "or stay an open question")],
)
def test_nobody_is_asked_for_a_great_many_sittings(me, monkeypatch, more, words):
    def found(record, today):
        nothing = findings(record, today)
        return replace(nothing, practices=(replace(nothing.practices[0], more=more, sittings=1),))

    monkeypatch.setattr("kindward.insight.findings.findings", found)
    page = me.get("/what-helps").text
    assert words in page
    assert ("more practices with answers before and after" in page) == (more == 60)
