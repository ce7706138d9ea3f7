"""A sealed export opens with its words alone, and a file from anywhere costs what we allow."""

import base64
import shutil
import subprocess

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward import envelope
from kindward.envelope import ForSomeKey, NoRecipient, NotOpened, seal_for, unseal
from tests.house import cheaply

WORDS = "green harbor, seven spoons"
DATA = bytes(range(256)) * 300


@pytest.fixture(scope="module")
def sealed():
    return cheaply.sealed(DATA, WORDS)


def armored(data):
    text = base64.encodebytes(data).replace(b"\n", b"")
    lines = [text[at : at + 64] for at in range(0, len(text), 64)]
    begin, end = (f"-----{word} AGE ENCRYPTED FILE-----".encode() for word in ("BEGIN", "END"))
    return b"\n".join((begin, *lines, end, b""))


def test_it_opens_with_its_words_and_with_no_others(sealed):
    assert envelope.is_sealed(sealed)
    assert unseal(sealed, WORDS) == DATA
    assert unseal(armored(sealed), WORDS) == DATA
    for words in ("", WORDS[:-1], WORDS.upper(), "\udcff", "\0"):
        with pytest.raises(NotOpened):
            unseal(sealed, words)


def test_a_file_that_is_cut_or_changed_does_not_open(sealed):
    for damaged in (sealed[:-1], sealed[:300], sealed[:-20] + bytes(20), sealed + b"more"):
        with pytest.raises((NotOpened, ForSomeKey)):
            unseal(damaged, WORDS)


@pytest.mark.slow
def test_the_same_words_typed_on_another_system_open_it():
    sealed = envelope.seal(DATA, "Caf\N{LATIN SMALL LETTER E WITH ACUTE} azul")
    assert envelope.is_sealed(sealed)
    assert unseal(sealed, "Cafe\u0301 azul") == DATA


def test_a_file_that_asks_for_too_much_work_is_refused_before_any(sealed, monkeypatch):
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda *_: pytest.fail("work was done"))
    head, rest = sealed.split(b"\n", 2)[1], sealed.split(b"\n", 2)[2]
    for work in (b"22", b"30", b"99", b"063", b"-1", b"0", b"1e9", b""):
        bomb = b"\n".join((b"age-encryption.org/v1", head.rsplit(b" ", 1)[0] + b" " + work, rest))
        for each in (bomb, armored(bomb)):
            assert envelope.is_sealed(each)
            with pytest.raises(ForSomeKey):
                unseal(each, WORDS)


@given(tail=st.binary(max_size=300))
def test_any_bytes_open_or_are_told(tail):
    for data in (tail, b"age-encryption.org/v1\n" + tail, armored(tail)):
        with pytest.raises((NotOpened, ForSomeKey)):
            unseal(data, WORDS)


def test_a_file_for_a_key_opens_with_its_other_half_alone(tmp_path):
    identity, other = (pyrage.x25519.Identity.generate() for _ in range(2))
    sealed = seal_for(DATA, [str(identity.to_public())])
    assert pyrage.decrypt(sealed, [identity]) == DATA
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [other])
    with pytest.raises(ForSomeKey):
        unseal(sealed, WORDS)
    for nobody in ("", "age1", "me@example.org", str(identity)):
        with pytest.raises(NoRecipient):
            seal_for(DATA, [nobody])
    if shutil.which("age"):
        (tmp_path / "key").write_text(str(identity))
        command = ["age", "-d", "-i", tmp_path / "key"]
        opened = subprocess.run(command, input=sealed, capture_output=True, check=True)
        assert opened.stdout == DATA
