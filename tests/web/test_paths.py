"""Paths on the pages: whole for everyone, and for whoever keeps a record a place in them."""

import datetime as dt
import json
import re
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest

from kindward.archive import unpack
from kindward.journal import Course, Outcome, Sitting
from tests.web.fakes import FakeLibrary
from tests.web.markup import Page
from tests.web.own import OURS, Home, send

WEEK, WARY = "gentle-first-week", "when-kindness-feels-wrong"
PATH = f"/paths/{WEEK}"
MINE = f"/journal/paths/{WEEK}"


def begins(html):
    """Where each Begin of a page leads."""
    return [a["href"] for a in Page(html).all("a") if a.get("aria-label", "").startswith("Begin")]


def sat(home, practice, **more):
    id_ = f"sitting-{practice}-{home.now.timestamp():.0f}"
    home.store.put("me", Sitting(id=id_, at=home.now, practice=practice, seconds=120, language="en",
                                 outcome=Outcome.FINISHED, **more))  # fmt: skip


def act(me, way, **fields):
    return send(me, f"/journal/paths/{way}", name=WEEK, **fields)


def shown(me):
    """What the card of Today says; empty where there is none."""
    card = re.search(
        r'<section class="prose on-path".*?</section>', me.get("/journal").text, re.DOTALL
    )
    return re.sub(r"<[^>]+>", " ", card[0]) if card else ""


def test_every_path_is_one_tap_away_from_the_first_page_and_has_its_days(client):
    assert 'href="/paths"' in client.get("/").text
    links = {a.get("href") for a in Page(client.get("/paths").text).all("a")}
    assert {PATH, f"/paths/{WARY}"} <= links
    page = client.get(PATH).text
    assert begins(page) == [f"{PATH}?day={number}&begin=yes" for number in range(1, 8)]
    assert page.count('aria-current="step"') == 1


def test_each_day_is_its_practice_at_its_length_and_can_be_the_other_one(client):
    for day, other, name, total in (
        (1, "", "self-compassion-break", 120),
        (2, "&practice=grounding", "grounding", 180),
        (6, "", "compassionate-self-imagery", 480),
        (7, "&practice=hold-gently", "hold-gently", 480),
    ):
        page = client.get(f"{PATH}?day={day}{other}").text
        (sitting,) = [a for a in Page(page).all("article") if "data-sitting" in a]
        assert (sitting["data-name"], sitting["data-total"]) == (name, f"{total}")
        assert sitting["data-address"] == f"/practices/{name}?minutes={total // 60}"


def test_where_one_chooses_every_practice_of_the_path_is_there_to_choose(client):
    page = Page(client.get(f"{PATH}?day=7").text)
    asked = [urlsplit(a["href"]) for a in page.all("a") if "practice=" in a.get("href", "")]
    names = [parse_qs(each.query)["practice"][0] for each in asked]
    assert len(names) == len(set(names)) == 9
    assert not [a for a in page.all("article") if "data-sitting" in a]


BAD = (
    f"{PATH}?day=0", f"{PATH}?day=8", f"{PATH}?day=-1", f"{PATH}?day=one", f"{PATH}?day=%00",
    f"{PATH}?day={'9' * 400}", f"{PATH}?day=1&practice=hold-gently", f"{PATH}?practice=../x",
    "/paths/a-path-of-nobody", "/paths/%E2%80%AE", "/paths/Gentle-First-Week",
    f"/paths/{'x' * 300}",
)  # fmt: skip


def test_what_is_not_there_is_told_kindly(client):
    for address in BAD:
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "There is nothing at this address" in answer.text
    assert client.get(f"{PATH}?minutes=0").status_code == 400


def test_a_path_leads_to_the_languages_that_have_it(client):
    links = {a.get("href") for a in Page(client.get(PATH).text).all("a")}
    assert f"/es{PATH}" in links
    assert "Una primera semana sin prisa" in client.get(f"/es{PATH}").text


def test_a_house_for_others_keeps_no_place_for_anybody(client, tmp_path):
    assert "/journal" not in client.get(PATH).text
    assert client.get(MINE).status_code == 403
    assert client.post("/journal/paths/begin", data={"name": WEEK}, headers=OURS).status_code == 403


def test_without_a_path_today_leads_to_them_and_with_one_shows_its_next_step(home, me):
    assert 'href="/paths"' in me.get("/journal").text
    assert act(me, "begin").headers["location"] == MINE
    assert "Day 1 of 7" in shown(me)
    sat(home, "self-compassion-break")
    assert "That was enough for today." in shown(me)
    assert "Day 2 of 7" in shown(me)
    home.wait(days=40)
    card = shown(me)
    assert "Day 2 of 7" in card
    assert "A warm hand" in card
    assert "enough for today" not in card
    for word in ("late", "missed", "streak", "ago"):
        assert word not in card


def test_begun_twice_it_is_one_path_that_goes_on_where_it_was(home, me):
    act(me, "begin")
    sat(home, "self-compassion-break")
    home.wait(days=1)
    other = home.come_in()
    act(other, "begin")
    assert len(home.record().courses) == 1
    assert "Day 2 of 7" in shown(other)


