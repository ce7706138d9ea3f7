"""What waits on a device to be kept: through a cut line, a closed tab, two tabs, a new server."""

import pytest
from playwright.sync_api import Page, expect

from kindward.journal import Did, Felt, Outcome
from tests.browser.computer import IS_EMPTY, WAITING, WORDS, answer, check_in, write
from tests.browser.conftest import hears
from tests.browser.pages import PRACTICE
from tests.browser.relay import LOST
from tests.browser.waiting import TO_ITS_END, until

pytestmark = pytest.mark.browser

LOSES_ANSWERS = """
  const ask = self.fetch;
  self.fetch = async (address, wishes) => {
    const answer = await ask(address, wishes);
    if (address.endsWith("/outbox")) throw new TypeError("lost on the way");
    return answer;
  };
"""


def test_a_check_in_with_a_connection_goes_through_the_outbox_and_is_kept(place, mine):
    page = mine.new_page()
    with page.expect_response("**/journal/outbox") as kept:
        check_in(page)
    assert kept.value.status == 204
    expect(answer(page)).to_have_text("Saved.")
    until(page, IS_EMPTY)
    record = place.record()
    assert [note.text for note in record.notes] == ["begun", WORDS]
    assert [(evening.did, evening.feeling.hurt) for evening in record.evenings] == [
        (Did.PARTLY, 100)
    ]


@pytest.mark.parametrize("way", LOST)
def test_without_a_connection_it_waits_through_a_closed_tab_and_arrives_once(place, along, way):
    page = along.new_page()
    place.lose(along, way)
    check_in(page)
    expect(answer(page)).to_contain_text("waits on this device")
    assert len(page.evaluate(WAITING)) == 2
    page.close()
    place.find(along)
    page = along.new_page()
    page.goto("/support")  # any page at all
    until(page, IS_EMPTY)
    page.goto("/journal")
    expect(page.get_by_text(WORDS)).to_have_count(1)
    record = place.record()
    assert [note.text for note in record.notes] == ["begun", WORDS]
    assert len(record.evenings) == 1


def test_a_sitting_without_a_connection_is_kept_with_its_tap_once(place, along):
    page = along.new_page()
    page.goto(f"{PRACTICE}?minutes=1")
    page.get_by_role("button", name="Begin").click()
    hears(page)
    until(page, "() => document.querySelector('audio').buffered.length > 0")
    page.evaluate(TO_ITS_END)
    page.wait_for_function("() => document.querySelector('audio').ended")
    until(page, "() => caches.has('kindward-kept')")
    page.get_by_role("button", name="Steadier").wait_for()
    before = len(place.record().sittings)
    place.lose(along)
    page.reload()
    page.get_by_role("button", name="Begin").click()
    hears(page)
    page.evaluate(TO_ITS_END)
    page.get_by_role("button", name="More stirred up").click()
    told = page.locator(".felt p")
    expect(told).to_contain_text("waits on this device")
    expect(page.locator(".felt").get_by_role("link", name="Grounding")).to_be_visible()
    place.find(along)
    expect(told).to_contain_text("Saved.")
    sittings = place.record().sittings
    assert len(sittings) == before + 1
    assert (sittings[-1].outcome, sittings[-1].felt) == (Outcome.FINISHED, Felt.STIRRED)


def test_two_tabs_send_what_waits_once(place, mine):
    one, other = mine.new_page(), mine.new_page()
    for page in (one, other):
        page.goto("/check-in")
    place.lose(mine)
    for page, words in ((one, "First words."), (other, "Other words.")):
        write(page, words)
        expect(answer(page)).to_contain_text("waits on this device")
    taken = []
    mine.on("response", lambda answer: taken.append(answer.url.rpartition("/")[2]))
    place.find(mine)
    for page in (one, other):
        expect(answer(page)).to_have_text("Saved.")
    assert taken.count("outbox") == 4
    record = place.record()
    assert sorted(note.text for note in record.notes) == ["First words.", "Other words.", "begun"]
    assert len(record.evenings) == 1


def test_after_a_new_start_of_the_server_it_waits_until_the_person_comes_in(place, mine):
    place.start_again()
    page = mine.new_page()
    check_in(page)
    expect(answer(page)).to_contain_text("waits on this device")
    assert len(place.record().notes) == 1
    page.goto("/settings")
    waiting = page.locator("[data-outbox]")
    expect(waiting).to_contain_text("waiting to be saved: 2, since ")
    place.come_in(page)
    page.goto("/journal")
    until(page, IS_EMPTY)
    assert [note.text for note in place.record().notes] == ["begun", WORDS]


def test_an_answer_that_is_lost_changes_nothing(place, mine):
    page = mine.new_page()
    page.add_init_script(LOSES_ANSWERS)
    check_in(page)
    expect(answer(page)).to_contain_text("waits on this device")
    assert WORDS in [note.text for note in place.record().notes]
    page.close()
    page = mine.new_page()
    page.goto("/journal")
    until(page, IS_EMPTY)
    assert [note.text for note in place.record().notes] == ["begun", WORDS]
    assert len(place.record().evenings) == 1


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
    check_in(page)
    expect(answer(page)).to_have_text("Saved.")
    place.lose(mine)
    page.get_by_label("Anything you would like").fill("Once more.")
    page.get_by_role("button", name="Save").click()
    expect(answer(page)).to_contain_text("What you wrote is still here")
    expect(page.get_by_label("Anything you would like")).to_have_value("Once more.")
    place.find(mine)
    page.get_by_role("button", name="Save").click()
    expect(answer(page)).to_have_text("Saved.")
    kept = {note.text for note in place.record().notes}  # two of one second are in no order
    assert kept == {"begun", WORDS, "Once more."}


def test_a_browser_without_own_pages_is_told_where_they_are_and_asks_nothing(page: Page):
    page.goto("/check-in")
    expect(page.get_by_text("not been opened in this browser")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_hidden()
    expect(page.locator("form > fieldset")).to_have_attribute("disabled", "")
    expect(page.get_by_role("link", name="Today")).to_have_attribute("href", "/journal")


def test_without_scripts_the_way_to_ones_own_pages_is_there(page_without_scripts: Page):
    page = page_without_scripts
    page.goto("/check-in")
    expect(page.locator("noscript p")).to_contain_text("This page needs JavaScript")
    expect(page.get_by_role("link", name="Today")).to_be_visible()
    expect(page.get_by_role("button", name="Save")).to_be_hidden()


def test_a_stranger_loads_no_outbox(page: Page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/", wait_until="networkidle")
    assert [url for url in asked if url.endswith("offline.js")]
    assert not [url for url in asked if "outbox" in url]
