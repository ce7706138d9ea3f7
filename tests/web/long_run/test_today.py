"""While an experiment runs: what kind of day it is, for whoever came in, and its quiet minutes."""

from kindward.web.http.own.own import MINUTE_S
from kindward.web.http.own.sessions import Sessions
from tests.web.long_run.home import read
from tests.web.own import send as sending

KINDS = {True: "Today is a kind-coach day", False: "Today is a usual day"}


def test_today_and_the_first_page_say_what_kind_of_day_it_is_and_only_while_it_runs(
    home, me, begun
):
    begun()
    assert me.get("/journal/state").json()["day"] is None
    for kind in home.trial().kind:
        home.wait(1)
        told = read(me, "/journal")
        assert KINDS[kind] in told
        assert KINDS[not kind] not in told
        assert ("Start the quiet minutes" in told) != kind
        day = me.get("/journal/state").json()["day"]
        assert day == {"words": f"{KINDS[kind]} of your experiment", "way": "/journal"}
    assert me.get("/es/journal/state").json()["day"]["way"] == "/es/journal"
    home.wait(1)
    assert me.get("/journal/state").json()["day"] is None
    assert "kind-coach" not in read(me, "/journal")


def test_nobody_else_learns_it_and_no_page_that_is_kept_holds_it(home, me, begun, send):
    begun()
    home.wait(1)
    for path in ("/", "/long-run"):
        assert me.get(path).text == home.stranger().get(path).text
        assert "kind-coach day of" not in me.get(path).text
    assert "day" not in home.stranger().get("/journal/state").json()
    send("/lock")
    assert "day" not in me.get("/journal/state").json()


def test_the_evening_of_today_is_that_of_the_experiment(home, me, begun):
    begun()
    home.wait(1)
    assert 'name="slips"' in me.get("/journal").text
    sending(me, "/journal/evening", did="yes", slips="2", slept_h="6,5")
    (evening,) = home.record().evenings
    assert (evening.trial, evening.slips, evening.slept_h) == (home.trial().id, 2, 6.5)
    assert "Slips: 2" in read(me, "/journal")
    home.wait(20)
    assert 'name="slips"' not in me.get("/journal").text


def test_the_quiet_minutes_hold_the_pages_open_for_as_long_as_they_last(home, me, monkeypatch):
    held = []
    monkeypatch.setattr(Sessions, "hold", lambda _, __, seconds: held.append(seconds))
    answer = me.get("/long-run/look/quiet")
    assert answer.headers["location"] == "/quiet?minutes=5"
    assert held == [5 * MINUTE_S]
    assert home.stranger().get("/long-run/look/quiet").status_code == 403
    assert held == [5 * MINUTE_S]


def test_the_page_of_quiet_is_the_same_for_everyone_and_takes_any_address(home, me):
    for asked, minutes in {
        "1": "1",
        "5": "5",
        "7": "5",
        "": "5",
        "x%00": "5",
        "9" * 900: "5",
    }.items():
        page = me.get(f"/quiet?minutes={asked}").text
        assert page == home.stranger().get(f"/quiet?minutes={asked}").text
        assert f'<option value="{minutes}" selected>' in page
