"""What a trial came to: not before half of it, each answer said alike, with its cost beside it."""

import datetime as dt
from dataclasses import replace as replaced

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.journal import Did, Evening
from kindward.trial import Design
from kindward.web.private.long_run.result import analyzed, shown
from tests.there import there
from tests.web.long_run.home import LEANING, TRIAL, read
from tests.web.markup import Page

DESIGN = Design("goal", "action", 16, dt.date(2026, 11, 24))


def test_there_is_no_result_before_half(home, me, begun):
    asked = []
    home.analyzing = lambda *about: asked.append(about)
    begun()
    for _ in range(8):
        home.wait(1)
        assert "You can see it from Wednesday, December 2, 2026 on." in read(me)
        assert me.get(f"{TRIAL}/result").headers["location"] == TRIAL
    assert asked == []
    home.wait(1)
    assert "See the result" in read(me)
    read(me, f"{TRIAL}/result")
    ((record, trial, day),) = asked
    assert (record, trial, day) == (home.record(), home.trial(), dt.date(2026, 12, 2))


def test_a_trial_that_stopped_before_half_never_has_a_result(home, me, send, begun):
    home.analyzing = None
    begun()
    home.wait(8)
    send(f"{TRIAL}/stop")
    home.wait(30)
    assert "there is no result" in read(me)
    assert me.get(f"{TRIAL}/result").headers["location"] == TRIAL


def test_before_the_end_a_result_says_that_it_may_change(home, me, begun):
    begun()
    home.wait(10)
    assert "this may still change" in read(me, f"{TRIAL}/result")
    home.wait(7)
    assert "this may still change" not in read(me, f"{TRIAL}/result")


ANSWERS = {
    "clearly-better": "Kind-coach days went clearly better",
    "leaning": "Kind-coach days may have gone better",
    "cannot-tell": "No clear answer",
    "leaning-against": "Usual days may have gone better",
    "clearly-against": "Usual days went clearly better",
}
COSTS = {
    "lighter": "weighed less",
    "same": "weighed about the same",
    "heavier": "weighed more",
    "cannot-tell": "do not show",
}


@pytest.mark.parametrize("cost", COSTS)
@pytest.mark.parametrize("answer", ANSWERS)
def test_each_answer_is_said_alike_with_its_cost_beside_it(home, me, begun, answer, cost):
    home.analyzing = lambda *_: replaced(LEANING, answer=answer, cost=cost)
    begun()
    home.wait(17)
    page = Page(me.get(f"{TRIAL}/result").text)
    assert page.text("h1") == ANSWERS[answer]
    assert COSTS[cost] in page.text("p")
    assert "6 more. The likely range goes from 1 less to 14 more." in page.text("p")
    assert "In about 8 of ten stretches of four days" in page.text("p")
    assert "You expected no difference." in page.text("li")
    assert "Three quiet weeks" in page.text("p")
    drawn = [tag for tag, _ in page.tags if tag in ("svg", "rect", "circle")]
    assert drawn == ["svg", "rect", "circle"]


@given(st.floats(-100, 100), st.floats(0, 99), st.floats(0, 99))
def test_a_range_is_drawn_inside_its_picture_around_no_difference(estimate, below, above):
    answer = replaced(LEANING, estimate=estimate, low=estimate - below, high=estimate + above)
    drawn = there(shown(DESIGN, answer, is_over=True).drawing)
    turned = there(shown(DESIGN, turned_around(answer), is_over=True).drawing)
    assert 0 < drawn.low <= drawn.estimate <= drawn.high < 100
    assert turned.low + drawn.high == pytest.approx(100, abs=0.2)
    assert (drawn.estimate > 50) <= (estimate > 0)


def turned_around(answer):
    return replaced(answer, estimate=-answer.estimate, low=-answer.high, high=-answer.low)


def test_without_enough_evenings_the_answer_is_that_nothing_can_be_told(home, me, begun):
    home.analyzing = lambda *_: None
    begun()
    home.wait(17)
    page = Page(me.get(f"{TRIAL}/result").text)
    assert page.text("h1") == "No clear answer"
    assert page.all("svg") == []


def test_where_nobody_told_how_able_they_felt_there_is_no_range_and_still_an_answer(
    home, me, begun
):
    home.analyzing = lambda *_: replaced(LEANING, estimate=0.0, low=-100.0, high=100.0)
    begun()
    home.wait(17)
    page = Page(me.get(f"{TRIAL}/result").text)
    assert page.text("h1") == ANSWERS["leaning"]
    assert page.all("svg") == []
    assert "In about 8 of ten" in page.text("p")


@pytest.mark.parametrize(
    ("better", "said"),
    [(True, ANSWERS["clearly-better"]), (False, ANSWERS["clearly-against"])],
)
def test_days_that_differ_by_their_kind_alone_are_answered_clearly(home, me, begun, better, said):
    home.analyzing = analyzed
    begun(days="28")
    for number, kind in enumerate(home.trial().kind):
        home.wait(1)
        day = dt.date(2026, 11, 24) + dt.timedelta(days=number)
        done = Did.YES if kind is better else Did.NO
        home.store.put("me", Evening(id=f"evening-{day}", at=home.now, of=day, did=done))
    home.wait(1)
    assert Page(me.get(f"{TRIAL}/result").text).text("h1") == said
