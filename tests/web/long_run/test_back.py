"""A look back: quiet pictures, the same in words and numbers, for nobody else."""

import datetime as dt
import re

import numpy as np
import pytest

from kindward.journal import WISHES, CheckIn, Did, Evening, Sitting, Wishes
from tests.web.long_run.home import words
from tests.web.markup import Page
from tests.web.own import NOON

BACK = "/long-run/back"
TODAY = NOON.date()


def evening(ago: int, number: int = 0, *, did=None, **feeling: int) -> Evening:
    day = TODAY - dt.timedelta(days=ago)
    return Evening(
        id=f"evening-{ago:05}-{number}",
        at=dt.datetime.combine(day, dt.time(21), dt.UTC),
        of=day,
        did=did,
        feeling=CheckIn(**feeling) if feeling else None,
    )


def year(seed: int = 1, fall: float = 20.0, carried: float = 0.6):
    """Evenings of a year: judging falls, and a harder evening makes the next one less able."""
    chance, found, before = np.random.default_rng(seed), [], 0.0
    for ago in range(364, -1, -1):
        level = 55 + fall * (ago / 364 - 0.5)
        away = chance.normal(0, 14)
        able = 50 - carried * before + chance.normal(0, 8)
        judging, hurt, able = (
            int(np.clip(round(v), 0, 100)) for v in (level + away, chance.normal(50, 10), able)
        )
        did = Did.YES if before < 0 else Did.NO
        if chance.random() < 0.9:
            found.append(evening(ago, judging=judging, hurt=hurt, next_step=able, did=did))
        before = away
    return found


def keep(home, entries):
    home.store.put_all("me", tuple(entries))


def shown(me):
    answer = me.get(BACK)
    assert answer.status_code == 200
    assert "style=" not in answer.text
    return Page(answer.text), words(answer.text), answer


def plots(page):
    return [svg for svg in page.all("svg") if svg.get("class") == "plot"]


def paths(page, kind):
    return [path["d"] for path in page.all("path") if kind in (path.get("class") or "").split()]


def test_without_a_session_nothing_of_it_is_shown(home):
    keep(home, year())
    answer = home.stranger().get(BACK)
    assert answer.status_code == 403
    assert "Closed for now" in answer.text
    assert "plot" not in answer.text


def test_no_cache_keeps_it(home, me):
    keep(home, [evening(1, judging=70)])
    assert shown(me)[2].headers["cache-control"] == "no-store"
    assert home.stranger().get(BACK).headers["cache-control"] == "no-store"


def test_a_locked_session_sees_nothing_more(home, me, send):
    keep(home, year())
    shown(me)
    assert send("/lock").status_code == 303
    assert me.get(BACK).status_code == 403


def test_with_nothing_kept_it_is_welcoming_and_says_how_it_begins(me):
    page, text, _ = shown(me)
    assert "This page begins with the first evening" in text
    assert plots(page) == []
    assert "too early" not in text
    assert not re.search(r"\b(missed|no entries|0)\b", text)


def test_early_there_are_dots_and_no_line(home, me):
    keep(home, [evening(ago, judging=60, hurt=40, next_step=50) for ago in range(6)])
    page, text, _ = shown(me)
    assert len(plots(page)) == 3
    assert [path.count("h.01") for path in paths(page, "dots")] == [6, 6, 6]
    assert paths(page, "level") == paths(page, "band") == []
    assert "A line appears after ten answers" in text
    assert "missed" not in text


def test_a_year_has_three_lines_each_in_a_band(home, me):
    keep(home, year())
    page, text, _ = shown(me)
    assert len(paths(page, "level")) == len(paths(page, "band")) == 3
    assert "It has been getting easier" in text
    assert "A line appears" not in text


def test_which_way_is_lighter_stands_in_words_beside_each_picture(home, me):
    keep(home, year())
    _, text, _ = shown(me)
    for told, top, bottom in (
        ("Lower is less hard.", "100 very hard", "0 not at all"),
        ("Lower is lighter.", "100 very heavy", "0 light"),
        ("Higher is more able.", "100 fully able", "0 not able"),
    ):
        assert text.index(told) < text.index(top) < text.index(bottom)


