"""What waits on a device to be kept: through a cut line, a closed tab, two tabs, a new server."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import hears
from browser.pages import NOW, PRACTICE
from browser.relay import CUT, HANG, OPEN, Relay, relayed
from browser.waiting import until
from kindward import launch
from kindward.journal import Did, Felt, Note, Outcome, Record
from kindward.store import open_store
from web.server import serving

pytestmark = pytest.mark.browser

WORDS = "Marmalade and thunder."
NEAR_THE_END = "() => { const a = document.querySelector('audio'); a.currentTime = a.duration - 1 }"
IS_THERE = "address => caches.match(address).then(Boolean)"
WAITING = """() => new Promise((done) => {
  const asked = indexedDB.open("kindward");
  asked.onupgradeneeded = () => asked.transaction.abort();
  asked.onerror = () => done([]);
  asked.onsuccess = () => {
    const rows = asked.result.transaction("outbox").objectStore("outbox").getAll();
    rows.onsuccess = () => {
      asked.result.close();
      done(rows.result.map((row) => ({ ...row, letter: [...row.letter] })));
    };
  };
})"""
IS_EMPTY = f"async () => !(await ({WAITING})()).length"
NO_DATABASE = "async () => !(await indexedDB.databases()).length"
LOSES_ANSWERS = """
  const ask = self.fetch;
  self.fetch = async (address, wishes) => {
    const answer = await ask(address, wishes);
    if (address.endsWith("/outbox")) throw new TypeError("lost on the way");
    return answer;
  };
"""
KEPT_BY_NAME = "() => JSON.stringify(localStorage)"


class Place:
    """Someone's computer, its server behind a line, and the record that is on its disk."""

    def __init__(self, home: Path, stack: ExitStack) -> None:
        self.home, self._stack = home, stack
        self._server = stack.enter_context(ExitStack())
        self.line = stack.enter_context(relayed(self._server.enter_context(serving(home))))

    def come_in(self, page: Page) -> None:
        page.goto(f"{self.line.address}/open/{launch.mint(self.home)}")

    def start_again(self) -> None:
        self._server.close()
        self.line.lead(self._server.enter_context(serving(self.home)))

    def record(self) -> Record:
        with open_store(self.home) as store:
            return store.record(store.person())


@pytest.fixture
def place(chromium: str, tmp_path: Path) -> Iterator[Place]:
    with open_store(tmp_path) as store:
        store.put("me", Note(id="a-first-note", at=NOW, text="begun"))
    with ExitStack() as stack:
        yield Place(tmp_path, stack)


@pytest.fixture
def mine(browser: Browser, place: Place) -> Iterator[BrowserContext]:
    """A browser that has been on one's own pages. It asks nobody else, and no script fails."""
    with browser.new_context(base_url=place.line.address) as context:
        faults, asked = [], []
        context.on("weberror", lambda fault: faults.append(str(fault.error)))
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        place.come_in(page)
        page.goto("/journal")
        until(page, "() => Boolean(JSON.parse(localStorage['kindward.own'] ?? '{}').letters)")
        until(page, "() => Boolean(navigator.serviceWorker.controller)")
        until(page, IS_THERE, "/check-in")
        page.close()
        yield context
        assert faults == []
        assert {url for url in asked if not url.startswith(place.line.address)} == set()


def _lose(context: BrowserContext, line: Relay, way: str = CUT) -> None:
    context.set_offline(way == CUT)
    line.become(way)


def _find(context: BrowserContext, line: Relay) -> None:
    line.become(OPEN)
    context.set_offline(False)


def _check_in(page: Page, words: str = WORDS) -> None:
    page.goto("/check-in")
    page.get_by_label("How heavy is this moment for me?").press("End")
    page.get_by_label("In part").check()
    page.get_by_label("Anything you would like").fill(words)
    page.get_by_role("button", name="Keep it").click()


def _answer(page: Page):
    return page.locator(".answer")


def test_a_check_in_with_a_connection_goes_through_the_outbox_and_is_kept(place, mine):
    page = mine.new_page()
    with page.expect_response("**/journal/outbox") as answer:
        _check_in(page)
    assert answer.value.status == 204
    expect(_answer(page)).to_have_text("It is kept.")
    until(page, IS_EMPTY)
    record = place.record()
    assert [note.text for note in record.notes] == ["begun", WORDS]
    assert [(evening.did, evening.feeling.hurt) for evening in record.evenings] == [
        (Did.PARTLY, 100)
    ]


