"""Letters: only the box they were sealed for opens them, and only as they were sealed."""

from base64 import b64decode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.store import LetterBroken, LetterElsewhere, open_store
from kindward.store.letters import Letterbox
from kindward.store.seal import Key
from tests.store.entries import note
from tests.store.letters import seal
from tests.there import there

ME = "me"
KEY = Key(bytes(range(32)))
BOX = Letterbox(KEY)
PUBLIC = "BHZYhCBgWBpew-xoxNtl4MEtHiMkEySbFtsXIN29TOFkyj7IQRrxGx5CRBQzhy_VR4ORegHvqb79CzYwtKEVnzI="
FROM_CHROMIUM = (
    "AZWBxYuXmHlZBKXrHfZyiDcC0n1DddKdxDoVRzftMPoYeA5qsaFism2MiGz6cbaxCjOcjAAEWu2BgY3ZIoCyng2oPaus"
    "mggN3hILbm90ZS0wMDAwMDFZ0Svg5aV6fxLOgdNcsC5/XhNnpG3uB1z3/N4S1/KlqW2BC/jH"
)
"""Sealed by seal.js in Chromium 156 for the box of `KEY`."""

PLAIN = '{"soup": "für dich"}'.encode()
LETTER = seal(BOX.public, "note-000001", PLAIN)


def test_a_box_is_the_same_for_the_same_key_in_every_release():
    assert urlsafe_b64encode(BOX.public).decode() == PUBLIC


@pytest.mark.parametrize("letter", [b64decode(FROM_CHROMIUM), LETTER])
def test_a_letter_opens_that_a_browser_has_sealed(letter):
    assert BOX.opened(letter) == ("note-000001", PLAIN)


def test_no_two_letters_are_alike():
    assert len({seal(BOX.public, "note-000001", PLAIN) for _ in range(50)}) == 50


@pytest.mark.parametrize("at", range(len(LETTER)))
def test_a_letter_that_is_cut_anywhere_does_not_open(at):
    with pytest.raises(LetterBroken):
        BOX.opened(LETTER[:at])


@pytest.mark.parametrize("at", range(len(LETTER)))
def test_a_letter_with_any_bit_changed_does_not_open(at):
    for bit in range(8):
        changed = bytearray(LETTER)
        changed[at] ^= 1 << bit
        with pytest.raises((LetterBroken, LetterElsewhere)):
            BOX.opened(bytes(changed))


@given(st.binary(max_size=300))
def test_other_bytes_do_not_open(told):
    for letter in (told, BOX.head + told, LETTER[:80] + told):
        with pytest.raises((LetterBroken, LetterElsewhere)):
            BOX.opened(letter)


def test_what_stands_before_a_letter_is_bound_to_it():
    """The id is part of what is sealed: it cannot be put on another letter, or left out."""
    for head in (b"", b"another head"):
        with pytest.raises(LetterBroken):
            BOX.opened(seal(BOX.public, "note-000001", PLAIN, head=head))


def test_a_letter_of_another_version_does_not_open():
    with pytest.raises(LetterBroken):
        BOX.opened(b"\x02" + LETTER[1:])


def test_a_letter_to_someone_else_says_so_and_does_not_open():
    other = Letterbox(Key.new())
    with pytest.raises(LetterElsewhere):
        other.opened(LETTER)
    with pytest.raises(LetterBroken):
        other.opened(other.head + LETTER[len(other.head) :])


def test_a_box_outlives_the_server_and_needs_no_row_of_its_own(store, home, url):
    assert store.letterbox(ME) is None
    store.put(ME, note(1))
    public = there(store.letterbox(ME)).public
    store.put("other", note(1))
    assert store.letterbox("other").public != public
    with open_store(home, url) as again:
        assert there(again.letterbox(ME)).public == public


def test_with_the_record_its_box_is_erased_and_a_new_one_opens_no_old_letter(store):
    store.put(ME, note(1))
    letter = seal(store.letterbox(ME).public, "note-000002", PLAIN)
    assert store.letterbox(ME).opened(letter)[1] == PLAIN
    store.erase(ME)
    assert store.letterbox(ME) is None
    store.put(ME, note(1))
    with pytest.raises(LetterElsewhere):
        store.letterbox(ME).opened(letter)


def test_an_id_whose_entry_went_into_another_is_taken_no_more(store):
    store.put(ME, note(1))
    store.put(ME, note(2), lambda _, told: note(1, edition=2, text=told.text))
    assert store.erased(ME, ["note-000001", "note-000002"]) == {"note-000002"}
