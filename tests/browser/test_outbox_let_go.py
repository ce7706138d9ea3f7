"""What waits on a device to be kept: who can read it, and how it is let go."""

import json

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kindward.journal import Record
from kindward.store import open_store
from tests.browser.computer import IS_EMPTY, WAITING, WORDS, answer, check_in
from tests.browser.waiting import until

pytestmark = pytest.mark.browser

PASSPHRASE = "green harbor, seven spoons"  # noqa: S105
OUTBOX = "**/journal/outbox"
NO_DATABASE = "async () => !(await indexedDB.databases()).length"
KEPT_BY_NAME = "() => JSON.stringify(localStorage)"


def _waits(mine: BrowserContext) -> Page:
    """The page of a check-in that cannot be sent; the rest of the site can be reached."""
    mine.route(OUTBOX, lambda route: route.abort())
    page = mine.new_page()
    check_in(page)
    expect(answer(page)).to_contain_text("waits on this device")
    return page


def test_what_waits_can_be_read_by_nobody_on_the_device(mine):
    page = _waits(mine)
    rows = page.evaluate(WAITING)
    told = b"".join(bytes(row["letter"]) for row in rows)
    assert len(told) > len(WORDS)
    named = {name for row in rows for name in row}
    assert named == {"id", "box", "letter", "since"}
    others = json.dumps([{**row, "letter": None} for row in rows]) + page.evaluate(KEPT_BY_NAME)
    for word in (WORDS, "Marmalade", "partly", "evening", "hurt"):
        assert word.encode() not in told
        assert word not in others


def test_erasing_everything_takes_what_waits_along(mine):
    page = _waits(mine)
    page.goto("/journal/leave")
    page.get_by_label("Type “erase” to erase all of it").fill("erase")
    page.get_by_role("button", name="Erase everything").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Erased")
    until(page, IS_EMPTY)
    until(page, "() => !localStorage['kindward.own'] && !localStorage['kindward.outbox']")


def test_what_was_sealed_for_an_erased_record_is_told_and_can_be_let_go(place, mine):
    page = _waits(mine)
    with open_store(place.home) as store:
        store.erase("me")
    mine.unroute(OUTBOX)
    page.goto("/settings")
    waiting = page.locator("[data-outbox]")
    expect(waiting).to_contain_text("cannot be opened: 2")
    waiting.get_by_role("button", name="Delete it").click()
    until(page, IS_EMPTY)
    assert place.record() == Record()


def test_forget_it_all_now_lets_go_of_what_waits(mine):
    page = _waits(mine)
    page.goto("/settings")
    page.get_by_role("button", name="Delete it all now").click()
    until(page, NO_DATABASE)


def test_leaving_at_once_loses_nothing_that_waits(mine):
    page = _waits(mine)
    page.evaluate("() => { document.querySelector('[data-exit]').href = '/support' }")
    page.get_by_role("link", name="Leave now").click()
    page.wait_for_url("**/support")
    assert len(page.evaluate(WAITING)) == 2


def test_what_is_said_while_a_passphrase_locks_it_waits_here_and_is_kept_once_it_opens(place, mine):
    page = mine.new_page()
    with open_store(place.home) as store:
        store.keys.cover(PASSPHRASE)
    check_in(page)
    expect(answer(page)).to_contain_text("waits on this device")
    page.evaluate("fetch('/lock', { method: 'POST' })")
    place.come_in(page)
    page.goto("/journal")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your pages are locked")
    assert WORDS not in page.content()
    page.get_by_label("Your passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Open").click()
    until(page, IS_EMPTY)
    with open_store(place.home) as store:
        store.keys.unlock(PASSPHRASE)
        assert WORDS in {each.text for each in store.record("me").notes}