def test_the_pictures_are_for_the_eye_and_the_numbers_for_everyone(home, me):
    kept = year()
    keep(home, kept)
    page, _, answer = shown(me)
    assert all(figure["aria-hidden"] == "true" for figure in page.all("figure"))
    tables = re.findall(r"<table>.*?</table>", answer.text, re.DOTALL)
    weeks = {each.of - dt.timedelta(days=each.of.weekday()) for each in kept}
    assert [table.count("<tr>") - 1 for table in tables[:3]] == [len(weeks)] * 3
    assert len(tables) == 6


def test_what_tended_to_come_after_is_told_with_how_sure_it_is(home, me):
    keep(home, year())
    text = shown(me)[1]
    after = text.partition("After evenings when you were harder on yourself")[2]
    less, more = (int(n) for n in re.findall(r"evenings: about (\d+) of 100", after)[2:4])
    assert less < more
    days = [int(n) for n in re.findall(r"on about (\d+) of 10 days", after)[:2]]
    assert days == [0, 10]
    assert "further apart than chance alone would usually bring about" in after
    assert "too close to tell apart" in after
    assert "a diary alone cannot show what causes what" in text


def test_it_leads_to_the_experiment_that_can_tell_more(home, me):
    keep(home, year())
    assert "/long-run/look" in {link.get("href") for link in shown(me)[0].all("a")}


def test_whoever_wants_to_see_no_results_sees_none(home, me):
    keep(home, [*year(), Wishes(id=WISHES, at=NOON, results=False)])
    page, text, _ = shown(me)
    assert "You chose not to see any of this." in text
    assert plots(page) == []
    assert "of 100" not in text


def test_a_gap_is_a_gap_and_no_zero(home, me):
    keep(home, [e for e in year() if not 100 < (TODAY - e.of).days < 200])
    page, text, _ = shown(me)
    assert [path.count("M") for path in paths(page, "level")] == [2, 2, 2]
    assert "missed" not in text


def test_a_slider_that_is_always_left_alone_has_no_dot(home, me):
    keep(home, [evening(ago, judging=50 + ago % 7) for ago in range(40)])
    page, _, _ = shown(me)
    assert len(plots(page)) == 3
    assert len(paths(page, "dots")) == len(paths(page, "level")) == 1


@pytest.mark.parametrize("value", [0, 50, 100])
def test_a_year_of_one_and_the_same_answer_is_shown(home, me, value):
    keep(home, [evening(a, judging=value, hurt=value, next_step=value) for a in range(300)])
    assert len(paths(shown(me)[0], "level")) == 3


def test_what_an_import_may_bring_breaks_nothing(home, me):
    sitting = Sitting(
        id="sitting-of-nobody", at=NOON, practice="not-here-any-more", seconds=60, language="en",
        before=CheckIn(hurt=100), voice="no-such-voice",
    )  # fmt: skip
    ends = [evening(3 + number, judging=number * 100, did=Did.NO) for number in range(2)]
    far = [evening(-9000, judging=1), evening(20_000, judging=99), evening(5)]
    keep(home, [sitting, *ends, *far])
    page, text, _ = shown(me)
    assert [path.count("h.01") for path in paths(page, "dots")] == [2, 1]
    assert "2051" not in text


def test_it_is_the_same_in_spanish(home, me):
    keep(home, year())
    answer = me.get(f"/es{BACK}")
    assert "Tus semanas" in answer.text
    assert "septiembre" in answer.text
    assert not re.search(r"\b(evenings|weeks|Lower)\b", words(answer.text))


def test_nobody_is_praised_blamed_or_told_what_to_do(home, me):
    keep(home, year())
    text = shown(me)[1]
    assert not re.search(
        r"!|→|↑|↓|\b(should|must|just|simply|relax|well done|streak)\b", text, re.IGNORECASE
    )


def test_everyone_sees_the_way_and_a_stranger_is_met_at_the_closed_page(home):
    links = {link.get("href") for link in Page(home.stranger().get("/long-run").text).all("a")}
    assert BACK in links
    assert home.stranger().get(BACK).status_code == 403
