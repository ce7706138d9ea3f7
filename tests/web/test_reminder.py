"""The reminder, as a strict reader of calendars and another one of their rules take it."""

import datetime as dt
from itertools import islice, pairwise

import icalendar
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from kindward.journal import WISHES, Wishes
from kindward.web.private.journal.reminder import LINE_BYTES, calendar
from tests.journal.drawn import AT_HOME
from tests.there import there
from tests.web.own import send

SUNDAY = AT_HOME.replace(year=2026, month=11, day=29, hour=12, minute=0)


def wishes(at=SUNDAY, **told):
    return Wishes(**{"id": WISHES, "at": at, "reminder": "A kind minute"} | told)


def event(file):
    """The one event of a calendar that a strict reader finds nothing wrong with."""
    read = icalendar.Calendar.from_ical(file, multiple=False)
    (found,) = read.events
    assert (read.errors, found.errors) == ([], [])
    return found


def occurrences(found, number=20):
    """The moments of an event, by an independent reading of its rule."""
    rule = found["RRULE"].to_ical().decode()
    return list(islice(rrulestr(rule, dtstart=found["DTSTART"].dt), number))


MOMENTS = st.datetimes(
    dt.datetime(1970, 1, 2),  # noqa: DTZ001 - the zone is drawn beside it
    dt.datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=st.just(there(SUNDAY.tzinfo)),
)


@settings(deadline=None)
@given(MOMENTS, st.none() | st.times(), st.lists(st.integers(0, 6), max_size=9).map(tuple))
def test_it_comes_first_on_a_chosen_day_and_then_on_every_chosen_one(at, time, days):
    at = at.replace(microsecond=0)
    found = event(calendar(wishes(at, reminder_at=time, reminder_days=days), "uid"))
    moments = occurrences(found)
    wanted = set(days) or set(range(7))
    assert moments[0] == found["DTSTART"].dt  # what many calendars show, whatever the rule says
    assert {each.weekday() for each in moments} == wanted
    told = (time or dt.time(20)).replace(microsecond=0)
    assert {each.time() for each in moments} == {told}
    here = at.replace(tzinfo=None)
    assert here - dt.timedelta(seconds=1) <= moments[0] <= here + dt.timedelta(days=8)
    for before, after in pairwise(moments):
        between = (before + dt.timedelta(days=n) for n in range(1, (after - before).days))
        assert not wanted & {each.weekday() for each in between}


def test_a_day_that_was_not_chosen_a_time_that_is_over_and_a_leap_day():
    first = {
        (SUNDAY, (0,), "20:00"): "2026-11-30T20:00",
        (SUNDAY, (6,), "12:00"): "2026-11-29T12:00",
        (SUNDAY, (6,), "11:59"): "2026-12-06T11:59",
        (SUNDAY, (), "11:59"): "2026-11-30T11:59",
        (SUNDAY, (), "00:00"): "2026-11-30T00:00",
        (SUNDAY, tuple(range(7)), "23:59"): "2026-11-29T23:59",
        (SUNDAY.replace(year=2028, month=2, day=28), (1,), "07:00"): "2028-02-29T07:00",
        (SUNDAY.replace(month=12, day=31), (4,), "07:00"): "2027-01-01T07:00",
    }
    for (at, days, time), moment in first.items():
        asked = wishes(at, reminder_days=days, reminder_at=dt.time.fromisoformat(time))
        start = event(calendar(asked, "uid"))["DTSTART"].dt
        assert (start.isoformat(timespec="minutes"), start.tzinfo) == (moment, None)


def test_it_ends_after_it_begins_also_over_midnight():
    late = event(calendar(wishes(reminder_at=dt.time(23, 58)), "uid"))
    assert late["DTEND"].dt - late["DTSTART"].dt == dt.timedelta(minutes=5)
    assert late["DTEND"].dt.date() > late["DTSTART"].dt.date()


JOINED = {
    "a family": "\U0001f469\u200d\U0001f469\u200d\U0001f467",
    "Persian": "می\u200cخواهم",
    "Malayalam": "ന\u200d",
    "a flag of tags": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "directions": "\u200fשלום\u200e",
    "spaces that do not break": "à\u00a0bientôt\u202f!",
    "a hyphen that is soft": "Tee\u00adkanne",
    "a sign with its picture": "\u2764\ufe0f",
    "signs of the format": 'a\\b;c,d:e"f\\n',
    "spaces": "  two  ",
}


def test_words_are_read_as_they_were_written():
    for what, words in JOINED.items():
        for told in (words, f"x{words * 30}"[:500]):
            found = event(calendar(wishes(reminder=told), "uid"))
            assert found["SUMMARY"] == told, what
            (alarm,) = found.walk("VALARM")
            assert alarm["DESCRIPTION"] == told, what


def test_lines_and_control_signs_become_what_a_calendar_can_hold():
    for words in ("a\nb", "a\r\nb", "a\rb", "a\x85b", "a\u2028b", "a\u2029b", "a\x00\nb\x1b"):
        assert event(calendar(wishes(reminder=words), "uid"))["SUMMARY"] == "a\nb"


@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=500)
)
def test_no_line_is_longer_than_75_bytes_and_none_ends_within_a_sign(words):
    file = calendar(wishes(reminder=f"x{words}"), "uid")
    assert file.endswith(b"\r\n")
    for line in file.split(b"\r\n"):
        assert len(line) <= LINE_BYTES
        line.decode()
    assert event(file)["SUMMARY"] == f"x{words}"


def test_saved_again_it_is_the_same_event_in_a_later_version(home, me):
    told = {"reminder": "A kind minute", "reminder_at": "20:00", "day-0": "yes"}
    versions = []
    for change in ({"lock_after_min": "5"}, {"lock_after_min": "15"}, {"reminder": "Tea"}):
        told |= change
        assert send(me, "/journal/wishes", **told).status_code == 303
        versions.append(event(me.get("/journal/calendar.ics").content))
        home.now += dt.timedelta(minutes=1)
    assert len({found["UID"] for found in versions}) == 1
    stamps = [found["DTSTAMP"].dt for found in versions]
    numbers = [found["SEQUENCE"] for found in versions]
    assert (sorted(set(stamps)), sorted(set(numbers))) == (stamps, numbers)
    assert versions[-1]["SUMMARY"] == "Tea"
    assert event(me.get("/journal/calendar.ics").content)["UID"] == versions[0]["UID"]


def test_two_people_who_share_a_calendar_have_two_reminders(home, me):
    assert send(me, "/journal/wishes", reminder="Tea", lock_after_min="5").status_code == 303
    here = event(me.get("/journal/calendar.ics").content)["UID"]
    (home.home / "launch.key").unlink()  # another install has another secret
    me = home.come_in()
    assert event(me.get("/journal/calendar.ics").content)["UID"] != here


def test_one_that_is_not_wanted_any_more_is_called_off_and_silent(home, me):
    assert "calendar.ics" not in me.get("/journal/wishes").text
    send(me, "/journal/wishes", reminder="Tea", lock_after_min="5")
    first = event(me.get("/journal/calendar.ics").content)
    send(me, "/journal/wishes", reminder=" ", lock_after_min="5")
    assert "Remove the reminder from your calendar" in me.get("/journal/wishes").text
    last = event(me.get("/journal/calendar.ics").content)
    assert (last["STATUS"], last["UID"]) == ("CANCELLED", first["UID"])
    assert last["SEQUENCE"] > first["SEQUENCE"]
    assert last.walk("VALARM") == []
    assert first.get("STATUS") is None
