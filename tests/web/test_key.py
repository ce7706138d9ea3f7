"""The page of the key, what is shown while it is locked, and what is written meanwhile."""

import html
import json
import re
from base64 import urlsafe_b64decode
from unittest.mock import Mock

import pyrage
import pytest

from kindward.archive import pack, unpack
from kindward.journal import Note, Record
from kindward.store import (
    KeyBroken,
    KeyLocked,
    KeyMissing,
    StoreUnavailable,
    open_store,
    passphrase,
)
from kindward.store.keys import KeyPlace
from kindward.store.passphrase import Cost
from tests.house import cheaply
from tests.store import letters
from tests.web.markup import Page
from tests.web.own import NOON, OURS, SECRET, Home, bring, send, token

ME = "me"
WORDS = "green harbor, seven spoons"
OTHER = "another one altogether"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    wrap = passphrase.wrap
    monkeypatch.setattr(passphrase, "wrap", lambda key, words: wrap(key, words, Cost(8, 1, 1)))


@pytest.fixture
def home(tmp_path):
    with open_store(tmp_path) as store:
        store.put(ME, Note(id="note-000001", at=NOON, text=SECRET))
        yield Home(tmp_path, store)


@pytest.fixture
def covered(home):
    home.store.keys.cover(WORDS)
    home.store.forget(ME)
    return home


def unlock(browser, words=WORDS, **fields):
    return browser.post("/journal/key/unlock", data={"passphrase": words} | fields, headers=OURS)


def hidden(page):
    return {
        name: html.unescape(value)
        for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    }


def test_where_the_key_is_is_said_on_the_page_of_the_key_and_settings_lead_there(home):
    browser = home.come_in()
    assert "in a file in your data folder" in browser.get("/journal/key").text
    assert 'href="/journal/key"' in browser.get("/settings").text


def test_a_passphrase_is_set_changed_and_taken_off(home):
    browser = home.come_in()
    page = browser.get("/journal/key").text
    assert "lost for good" in page  # said before
    answer = send(browser, "/journal/key", passphrase=WORDS, passphrase_again=WORDS)
    assert answer.status_code == 303
    assert "Saved. The key is now" in browser.get(answer.headers["location"]).text
    guarded = home.store.keys.place
    assert guarded is KeyPlace.PASSPHRASE
    assert SECRET in browser.get("/journal").text  # whoever set it has it open
    new = {"passphrase": OTHER, "passphrase_again": OTHER}
    assert send(browser, "/journal/key", passphrase_now=WORDS[1:], **new).status_code == 422
    assert send(browser, "/journal/key", passphrase_now=WORDS, **new).status_code == 303
    assert send(browser, "/journal/key/off", passphrase_now=WORDS).status_code == 422
    assert send(browser, "/journal/key/off", passphrase_now=OTHER).status_code == 303
    assert home.store.keys.place is KeyPlace.FILE


def test_one_that_is_short_or_typed_otherwise_changes_nothing(home):
    browser = home.come_in()
    for words, again in (("short", "short"), ("", ""), (WORDS, OTHER), ("a" * 1025, "a" * 1025)):
        answer = send(browser, "/journal/key", passphrase=words, passphrase_again=again)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert not words or words not in answer.text
    assert home.store.keys.place is KeyPlace.FILE


def test_pages_open_by_the_way_in_and_the_passphrase_and_by_neither_alone(covered):
    stranger = covered.browser()
    assert unlock(stranger).status_code == 403  # the passphrase alone
    browser = covered.come_in()
    for path in (
        "/journal",
        "/journal/leave",
        "/what-helps",
        "/journal/key",
        "/journal/export.zip",
    ):
        page = browser.get(path)
        assert page.status_code == 423, path
        assert page.headers["cache-control"] == "no-store"
        assert SECRET not in page.text
        assert hidden(page.text)["then"] == path
    answer = unlock(browser, OTHER, then="/journal")
    assert (answer.status_code, OTHER in answer.text) == (422, False)
    answer = unlock(browser, then="/what-helps")
    assert (answer.status_code, answer.headers["location"]) == (303, "/what-helps")
    assert SECRET in browser.get("/journal").text


def test_each_fault_of_a_key_has_a_page_of_its_own_in_each_language(home, monkeypatch):
    browser = home.come_in()
    faults = {KeyBroken, KeyMissing, *KeyMissing.__subclasses__()} - {KeyLocked}
    said = set()
    for fault in faults | {StoreUnavailable}:
        monkeypatch.setattr(home.store, "record", Mock(side_effect=fault))
        for path in ("/journal", "/es/journal"):
            answer = browser.get(path)
            assert answer.status_code == 503, fault
            said.add(Page(answer.text).text("h1"))
    assert len(said) == 2 * len(faults) + 2  # and none is what is said of any other fault


def test_what_no_key_opens_any_more_can_be_erased_on_the_page_too(home):
    browser, key = home.come_in(), home.home / "record.key"
    home.store.forget(ME)
    key.write_text("damaged")
    told = browser.get("/journal")
    assert told.status_code == 503
    assert "/journal/leave#erase" in [link["href"] for link in Page(told.text).all("a")]
    page = browser.get("/journal/leave").text
    assert [form["action"] for form in Page(page).all("form")] == ["/lock", "/journal/erase#erase"]
    fields = {"form_token": hidden(page)["form_token"], "word": "erase"}
    assert browser.post("/journal/erase", data=fields, headers=OURS).status_code == 200
    assert not home.store.knows(ME)
    assert not key.exists()


