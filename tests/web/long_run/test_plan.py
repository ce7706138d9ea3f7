"""A plan is shown whole, kept as it was shown, and shuffled so that it can be checked."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.journal import Expected
from kindward.web.long_run.plan import (
    LENGTHS,
    Plan,
    Stage,
    begun,
    planned,
    shuffled,
    stage,
    told_of,
)
from tests.web.long_run.home import PLAN, hidden, words
from tests.web.markup import Page
from tests.web.own import NOON, OURS, token

DAYS = st.sampled_from([length.days for length in LENGTHS])
SEEDS = st.integers(0, 2**63 - 1)
FORM = "/long-run/look/plan"


def plan_of(days):
    return Plan("goal", "action", days, dt.date(2026, 11, 24), Expected.KIND, "a reason")


@given(DAYS, SEEDS)
def test_every_four_days_have_two_of_each_kind(days, seed):
    kind = shuffled(days, seed)
    assert len(kind) == days
    assert [sum(kind[at : at + 4]) for at in range(0, days, 4)] == [2] * (days // 4)


@given(DAYS, SEEDS)
def test_the_seed_tells_the_days_again(days, seed):
    assert shuffled(days, seed) == shuffled(days, seed)


def test_all_six_orders_of_a_block_come_about_as_often():
    blocks = [shuffled(4, seed) for seed in range(6000)]
    counts = [blocks.count(order) for order in set(blocks)]
    assert len(counts) == 6
    assert min(counts) > 850  # 1,000 are expected, with a standard deviation of 29


def test_a_plan_is_shown_whole_and_nothing_is_kept_yet(home, send):
    answer = send(FORM, **PLAN)
    shown = words(answer.text)
    assert answer.status_code == 200
    for told in (
        "To finish the &lt;first&gt; chapter", "Ten minutes &amp; a pen", "16 days",
        "Tuesday, November 24, 2026", "Wednesday, December 9, 2026",
        "Not before Wednesday, December 2, 2026", "There will be no difference to see",
        "Three quiet weeks", "Whenever you like", "three evenings in a row",
    ):  # fmt: skip
        assert told in shown
    assert home.record().looks == ()


def test_a_plan_is_kept_exactly_as_it_was_shown(home, me, send):
    shown = hidden(send(FORM, **PLAN).text)
    me.post(FORM, data={**shown, "step": "begin"}, headers=OURS)
    look = home.look()
    assert (look.goal, look.action) == (PLAN["goal"], PLAN["action"])
    assert (look.begins, look.expected) == (dt.date(2026, 11, 24), Expected.NEITHER)
    assert look.changes_my_mind == PLAN["changes_my_mind"]
    assert look.kind == shuffled(16, look.seed)
    assert look.at == NOON


def test_the_order_of_the_days_is_told_to_nobody_beforehand(home, me, begun):
    shown, seeds = set(), set()
    for _ in range(3):
        begun()
        look = home.look()
        shown.add(me.get("/long-run/look").text)
        seeds.add(look.seed)
        home.store.remove("me", look.id)
    assert (len(shown), len(seeds)) == (1, 3)


def test_what_was_written_can_be_changed_before_it_begins(home, me, send):
    shown = hidden(send(FORM, **PLAN).text)
    page = Page(me.post(FORM, data={**shown, "step": "change"}, headers=OURS).text)
    boxes = {box["name"]: box.get("value") for box in page.all("input") if box["type"] == "text"}
    assert boxes == {"goal": PLAN["goal"], "action": PLAN["action"]}
    assert PLAN["changes_my_mind"].split("\n")[1] in page.text("textarea")
    assert home.record().looks == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("goal", ""), ("goal", "  "), ("goal", "x" * 501), ("action", ""), ("action", "x" * 501),
        ("days", "55"), ("days", ""), ("days", "١٦"), ("days", "16.0"),
        ("begins", "2026-11-23"), ("begins", "2026-11-22"), ("begins", "2027-11-24"),
        ("begins", ""), ("begins", "soon"), ("begins", "9999-99-99"),
        ("expected", "harsh"), ("changes_my_mind", "x" * 501),
    ],
)  # fmt: skip
@pytest.mark.parametrize("step", ["", "begin"])
def test_what_cannot_be_read_is_told_and_nothing_is_lost(home, send, step, field, value):
    answer = send(FORM, step=step, **{**PLAN, field: value})
    page = Page(answer.text)
    assert answer.status_code == 422
    assert home.record().looks == ()
    assert {"href": f"#{field}"} in page.all("a")
    assert f"{field}-wrong" in {span.get("id") for span in page.all("span")}
    kept = {box["name"]: box.get("value") for box in page.all("input") if box["type"] == "text"}
    wanted = {**PLAN, field: value}
    assert kept == {name: wanted[name] for name in ("goal", "action")}
    assert wanted["changes_my_mind"].split("\n")[0] in page.text("textarea")


def test_a_plan_that_was_shown_before_midnight_is_not_begun_on_its_first_day(home, me, send):
    shown = hidden(send(FORM, **PLAN).text)
    home.wait(1)
    assert me.post(FORM, data={**shown, "step": "begin"}, headers=OURS).status_code == 422
    assert home.record().looks == ()


def test_of_two_taps_on_the_button_one_counts(home, send, begun):
    begun()
    send(FORM, step="begin", **{**PLAN, "goal": "Another"})
    assert home.look().goal == PLAN["goal"]


def test_while_a_look_is_under_way_no_other_is_planned(home, me, begun):
    begun()
    assert me.get("/long-run/look/new").headers["location"] == "/long-run/look"
    home.wait(17)
    assert me.get("/long-run/look/new").status_code == 200


@pytest.mark.parametrize("headers", [{}, {**OURS, "Sec-Fetch-Site": "cross-site"}])
def test_a_plan_from_another_page_is_refused(home, me, headers):
    data = {"form_token": token(me), "step": "begin", **PLAN}
    assert me.post(FORM, data=data, headers=headers).status_code == 403
    assert me.post(FORM, data={**data, "form_token": "x"}, headers=OURS).status_code == 403
    assert home.record().looks == ()
    assert me.post(FORM, data=data, headers=OURS).status_code == 303


@given(DAYS, st.integers(-5, 100))
def test_evenings_are_written_for_days_that_have_come(days, ahead):
    look = begun(plan_of(days), NOON, 7, "a-look-of-mine")
    day = look.begins + dt.timedelta(days=ahead)
    told = told_of(look, day)
    assert len(told) == min(max(ahead + 1, 0), days)
    assert all(look.begins <= each <= min(day, look.ends) for each in told)
    assert (stage(look, day) is Stage.RUNNING) == (0 <= ahead < days)


@given(DAYS, SEEDS)
def test_what_is_kept_gives_the_plan_again(days, seed):
    plan = plan_of(days)
    assert planned(begun(plan, NOON, seed, "a-look-of-mine")) == plan
