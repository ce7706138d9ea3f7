"""A plan is shown whole, and kept as it was shown."""

import datetime as dt
import re

import pytest

from kindward.journal import Expected
from kindward.trial import LENGTHS, randomized
from tests.web.long_run.home import PLAN, hidden, words
from tests.web.markup import Page
from tests.web.own import NOON, OURS, token

FORM = "/long-run/look/plan"


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
    assert home.record().trials == ()


def test_a_plan_is_kept_exactly_as_it_was_shown(home, me, send):
    shown = hidden(send(FORM, **PLAN).text)
    me.post(FORM, data={**shown, "step": "begin"}, headers=OURS)
    trial = home.trial()
    assert (trial.goal, trial.action) == (PLAN["goal"], PLAN["action"])
    assert (trial.begins, trial.expected) == (dt.date(2026, 11, 24), Expected.NEITHER)
    assert trial.changes_my_mind == PLAN["changes_my_mind"]
    assert trial.kind == randomized(16, trial.seed)
    assert trial.at == NOON


def test_the_order_of_the_days_is_told_to_nobody_beforehand(home, me, begun):
    shown, seeds = set(), set()
    for _ in range(3):
        begun()
        trial = home.trial()
        shown.add(me.get("/long-run/look").text)
        seeds.add(trial.seed)
        home.store.remove("me", trial.id)
    assert (len(shown), len(seeds)) == (1, 3)


def test_what_was_written_can_be_changed_before_it_begins(home, me, send):
    shown = hidden(send(FORM, **PLAN).text)
    page = Page(me.post(FORM, data={**shown, "step": "change"}, headers=OURS).text)
    boxes = {box["name"]: box.get("value") for box in page.all("input") if box["type"] == "text"}
    assert boxes == {"goal": PLAN["goal"], "action": PLAN["action"]}
    assert PLAN["changes_my_mind"].split("\n")[1] in page.text("textarea")
    assert home.record().trials == ()


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
    assert home.record().trials == ()
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
    assert home.record().trials == ()


def test_of_two_taps_on_the_button_one_counts(home, send, begun):
    begun()
    send(FORM, step="begin", **{**PLAN, "goal": "Another"})
    assert home.trial().goal == PLAN["goal"]


def test_while_a_trial_is_under_way_no_other_is_planned(home, me, begun):
    begun()
    assert me.get("/long-run/look/new").headers["location"] == "/long-run/look"
    home.wait(17)
    assert me.get("/long-run/look/new").status_code == 200


@pytest.mark.parametrize("headers", [{}, {**OURS, "Sec-Fetch-Site": "cross-site"}])
def test_a_plan_from_another_page_is_refused(home, me, headers):
    data = {"form_token": token(me), "step": "begin", **PLAN}
    assert me.post(FORM, data=data, headers=headers).status_code == 403
    assert me.post(FORM, data={**data, "form_token": "x"}, headers=OURS).status_code == 403
    assert home.record().trials == ()
    assert me.post(FORM, data=data, headers=OURS).status_code == 303


@pytest.mark.parametrize("length", LENGTHS, ids=lambda length: f"{length.days}")
def test_every_length_is_offered_with_its_power(me, length):
    offered = words(me.get("/long-run/look/new").text)
    told = (
        f"with a large difference, about {length.large} would see it. "
        f"Of ten with a medium one, about {length.medium}."
    )
    assert re.search(rf"\b{length.days} days [^?]*?{re.escape(told)}", offered)
