"""A key under a passphrase opens with its words alone, and a text from anywhere costs little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.store import SealBroken, WrongPassphrase
from kindward.store.passphrase import Cost, is_long_enough, unwrap, wrap
from kindward.store.seal import Key

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
WORDS = "green harbor, seven spoons"


def is_same(one: Key, other: Key) -> bool:
    return other.unseal(one.seal(b"words", "place"), "place") == b"words"


@given(words=st.text())
def test_a_key_comes_back_with_its_words(words: str) -> None:
    key = Key.new()
    assert is_same(key, unwrap(wrap(key, words, CHEAP), words))


@given(words=st.text())
def test_no_other_words_open_it(words: str) -> None:
    text = wrap(Key.new(), words, CHEAP)
    with pytest.raises(WrongPassphrase):
        unwrap(text, f"{words}!")


def test_the_same_words_typed_on_another_system_open_it() -> None:
    composed, taken_apart = "Caf\N{LATIN SMALL LETTER E WITH ACUTE} azul", "Cafe\u0301 azul"
    key = Key.new()
    assert is_same(key, unwrap(wrap(key, composed, CHEAP), taken_apart))


def test_two_of_the_same_key_and_words_have_nothing_in_common() -> None:
    key = Key.new()
    one, other = (wrap(key, WORDS, CHEAP).split()[5:] for _ in range(2))
    assert not set(one) & set(other)


def test_the_usual_cost_is_that_of_rfc_9106() -> None:
    assert wrap(Key.new(), WORDS).startswith("kindward-key-1 argon2id 65536 3 4 ")


@given(text=st.text())
def test_any_other_text_is_no_key(text: str) -> None:
    with pytest.raises(SealBroken):
        unwrap(text, WORDS)


def test_a_text_that_asks_for_too_much_is_refused_before_anything_is_spent() -> None:
    fair = wrap(Key.new(), WORDS, CHEAP).split()
    for costs in (
        ("9999999", "1", "1"), ("8", "99", "1"), ("8", "0", "1"), ("8", "1", "0"), ("8", "1", "2"),
        ("0", "1", "1"), ("4096", "1", "17"), ("1048577", "3", "4"),
    ):  # fmt: skip
        with pytest.raises(SealBroken):
            unwrap(" ".join((*fair[:2], *costs, *fair[5:])), WORDS)


def test_one_changed_sign_of_it_is_found_out() -> None:
    text = wrap(Key.new(), WORDS, CHEAP)
    for place in range(text.index("argon2id") + 14, len(text) - 1):
        other = "0" if text[place] != "0" else "1"
        if text[place] == " ":
            continue
        with pytest.raises((SealBroken, WrongPassphrase)):
            unwrap(text[:place] + other + text[place + 1 :], WORDS)


def test_a_passphrase_has_some_length_and_an_end() -> None:
    lengths = {length: is_long_enough("a" * length) for length in (0, 7, 8, 1024, 1025)}
    assert lengths == {0: False, 7: False, 8: True, 1024: True, 1025: False}