@pytest.mark.parametrize("way", [CUT, HANG])
def test_without_a_connection_it_waits_through_a_closed_tab_and_arrives_once(place, mine, way):
    page = mine.new_page()
    _lose(mine, place.line, way)
    _check_in(page)
    expect(_answer(page)).to_contain_text("waits on this device")
    assert len(page.evaluate(WAITING)) == 2
    page.close()
    _find(mine, place.line)
    page = mine.new_page()
    page.goto("/support")  # any page at all
    until(page, IS_EMPTY)
    page.goto("/journal")
    expect(page.get_by_text(WORDS)).to_have_count(1)
    record = place.record()
    assert [note.text for note in record.notes] == ["begun", WORDS]
    assert len(record.evenings) == 1


def test_what_waits_can_be_read_by_nobody_on_the_device(place, mine):
    page = mine.new_page()
    _lose(mine, place.line)
    _check_in(page)
    expect(_answer(page)).to_contain_text("waits on this device")
    rows = page.evaluate(WAITING)
    told = b"".join(bytes(row["letter"]) for row in rows)
    assert len(told) > len(WORDS)
    named = {name for row in rows for name in row}
    assert named == {"id", "box", "letter", "since"}
    others = json.dumps([{**row, "letter": None} for row in rows]) + page.evaluate(KEPT_BY_NAME)
    for word in (WORDS, "Marmalade", "partly", "evening", "hurt"):
        assert word.encode() not in told
        assert word not in others


def test_a_sitting_without_a_connection_is_kept_with_its_tap_once(place, mine):
    page = mine.new_page()
    page.goto(f"{PRACTICE}?minutes=1")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    until(page, "() => document.querySelector('audio').buffered.length > 0")
    page.evaluate(NEAR_THE_END)
    page.wait_for_function("() => document.querySelector('audio').ended")
    until(page, "() => caches.has('kindward-kept')")
    page.get_by_role("button", name="Steadier").wait_for()
    before = len(place.record().sittings)
    _lose(mine, place.line)
    page.reload()
    page.get_by_role("button", name="Begin").click()
    hears(page)
    page.evaluate(NEAR_THE_END)
    page.get_by_role("button", name="More stirred up").click()
    told = page.locator(".felt p")
    expect(told).to_contain_text("waits on this device")
    expect(page.locator(".felt").get_by_role("link", name="Grounding")).to_be_visible()
    _find(mine, place.line)
    expect(told).to_contain_text("It is kept.")
    sittings = place.record().sittings
    assert len(sittings) == before + 1
    assert (sittings[-1].outcome, sittings[-1].felt) == (Outcome.FINISHED, Felt.STIRRED)


def test_two_tabs_send_what_waits_once(place, mine):
    one, other = mine.new_page(), mine.new_page()
    _lose(mine, place.line)
    for page, words in ((one, "First words."), (other, "Other words.")):
        _check_in(page, words)
        expect(_answer(page)).to_contain_text("waits on this device")
    taken = []
    mine.on("response", lambda answer: taken.append(answer.url.rpartition("/")[2]))
    _find(mine, place.line)
    for page in (one, other):
        expect(_answer(page)).to_have_text("It is kept.")
    assert taken.count("outbox") == 4
    record = place.record()
    assert sorted(note.text for note in record.notes) == ["First words.", "Other words.", "begun"]
    assert len(record.evenings) == 1


def test_after_a_new_start_of_the_server_it_waits_until_the_person_comes_in(place, mine):
    place.start_again()
    page = mine.new_page()
    _check_in(page)
    expect(_answer(page)).to_contain_text("waits on this device")
    assert len(place.record().notes) == 1
    page.goto("/settings")
    waiting = page.locator("[data-outbox]")
    expect(waiting).to_contain_text("waiting to be kept: 2, since ")
    place.come_in(page)
    page.goto("/journal")
    until(page, IS_EMPTY)
    assert [note.text for note in place.record().notes] == ["begun", WORDS]


