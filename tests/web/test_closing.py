"""When one's own pages close: all together, after sleep too, and memory holds nothing of them."""

import gc
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import httpx2
import pytest

from kindward.errors import KindwardError
from kindward.journal import Note
from kindward.journal.entries import Entry
from kindward.store import open_store
from kindward.web.http.own import watch
from kindward.web.http.own.own import Own
from kindward.web.http.own.sessions import MOST_SESSIONS, Sessions
from kindward.web.private.journal.offer import MOST_OFFERS
from tests.computer import Computer
from tests.there import group, there
from tests.web.own import NOON, OURS, Home, begun, bring, offered, send, shown_by

READ = (
    *("/journal", "/journal/offer", "/journal/summary", "/what-helps", "/long-run/back"),
    *("/journal/wishes", "/journal/leave", "/journal/export.zip", "/journal/state"),
)
HOUR_S = 3600


def own_of(home: Home) -> Own:
    """The place behind the pages."""
    (page,) = (r.endpoint for r in shown_by(home.app) if r.path == "/journal/open")
    assert isinstance(page, partial)
    return page.args[0]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The clocks of a computer; asleep, its monotonic one stands still."""
    shown = SimpleNamespace(booted_s=1e5, running_s=1e5, wall_s=time.time())
    monkeypatch.setattr(time, "clock_gettime", lambda which: {
        time.CLOCK_BOOTTIME: shown.booted_s, time.CLOCK_MONOTONIC: shown.running_s,
    }[which])  # fmt: skip
    monkeypatch.setattr(time, "time", lambda: shown.wall_s)
    return shown


def held(word: str) -> list[str | bytes]:
    """The texts with this word in them, and not the word alone, that any live thing holds.

    Also what entries hold, which are not tracked.
    """
    gc.collect()
    parts = gc.get_referents(*gc.get_objects())
    parts += gc.get_referents(*[each for each in parts if isinstance(each, Entry)])
    mark = word.encode()
    return [
        part
        for part in parts
        if (type(part) is str and word in part != word) or (type(part) is bytes and mark in part)
    ]


def by_hand(home: Home, me) -> None:
    me.post("/lock", headers=OURS)


def by_itself(home: Home, me) -> None:
    own = own_of(home)
    own.sessions._clock_s = lambda: 1e12  # noqa: SLF001 - the hour comes
    own.look()


def replaced(home: Home, me) -> None:
    own_of(home).sessions.end(me.cookies["kindward-80"], "localhost")


def crowded_out(home: Home, me) -> None:
    sessions = own_of(home).sessions
    for _ in range(MOST_SESSIONS):
        sessions.begin("localhost")
    sessions.lock_all()


def erased_elsewhere(home: Home, me) -> None:
    own_of(home).look()
    with open_store(home.home) as other:
        other.erase("me")
    own_of(home).look()


WAYS = (by_hand, by_itself, replaced, crowded_out, erased_elsewhere)


@pytest.mark.slow
def test_words_leave_memory_whatever_closes_the_pages(tmp_path, monkeypatch):
    """A note, an import that was shown, an offer, and what was worked out of them."""
    for close in (*WAYS, None):
        with open_store(tmp_path / f"{close}") as store:
            home = Home(tmp_path / f"{close}", store)
            word = read_all(home, me := home.come_in())
            assert held(word)
            if close is None:  # the control: locked, and nobody told to forget
                monkeypatch.setattr(own_of(home).sessions, "_all_closed", lambda: None)
            (close or by_hand)(home, me)
            assert bool(held(word)) is (close is None), close


def read_all(home: Home, me) -> str:
    """Plants a word, has it read on every page, brought in and refused; gives the word."""
    parts = "marmalade", str(uuid4())
    text = "words with {}-{} in them".format(*parts)
    home.store.put("me", Note(id="a-note-of-mine", at=NOON, text=text))
    assert bring(me, me.get("/journal/export.zip").content).status_code == 200
    for path in READ:
        assert me.get(path).status_code == 200
    assert send(me, "/journal/note", text=text, form_token="x").status_code == 403  # noqa: S106
    return "-".join(parts)


def test_an_import_that_was_shown_leaves_with_the_idle_lock(home, me):
    """The session stays, so that words can still be added, and holds nothing."""
    send(me, "/journal/note", text="words")
    bring(me, me.get("/journal/export.zip").content)
    me.get("/journal/offer")
    (session,) = own_of(home).sessions._sessions.values()  # noqa: SLF001
    assert (session.incoming is not None, len(session.offers)) == (True, 2)
    by_itself(home, me)
    assert (session.is_locked, session.incoming, session.offers) == (True, None, {})


def test_the_watch_closes_what_nobody_reads_though_nobody_asks():
    looked = []
    with watch.watching(lambda: looked.append(1), every_s=0.001):
        while len(looked) < 3:
            time.sleep(0.001)
    assert watch.LOOKS_S <= 5


def test_the_time_that_a_computer_sleeps_counts(clock):
    sessions = Sessions(lambda: 300)
    deaf = Sessions(lambda: 300, lambda: clock.running_s)
    session = there(sessions.find(sessions.begin("localhost"), "localhost"))
    other = there(deaf.find(deaf.begin("localhost"), "localhost"))
    assert sessions.is_open(session)
    assert deaf.is_open(other)
    clock.booted_s += 8 * HOUR_S
    assert not sessions.is_open(session)
    assert deaf.is_open(other), "the control: a clock that stands still in sleep keeps it open"


def test_a_wall_clock_that_jumps_closes_nothing_and_keeps_nothing_open(clock):
    sessions = Sessions(lambda: 300)
    session = there(sessions.find(sessions.begin("localhost"), "localhost"))
    for wall_s, passed_s, is_open in ((1e9, 0, True), (-1e9, 299, True), (-2e9, 301, False)):
        clock.wall_s += wall_s
        clock.booted_s += passed_s
        assert sessions.is_open(session) is is_open


def test_asking_whether_pages_stay_keeps_none_of_them_open(home, me):
    me.get("/journal")
    sessions, now = own_of(home).sessions, [0.0]
    sessions._clock_s = lambda: now[0]  # noqa: SLF001
    me.get("/journal")
    for now[0] in (100.0, 200.0, 299.0, 301.0):
        told = me.get("/journal/open").json()
        me.get("/journal/state")
        assert told == {"open": now[0] < 300, "closed": False}
    assert me.get("/journal").status_code == 403


def test_a_session_locks_by_itself_while_the_database_is_away(home, me, monkeypatch):
    me.get("/journal")

    def away(*_):
        raise OSError

    monkeypatch.setattr(type(home.store), "knows", away)
    monkeypatch.setattr(type(home.store), "get", away)
    by_itself(home, me)
    assert not own_of(home).sessions._is_any_open()  # noqa: SLF001


def test_closing_in_one_browser_closes_all_of_them(home, me):
    other = home.come_in()
    assert other.get("/journal").status_code == 200
    me.post("/lock", headers=OURS)
    for browser in (me, other):
        assert browser.get("/journal").status_code == 403
        assert browser.get("/journal/open").json() == {"open": False, "closed": True}


def test_nobody_without_a_session_closes_anything(home, me):
    stranger = home.browser()
    assert stranger.post("/lock", headers=OURS).status_code == 303
    assert me.get("/journal").status_code == 200


@pytest.mark.parametrize("way", ["page", "another program"])
def test_after_an_erase_every_page_is_told_to_close_and_what_was_heard_goes(
    home, me, way, monkeypatch
):
    other, heard = home.come_in(), []
    monkeypatch.setattr(own_of(home).house, "forget_heard", lambda: heard.append(1))
    send(me, "/journal/note", text="words")
    assert other.get("/journal/open").json() == {"open": True, "closed": False}
    if way == "page":
        done = send(me, "/journal/erase", word="erase")
        assert done.headers["clear-site-data"] == '"cache", "cookies", "storage"'
    else:
        erased_elsewhere(home, me)
    assert other.get("/journal/open").json() == {"open": False, "closed": True}
    assert other.post("/journal/note", data={"text": "x"}, headers=OURS).status_code == 403
    assert heard == [1]


def test_an_erase_of_another_program_closes_pages_also_where_one_wrote_on_at_once(home, me):
    send(me, "/journal/note", text="words")
    own_of(home).look()
    with open_store(home.home) as other:
        other.erase("me")
        other.put("me", Note(id="a-note-of-mine", at=NOON, text="new words"))
    own_of(home).look()
    assert me.get("/journal/open").json() == {"open": False, "closed": True}


def test_what_only_changed_elsewhere_closes_nothing(home, me):
    """A note of another program, or a record that nobody has begun: neither is an erase."""
    for _ in range(2):
        own_of(home).look()
        assert me.get("/journal").status_code == 200
    with open_store(home.home) as other:
        other.put("me", Note(id="a-note-of-mine", at=NOON, text="words"))
        other.remove("me", "a-note-of-mine")
    own_of(home).look()
    assert me.get("/journal").status_code == 200


def test_whoever_comes_in_after_an_erase_begins_anew(home, me):
    send(me, "/journal/note", text="words")
    erased_elsewhere(home, me)
    again = home.come_in()
    assert send(again, "/journal/note", text="new words").status_code == 303
    own_of(home).look()
    assert again.get("/journal").status_code == 200


def test_all_of_ones_own_is_kept_by_no_cache_whatever_is_added(home, me):
    """By the router, so that a page of tomorrow is held against it too."""
    sitting = group("sitting=([^&]+)", begun(home, me))
    public = {path for path, kept in routes(home) if kept}
    own = [path for path, kept in routes(home) if not kept]
    assert len(own) >= 15
    for path in own:
        where = path.replace("{token}", "x").replace("{nonce}", "0" * 64)
        answer = me.get(f"{where}?sitting={sitting}&of=2026-11-23")
        assert answer.headers.get("cache-control") == "no-store", path
    answer = me.get(f"/practices/hold-gently?sitting={sitting}")
    assert answer.headers["cache-control"] == "no-store"
    assert me.get("/practices/hold-gently").headers["cache-control"] == "no-cache"
    assert {"/", "/support", "/practices/{name}", "/long-run"} <= public


def routes(home: Home) -> list[tuple[str, bool]]:
    """Every path that answers to GET, and whether a worker is told that it may keep it."""
    first = home.browser().get("/sw.js").text.partition("\n")[0]
    all_ = [route.path for route in shown_by(home.app)]
    return [(path, f'"{path}"' in first) for path in all_ if path != "/sw.js"]


LOOKS = {
    "HEAD": ("HEAD", {}),
    "fetched ahead": ("GET", {"Sec-Purpose": "prefetch"}),
    "drawn ahead": ("GET", {"Sec-Purpose": "prefetch;prerender"}),
    "fetched ahead as before": ("GET", {"Purpose": "prefetch"}),
    "a preview": ("GET", {"X-Purpose": "preview"}),
    "Firefox": ("GET", {"X-Moz": "prefetch"}),
    "a picture": ("GET", {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}),
    "a script": ("GET", {"Sec-Fetch-Mode": "cors"}),
    "OPTIONS": ("OPTIONS", {}),
}


def test_a_look_at_the_way_in_does_not_spend_it(home):
    way = home.way_in()
    for name, (method, headers) in LOOKS.items():
        looked = home.browser().request(method, way, headers=headers)
        assert "set-cookie" not in looked.headers, name
        assert looked.status_code == (405 if method == "OPTIONS" else 204), name
    goes = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document", "Range": "bytes=0-1"}
    assert home.browser().get(way, headers=goes).status_code == 303
    assert home.browser().get(way).status_code == 403


def test_an_offer_is_the_same_however_often_and_in_how_many_tabs_it_is_read(home, me):
    first, other_way = offered(me), offered(me, "offered")
    assert first["offer"] != other_way["offer"]
    for headers in ({}, {"Sec-Purpose": "prefetch"}, {"Sec-Fetch-Dest": "empty"}):
        me.head("/journal/offer?mode=new", headers=headers)
        me.get("/journal/offer?mode=new", headers=headers)
    assert offered(me) == first
    assert me.post("/journal/begin", data=first, headers=OURS).status_code == 303
    assert me.post("/journal/begin", data=other_way, headers=OURS).status_code == 303
    assert me.post("/journal/begin", data=first, headers=OURS).status_code == 410


def test_a_day_or_an_entry_later_it_is_another_offer_and_the_one_on_the_page_still_begins(home, me):
    first = offered(me)
    home.now = NOON.replace(hour=23)
    assert offered(me) == first
    send(me, "/journal/note", text="words")
    second = offered(me)
    home.now = NOON.replace(day=24)
    third = offered(me)
    assert len({each["offer"] for each in (first, second, third)}) == 3
    assert me.post("/journal/begin", data=first, headers=OURS).status_code == 303
    assert home.store.record("me").offers[0].id == first["offer"]


def test_a_second_browser_is_offered_the_same(home, me):
    assert offered(home.come_in())["offer"] == offered(me)["offer"]


def test_another_one_is_asked_for_by_its_number_and_is_the_same_at_each_reading(me):
    page = me.get("/journal/offer?mode=new").text
    assert "/journal/offer?mode=new&amp;another=1" in page
    asked = [f"/journal/offer?mode=new&another={n}" for n in ("0", "1", "2", "9" * 900, "x", "-1")]
    told = [[me.get(path).text for path in asked] for _ in range(2)]
    assert told[0] == told[1]
    assert told[0][0] == page == told[0][4] == told[0][5]
    assert len(set(told[0])) == 4


def test_no_number_of_readings_fills_the_memory(home, me):
    for number in range(MOST_OFFERS + 5):
        me.get(f"/journal/offer?another={number}")
    (session,) = own_of(home).sessions._sessions.values()  # noqa: SLF001
    assert len(session.offers) == MOST_OFFERS


def test_an_offer_that_could_not_be_kept_begins_at_the_second_try(home, me, monkeypatch):
    fields = offered(me)
    with monkeypatch.context() as full:

        def no_room(*_, **__):
            raise KindwardError

        full.setattr(type(home.store), "put_all", no_room)
        assert me.post("/journal/begin", data=fields, headers=OURS).status_code == 503
    assert me.post("/journal/begin", data=fields, headers=OURS).status_code == 303


NO_SCRUB = "from kindward.web.http.own import own\nown.scrub = lambda: None"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux, to read a process")
@pytest.mark.parametrize("code", ["", NO_SCRUB], ids=["written over", "control"])
@pytest.mark.slow
def test_memory_that_was_let_go_is_written_over(tmp_path, code):
    """As far as can be: of hundreds of copies, hardly any are in the memory of a real server."""
    word = "rhubarb-semaphore"
    days = [NOON.replace(day=1 + number % 28) for number in range(200)]
    texts = [f"{word} {number} " + "soup " * (number % 50) for number in range(200)]
    notes = [Note(id=f"note-{n:06}", at=days[n], text=text) for n, text in enumerate(texts)]
    own = Computer(tmp_path)
    own.keep(*notes)
    with own.server(code=code) as server:
        address = there(server.stdout).readline().split()[-1]
        with httpx2.Client(
            base_url=address, headers=OURS | {"Origin": address}, timeout=60
        ) as browser:
            browser.get(own.way_in())
            for path in READ:
                assert browser.get(path).status_code == 200
            before = copies(server.pid, word.encode())
            browser.post("/lock")
        after = copies(server.pid, word.encode())
    assert before > 200
    assert (after > before / 20) is bool(code)


def copies(pid: int, word: bytes) -> int:
    """How often a word stands in the memory of a process (proc(5))."""
    found = 0
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            start, stop = (int(end, 16) for end in line.split()[0].split("-"))
            with suppress(OSError, ValueError, OverflowError):  # what the system keeps to itself
                memory.seek(start)
                found += memory.read(stop - start).count(word)
    return found


def test_an_erase_on_the_page_ends_no_session_that_came_after_it(home, me):
    send(me, "/journal/note", text="words")
    own_of(home).look()
    send(me, "/journal/erase", word="erase")
    again = home.come_in()
    own_of(home).look()
    assert again.get("/journal").status_code == 200
