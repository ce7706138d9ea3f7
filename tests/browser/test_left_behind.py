"""What a browser, a home and a log still hold of one's own pages after each way in which they close.

One real Chromium with a profile on the disk walks every page that the router has, with planted
words in every kind of entry. Then everything is searched.
"""

import json
import os
import re
import signal
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from kindward import launch
from kindward.journal import AnyEntry, Course, Note, Trial, Wishes
from kindward.library.paths import SHIPPED
from kindward.web.http.edge import Edge
from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages
from kindward.web.http.static import Static
from kindward.web.private.routes import routes as own_routes
from tests.browser.pages import KEPT, NOW
from tests.browser.test_attacks import remembering
from tests.browser.waiting import until
from tests.computer import Computer
from tests.there import there
from tests.web.fakes import house

pytestmark = pytest.mark.browser

WORDS = {
    "note": "marmalade-lighthouse",
    "reminder": "rhubarb-semaphore",
    "goal": "quince-viaduct",
    "action": "damson-escalator",
    "mind": "medlar-turnstile",
    "unsent": "bilberry-carousel",
}
SEEN = "gooseberry-windmill"
"""What the browser may keep, so that the search is seen to find it."""

ENTRIES: tuple[AnyEntry, ...] = (
    *(each for each in KEPT if not isinstance(each, Note)),
    Note(id="a-note-of-mine", at=NOW, text=f"{WORDS['note']} and soup"),
    Course(id="a-path-of-mine", at=NOW, path=SHIPPED[0]),
    Wishes(id="my-wishes", at=NOW, reminder=f"{WORDS['reminder']} at nine", quiet_minutes=True),
    Trial(
        id="a-trial-of-mine",
        at=NOW,
        begins=NOW.date(),
        goal=WORDS["goal"],
        action=WORDS["action"],
        changes_my_mind=WORDS["mind"],
        kind=(True, False) * 14,
        seed=1,
    ),
)
ASKED = f"?sitting=a-sitting-of-mine&id=a-note-of-mine&mode=new&of={NOW.date()}"
FILES = (".zip", ".ics", "/state", "/open")
OLD = '''
from kindward.web.public.offline.serve import Worker
made = Worker.script.fget
def of_before(self):
    script = made(self).replace(b"function isPublic(address){", b"function isPublic(address){return true;")
    return script.replace(b"/no-store|private/", b"/never/") + b"""
      let rest;
      const busy = new Promise((done) => { rest = done; });
      addEventListener("message", (event) => (event.data.rest ? rest() : event.waitUntil(busy)));
    """
Worker.script = property(of_before)
'''
"""The control: a worker that keeps the page that is open, as it did before, and is long busy."""

SLEEPS = """
import os, time
awake = time.clock_gettime
def clock(which):
    return awake(which) + os.stat(os.environ["SLEPT"]).st_size
time.clock_gettime = clock
"""
"""The computer has slept for as many seconds as a file has bytes."""

EIGHT_HOURS_S = 8 * 3600
WELCOME = """() => navigator.serviceWorker.controller.postMessage(
  { here: { script: "", sparing: true } })"""
REST = "() => navigator.serviceWorker.controller.postMessage({ rest: true })"
IS_CONTROLLED = "() => Boolean(navigator.serviceWorker.controller)"
IS_TODAYS = """async () => {
  const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
  return !installing && !waiting && active.state === "activated";
}"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      found.push(asked.url, await (await cache.match(asked, { ignoreVary: true }))?.text());
    }
  }
  return found.join("\\n");
}"""
STORED = """async () => {
  const rows = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      await new Promise((done) => { all.onsuccess = done; });
      rows.push(JSON.stringify(all.result));
    }
    database.close();
  }
  return rows.join("\\n");
}"""
FETCHED = "path => fetch(path).then((answer) => answer.text())"


def own_paths() -> list[str]:
    """Every page and file of one's own, of the routes themselves: what is added is walked too."""
    fake, static = house(), Static()
    routes = own_routes(Edge(fake, Own(fake), Pages(static), static))
    found = {
        route.path.replace("{path}", SHIPPED[0])
        for route in routes
        if "GET" in (route.methods or ())
    }
    return sorted(path for path in found if "{" not in path)


def words_in(text: str | bytes) -> set[str]:
    """The planted words that stand in a text, or in bytes in either way that browsers write."""
    if isinstance(text, str):
        return {word for word in WORDS.values() if word in text}
    forms = ((word, (word.encode(), word.encode("utf-16-le"))) for word in WORDS.values())
    return {word for word, marks in forms if any(mark in text for mark in marks)}


