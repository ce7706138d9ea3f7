"""Public pages do not wait for the record, whoever asks and whatever it does."""

from threading import Event

import pytest

from kindward.store import Store, StoreUnavailable
from kindward.web.http.own import soon

pytestmark = pytest.mark.slow

PUBLIC = (
    "/", "/es/", "/practices/grounding", "/practices/grounding/hand", "/practices/grounding/print",
    "/embed/grounding", "/support", "/long-run", "/check-in", "/settings", "/offline", "/sw.js",
    "/manifest.webmanifest", "/feed/podcast.xml", "/robots.txt", "/healthz", "/nothing-here",
)  # fmt: skip
DOORS = ("record", "get", "letterbox", "put_all", "erased", "broken", "knows")


@pytest.fixture
def frozen(monkeypatch):
    """A record that answers nobody before the test is over; who asked is counted."""
    over, asked = Event(), []

    def stand_still(*_, **__):
        asked.append(1)
        over.wait(60)
        raise StoreUnavailable

    for door in DOORS:
        monkeypatch.setattr(Store, door, stand_still)
    monkeypatch.setattr(soon, "SOON_S", 0.1)
    yield asked
    over.set()


def test_no_public_page_asks_for_the_record(me, frozen):
    statuses = {path: me.get(path).status_code for path in PUBLIC}
    assert {path for path, status in statuses.items() if status >= 500} == set()
    assert statuses["/healthz"] == statuses["/settings"] == 200
    assert frozen == []


def test_while_the_record_stands_still_a_practice_comes_by_chance(me, home, frozen):
    for browser in (me, home.browser()):
        answers = [browser.get("/something-new") for _ in range(3)]
        assert {answer.status_code for answer in answers} == {303}
        assert all(answer.headers["location"].startswith("/practices/") for answer in answers)
    assert len(frozen) == 1


def test_the_control_whose_record_answers_is_led_to_it(me):
    assert me.get("/something-new").headers["location"] == "/journal/offer?mode=new"


def test_a_record_that_is_away_is_not_one_that_lies_open(me, monkeypatch):
    def fail(*_, **__):
        raise StoreUnavailable

    monkeypatch.setattr(Store, "get", fail)
    assert me.get("/something-new").headers["location"].startswith("/practices/")