def test_an_answer_that_is_lost_changes_nothing(place, mine):
    page = mine.new_page()
    page.add_init_script(LOSES_ANSWERS)
    _check_in(page)
    expect(_answer(page)).to_contain_text("waits on this device")
    assert WORDS in [note.text for note in place.record().notes]
    page.close()
    page = mine.new_page()
    page.goto("/journal")
    until(page, IS_EMPTY)
    assert [note.text for note in place.record().notes] == ["begun", WORDS]
    assert len(place.record().evenings) == 1


def test_erasing_everything_takes_what_waits_along(place, mine):
    page = mine.new_page()
    page.goto("/journal/leave")
    page.route("**/journal/outbox", lambda route: route.abort())
    other = mine.new_page()
    other.route("**/journal/outbox", lambda route: route.abort())
    _check_in(other)
    expect(_answer(other)).to_contain_text("waits on this device")
    other.close()
    page.get_by_label("Type “erase” to erase all of it").fill("erase")
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Erased")
    until(page, IS_EMPTY)
    until(page, "() => !localStorage['kindward.own'] && !localStorage['kindward.outbox']")


def test_what_was_sealed_for_an_erased_record_is_told_and_can_be_let_go(place, mine):
    page = mine.new_page()
    _lose(mine, place.line)
    _check_in(page)
    expect(_answer(page)).to_contain_text("waits on this device")
    with open_store(place.home) as store:
        store.erase("me")
    _find(mine, place.line)
    page.goto("/settings")
    waiting = page.locator("[data-outbox]")
    expect(waiting).to_contain_text("cannot be opened: 2")
    waiting.get_by_role("button", name="Let go of it").click()
    until(page, IS_EMPTY)
    assert place.record() == Record()


def test_forget_it_all_now_lets_go_of_what_waits(place, mine):
    page = mine.new_page()
    _lose(mine, place.line)
    _check_in(page)
    expect(_answer(page)).to_contain_text("waits on this device")
    page.goto("/settings")
    page.get_by_role("button", name="Forget it all now").click()
    until(page, NO_DATABASE)


def test_leaving_at_once_loses_nothing_that_waits(place, mine):
    page = mine.new_page()
    _lose(mine, place.line)
    _check_in(page)
    expect(_answer(page)).to_contain_text("waits on this device")
    page.evaluate("() => { document.querySelector('[data-exit]').href = '/support' }")
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url("**/support")
    assert len(page.evaluate(WAITING)) == 2


@pytest.mark.parametrize(
    "fault",
    [
        "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError') }",
        "indexedDB.open = () => { throw new DOMException('', 'SecurityError') }",
        "delete Crypto.prototype.subtle",
    ],
)
def test_where_nothing_can_be_put_aside_it_is_sent_at_once_or_the_words_stay(place, mine, fault):
    page = mine.new_page()
    page.add_init_script(fault)
    _check_in(page)
    expect(_answer(page)).to_have_text("It is kept.")
    _lose(mine, place.line)
    page.get_by_label("Anything you would like").fill("Once more.")
    page.get_by_role("button", name="Keep it").click()
    expect(_answer(page)).to_contain_text("What you wrote is still here")
    expect(page.get_by_label("Anything you would like")).to_have_value("Once more.")
    _find(mine, place.line)
    page.get_by_role("button", name="Keep it").click()
    expect(_answer(page)).to_have_text("It is kept.")
    kept = {note.text for note in place.record().notes}  # two of one second are in no order
    assert kept == {"begun", WORDS, "Once more."}


def test_a_browser_without_own_pages_is_told_where_they_are_and_asks_nothing(page: Page):
    page.goto("/check-in")
    expect(page.get_by_text("not begun in this browser")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_be_hidden()
    expect(page.locator("form > fieldset")).to_have_attribute("disabled", "")
    expect(page.locator("#main").get_by_role("link", name="Your own pages")).to_have_attribute(
        "href", "/journal"
    )


def test_without_scripts_the_way_to_ones_own_pages_is_there(page_without_scripts: Page):
    page = page_without_scripts
    page.goto("/check-in")
    expect(page.locator("noscript p")).to_contain_text("To seal it takes scripts")
    expect(page.locator("#main").get_by_role("link", name="Your own pages")).to_be_visible()
    expect(page.get_by_role("button", name="Keep it")).to_be_hidden()


def test_a_stranger_loads_no_outbox(page: Page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert [url for url in asked if url.endswith("offline.js")]
    assert not [url for url in asked if "outbox" in url]