def test_what_is_public_asks_for_nothing(covered):
    browser = covered.come_in()
    for path in ("/", "/settings", "/support", "/check-in", "/practices/hold-gently"):
        assert browser.get(path).status_code == 200, path


def test_a_lock_takes_the_key_out_of_memory(covered):
    browser = covered.come_in()
    unlock(browser)
    browser.post("/lock", headers=OURS)
    assert covered.come_in().get("/journal").status_code == 423


def test_words_of_a_form_stay_on_the_page_and_are_kept_once_it_is_open(covered):
    browser = covered.come_in()
    unlock(browser)
    form_token = token(browser)
    covered.store.forget(ME)  # as any lock does
    written = {"form_token": form_token, "text": "begun before & <kept> after"}
    page = browser.post("/es/journal/note", data=written, headers=OURS)
    assert page.status_code == 423
    fields = hidden(page.text)
    assert fields == written | {"then": "/es/journal/note"}
    wrong = unlock(browser, OTHER, **fields)
    assert (wrong.status_code, hidden(wrong.text)) == (422, fields)
    answer = unlock(browser, **fields)
    assert (answer.status_code, answer.headers["location"]) == (307, "/es/journal/note")
    assert (
        browser.post(
            "/es/journal/note", data=fields | {"passphrase": WORDS}, headers=OURS
        ).status_code
        == 303
    )
    assert {each.text for each in covered.store.record(ME).notes} == {SECRET, written["text"]}


def test_it_leads_to_ones_own_pages_alone(covered):
    browser = covered.come_in()
    for elsewhere in (
        "https://evil.test/", "//evil.test/journal", "/\\evil.test", "/journal/../lock", "/lock",
        "/journal?x=1", "/journal\n", "javascript:alert(1)", "/journalism", "", "/journal//evil",
        "/journal/.evil", "/journal/..",
    ):  # fmt: skip
        for sent in ({}, {"form_token": "x"}):
            answer = unlock(browser, then=elsewhere, **sent)
            assert (answer.status_code, answer.headers["location"]) == (303, "/journal"), elsewhere
    for own in ("/journal", "/es/journal/wishes", "/long-run/look/new", "/journal/export.zip"):
        assert unlock(browser, then=own).headers["location"] == own


def test_a_passphrase_is_never_shown_again(covered, monkeypatch):
    browser = covered.come_in()
    page = browser.post(
        "/journal/key",
        data={"form_token": "x", "passphrase": WORDS, "passphrase_again": OTHER},
        headers=OURS,
    )
    assert (page.status_code, WORDS in page.text, OTHER in page.text) == (403, False, False)
    page = unlock(browser, OTHER, text="words", form_token="x")  # noqa: S106
    assert OTHER not in page.text


def test_a_letter_waits_while_it_is_locked_and_opens_afterwards(covered):
    browser = covered.come_in()
    unlock(browser)
    public = urlsafe_b64decode(browser.get("/journal/state").json()["letters"])
    covered.store.forget(ME)
    told = browser.get("/journal/state").json()
    assert told["kept"] is True
    assert "letters" not in told  # the page keeps what it knew
    note = {"entry": "note", "id": "note-000002", "at": NOON.isoformat(), "text": "on the way"}
    letter = letters.seal(public, note["id"], json.dumps(note).encode())
    headers = OURS | {"Content-Type": "application/octet-stream"}
    answer = browser.post("/journal/outbox", content=letter, headers=headers)
    assert answer.status_code == 423  # none of those that settle a letter
    unlock(browser)
    assert browser.post("/journal/outbox", content=letter, headers=headers).status_code == 204
    assert {each.text for each in covered.store.record(ME).notes} == {SECRET, "on the way"}


@pytest.mark.slow
def test_a_file_under_a_passphrase_goes_out_and_comes_back(home, tmp_path):
    browser = home.come_in()
    fields = {"passphrase": WORDS, "passphrase_again": WORDS}
    answer = send(browser, "/journal/export.zip.age", **fields)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith('.zip.age"')
    assert answer.headers["cache-control"] == "no-store"
    opened = pyrage.passphrase.decrypt(answer.content, WORDS)
    assert unpack(opened) == home.store.record(ME)
    file = cheaply.sealed(opened, WORDS)
    for words, again in ((WORDS, OTHER), ("short", "short")):
        refused = send(browser, "/journal/export.zip.age", passphrase=words, passphrase_again=again)
        assert refused.status_code == 422
    with open_store(tmp_path / "other") as store:
        other = Home(tmp_path / "other", store).come_in()
        for typed, status in ((OTHER, 422), ("", 422), (WORDS, 200)):
            fields = {"form_token": token(other), "passphrase": typed}
            page = other.post("/journal/import", data=fields, files={"file": file}, headers=OURS)
            assert page.status_code == status
            assert ("and it did not open" in page.text) == (status == 422)
        assert send(other, "/journal/import/confirmed").status_code == 303
        assert store.record(ME) == home.store.record(ME)


def test_an_open_file_needs_no_passphrase(home):
    record = Record([Note(id="note-000009", at=NOON, text="more")])
    assert bring(home.come_in(), pack(record)).status_code == 200


def test_without_a_passphrase_no_words_open_pages_that_were_closed(home):
    browser = home.come_in()
    assert SECRET in browser.get("/journal").text
    browser.post("/lock", headers=OURS)
    for words in ("", WORDS):
        assert unlock(browser, words).status_code == 403
        assert browser.get("/journal").status_code == 403
    home.store.keys.cover(WORDS)  # the control: with one, its words do
    assert unlock(browser).status_code == 303
    assert SECRET in browser.get("/journal").text