def unpacked(content: bytes) -> bytes:
    """The bytes of a file, and what is packed as gzip anywhere in it."""
    parts = [content]
    for found in re.finditer(rb"\x1f\x8b\x08", content):
        try:
            parts.append(zlib.decompressobj(31).decompress(content[found.start() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            yield str(file.relative_to(folder)), unpacked(file.read_bytes())


class Life(Computer):
    """Someone's computer, with its log, and how long it has slept."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "home")
        self.folder, self.port = folder, 0
        (folder / "slept").touch()
        self.plant()

    @property
    def own(self) -> str:
        return f"http://{launch.host(self.home)}:{self.port}"

    def plant(self) -> None:
        self.keep(*ENTRIES)

    @contextmanager
    def switched_on(self, code: str = "") -> Iterator[None]:
        slept, port = str(self.folder / "slept"), ("--port", self.port)
        with (
            (self.folder / "log").open("ab") as log,
            self.server(*port, code=SLEEPS + code, SLEPT=slept, stderr=log) as server,
        ):
            self.port = int(there(server.stdout).readline().rpartition(":")[2].strip(" /.\n"))
            self.pid = server.pid
            yield

    def sleep(self, page: Page) -> None:
        """The lid is shut: the server stands still, wall clocks go on, and it wakes again."""
        os.kill(self.pid, signal.SIGSTOP)
        os.truncate(self.folder / "slept", EIGHT_HOURS_S)
        page.clock.set_system_time(page.evaluate("Date.now()") + EIGHT_HOURS_S * 1000)
        os.kill(self.pid, signal.SIGCONT)

    def come_in(self, page: Page) -> None:
        page.goto(f"{self.own}{self.way_in()}")

    def _share_clips(self) -> None:
        """Its clips are its own, for an erase takes them."""

    def two_tabs(self, context: BrowserContext) -> tuple[Page, Page]:
        """Two pages of one's own, with words begun in the second."""
        first, second = context.pages
        self.come_in(first)
        for page in (first, second):
            page.goto(f"{self.own}/journal")
            expect(page.get_by_text(WORDS["note"]).first).to_be_visible()
        return first, second

    def walk(self, page: Page) -> None:
        """Every page of one's own, and each with a greeting to the worker."""
        self.come_in(page)
        page.goto(f"{self.own}/support")
        until(page, IS_CONTROLLED)
        for path in own_paths():
            if path.endswith(FILES):
                page.evaluate(FETCHED, f"{path}{ASKED}")
            else:
                page.goto(f"{self.own}{path}{ASKED}")
            page.evaluate(WELCOME)
        page.wait_for_timeout(500)
        page.goto(f"{self.own}/support")


def closed(*pages: Page) -> None:
    """Each shows the first page now, and nothing of one's own, and Back shows no more."""
    for page in pages:
        page.wait_for_url("**/")
        expect(page.get_by_role("button", name="Begin", exact=True)).to_be_visible()
        page.evaluate("() => { setTimeout(() => history.back(), 0); }")
        page.wait_for_timeout(700)
        assert not words_in(page.content() + page.title())


@pytest.fixture
def life(tmp_path: Path) -> Life:
    return Life(tmp_path)


def keeps_nothing(life: Life, page: Page) -> None:
    """The worker of before did keep pages. Today's clears them and keeps none on a second walk.

    They are gone even while the worker of before is busy: a browser waits for it before it lets
    another take its place.
    """
    with life.switched_on(OLD):
        life.walk(page)
        kept = words_in(page.evaluate(CACHED))
        assert kept >= {WORDS["note"], WORDS["goal"]}, "the control: found where it is kept"
    with life.switched_on():
        page.goto(f"{life.own}/support")
        until(page, f"async () => !(await ({CACHED})()).includes('{WORDS['note']}')")
        page.evaluate(REST)
        until(page, IS_TODAYS)
        life.walk(page)
        assert not words_in(page.evaluate(CACHED))
        assert "/support" in page.evaluate(CACHED)


def closes_by_hand(life: Life, context: BrowserContext) -> None:
    """All tabs, and what was begun in another is kept."""
    first, second = life.two_tabs(context)
    second.locator("#text").fill(WORDS["unsent"])
    first.get_by_role("button", name="Close these pages").click()
    closed(first, second)
    assert WORDS["unsent"] in [note.text for note in life.record().notes]


def closes_by_itself(life: Life, context: BrowserContext) -> None:
    """Where nobody is there for a while, and where the computer sleeps."""
    for page in context.pages:
        page.clock.install()
    first, second = life.two_tabs(context)
    first.clock.fast_forward("05:05")
    closed(first)
    life.two_tabs(context)
    life.sleep(second)
    closed(second)
    os.truncate(life.folder / "slept", 0)


def closes_with_an_erase(life: Life, context: BrowserContext) -> None:
    """By the command line and by the page; what was heard goes with it."""
    first, second = life.two_tabs(context)
    first.evaluate(FETCHED, "/sound/en/silent/hold-gently/60.webm")
    assert [*(life.home / "clips/kept").iterdir()]
    assert life.run("erase", input="erase\n").returncode == 0
    closed(first, second)
    assert not (life.home / "clips/kept").exists()
    life.plant()
    life.two_tabs(context)
    first.goto(f"{life.own}/journal/leave")
    first.locator("#word").fill("erase")
    first.get_by_role("button", name="Erase").click()
    expect(first.locator("h1")).to_have_text("Erased")
    second.wait_for_url("**/")


def test_nothing_of_ones_own_is_left_in_browser_home_or_log(
    playwright: Playwright, chromium: str, life: Life, tmp_path: Path
):
    profile = tmp_path / "profile"
    with remembering(playwright, chromium, profile, keeps_alive=True) as page:
        keeps_nothing(life, page)
        page.context.new_page()
        with life.switched_on():
            for close in (closes_by_hand, closes_by_itself, closes_with_an_erase):
                close(life, page.context)
            page.goto(f"{life.own}/support")
            for each in (CACHED, STORED):
                assert not words_in(page.evaluate(each))
            assert not words_in(json.dumps(page.context.cookies()))
            page.evaluate(f"localStorage.setItem('control', '{SEEN}')")
            page.wait_for_timeout(500)
    found = {name: words_in(content) for name, content in contents(tmp_path)}
    assert {name: words for name, words in found.items() if words} == {}
    told = [content for _, content in contents(profile)]
    assert any(SEEN.encode() in content for content in told), "the control: what is kept is found"
    left = {file.relative_to(life.home).as_posix() for file in life.home.rglob("*.*")}
    beside = {f"record/record.db{end}" for end in ("", "-lock", "-room", "-wal", "-shm")}
    assert left <= {"launch.key", "record.key.lock", "record.seen", *beside}