def test_what_another_device_brings_joins_it(home, me):
    act(me, "begin")
    theirs = {
        "kindward_record": 1,
        "entries": [
            {"entry": "course", "id": "begun-elsewhere", "at": "2026-11-23T11:40:00-08:00",
             "path": WEEK, "skipped": [1]},
            {"entry": "sitting", "id": "sat-elsewhere", "at": "2026-11-23T11:50:00-08:00",
             "practice": "grounding", "seconds": 120, "language": "en", "outcome": "finished"},
        ],
    }  # fmt: skip
    form = {"form_token": me.get(MINE).text.partition('form_token" value="')[2].partition('"')[0]}
    me.post("/journal/import", data=form, files={"file": json.dumps(theirs)}, headers=OURS)
    assert send(me, "/journal/import/confirmed").status_code == 303
    assert "Day 3 of 7" in shown(me)
    act(me, "stop")
    assert shown(me) == ""
    assert all(course.stopped for course in home.record().courses)


def test_skipping_leaves_out_the_step_that_was_shown_and_no_other(home, me):
    act(me, "begin")
    for _ in range(2):  # a second tap, or a page of before
        assert act(me, "skip", day="1").headers["location"] == "/journal"
    assert "Day 2 of 7" in shown(me)
    for odd in ("9", "", "-1", "x" * 5000):
        act(me, "skip", day=odd)
    assert home.record().courses[0].skipped == (0,)


def test_a_path_that_was_stopped_can_begin_anew_from_its_first_day(home, me):
    act(me, "begin")
    sat(home, "self-compassion-break")
    act(me, "stop")
    home.wait(days=2)
    act(me, "begin")
    assert "Day 1 of 7" in shown(me)


def test_a_path_that_is_through_says_so_on_its_day_and_leaves_by_itself(home, me):
    act(me, "begin")
    for day in range(1, 7):
        act(me, "skip", day=f"{day}")
    sat(home, "loving-kindness")
    assert "You have finished this path" in shown(me)
    home.wait(days=1)
    assert shown(me) == ""
    assert "Start again" in me.get(MINE).text
    act(me, "begin")
    assert "Day 1 of 7" in shown(me)
    assert [course.stopped for course in home.record().courses] == [True, False]


def test_a_path_that_is_not_here_any_more_takes_no_page_down(home, me):
    home.store.put("me", Course(id="a-course-of-mine", at=home.now, path="gone-since"))
    assert me.get("/journal").status_code == 200
    for way in ("begin", "skip", "stop", "calendar.ics"):
        answer = send(me, f"/journal/paths/{way}", name="gone-since", day="1", at="20:00")
        assert answer.status_code == 404
    fewer = FakeLibrary()
    del fewer.all["self-compassion-break"]
    other = Home(home.home, home.store, fewer)
    home.store.put("me", Course(id="another-course", at=home.now, path=WEEK))
    assert other.come_in().get("/journal").status_code == 200


@pytest.mark.parametrize("way", ["begin", "skip", "stop", "calendar.ics"])
def test_nothing_is_done_for_a_form_that_is_not_ours(home, me, way):
    act(me, "begin")
    before = home.record()
    answer = send(me, f"/journal/paths/{way}", form_token="", name=WEEK, day="1")
    assert answer.status_code == 403
    assert home.record() == before


def events(me, **fields):
    answer = send(me, "/journal/paths/calendar.ics", name=WEEK, **fields)
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    read_ = icalendar.Calendar.from_ical(answer.content, multiple=False)
    assert [error for each in read_.events for error in each.errors] == read_.errors == []
    return answer.text, read_.events


def test_a_calendar_gets_seven_days_at_the_time_that_was_chosen_and_no_topic(home, me):
    text, found = events(me, at="07:30", reminder="")
    starts = [each["DTSTART"].dt for each in found]
    first = dt.datetime(2026, 11, 24, 7, 30)  # noqa: DTZ001 - it floats
    assert starts == [first + dt.timedelta(days=n) for n in range(7)]  # noon has gone by
    assert {str(each["SUMMARY"]) for each in found} == {"A few minutes"}
    for word in ("kind", "week", "compassion", "gentle", "day "):
        assert word not in text.lower()
    _, evening = events(me, at="20:00", reminder="Tea, and quiet")
    assert evening[0]["DTSTART"].dt.date() == home.now.date()
    assert {str(each["SUMMARY"]) for each in evening} == {"Tea, and quiet"}


def test_saved_again_they_are_the_same_days_in_a_later_version(home, me):
    _, before = events(me, at="07:30")
    home.now += dt.timedelta(minutes=1)
    _, after = events(me, at="08:30")
    assert [each["UID"] for each in before] == [each["UID"] for each in after]
    assert len({each["UID"] for each in after}) == 7
    assert after[0]["SEQUENCE"] > before[0]["SEQUENCE"]
    (home.home / "launch.key").unlink()  # another install has another secret
    _, others = events(home.come_in(), at="07:30")
    assert not {each["UID"] for each in others} & {each["UID"] for each in before}


def test_a_calendar_form_that_cannot_be_read_keeps_what_was_written(me):
    for fields in (
        {"at": "25:00"},
        {"at": ""},
        {"at": "soon"},
        {"at": "20:00", "reminder": "x" * 501},
    ):
        answer = send(me, "/journal/paths/calendar.ics", name=WEEK, **{"reminder": "Tea"} | fields)
        assert answer.status_code == 422
        assert f'value="{fields.get("reminder", "Tea")}"' in answer.text


def test_a_path_is_in_the_copy_that_one_takes_along(home, me):
    act(me, "begin")
    (course,) = unpack(me.get("/journal/export.zip").content).courses
    assert (course.path, course.at) == (WEEK, home.now)
