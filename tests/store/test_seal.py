import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given
from hypothesis import strategies as st

from kindward.store import KeyMissing, SealBroken
from kindward.store.seal import HEAD_BYTES, Key, identity
from tests.journal.drawn import CALM

KEY = Key(bytes(range(32)))
WORDS = b"a few private words"
PLACE = identity("me", "note-000001", 1, "note", "2026-11-23")
ALL_BUT_WORDS = HEAD_BYTES + 12 + 16


@CALM
@given(st.binary(max_size=500), st.text(max_size=50))
def test_what_was_sealed_opens_in_its_place(plain, place):
    sealed = KEY.seal(plain, place)
    assert KEY.unseal(sealed, place) == plain
    assert len(sealed) == len(plain) + ALL_BUT_WORDS


def test_every_flipped_bit_is_a_clean_error():
    sealed = KEY.seal(WORDS, PLACE)
    for place in range(len(sealed)):
        for bit in range(8):
            flipped = bytearray(sealed)
            flipped[place] ^= 1 << bit
            with pytest.raises(SealBroken):
                KEY.unseal(bytes(flipped), PLACE)
    assert KEY.unseal(sealed, PLACE) == WORDS


def test_every_cut_and_every_addition_is_a_clean_error():
    sealed = KEY.seal(WORDS, PLACE)
    for length in range(len(sealed)):
        with pytest.raises(SealBroken):
            KEY.unseal(sealed[:length], PLACE)
    with pytest.raises(SealBroken):
        KEY.unseal(sealed + b"\0", PLACE)


@pytest.mark.parametrize(
    "other",
    [
        ("other", "note-000001", 1, "note", "2026-11-23"),
        ("me", "note-000002", 1, "note", "2026-11-23"),
        ("me", "note-000001", 2, "note", "2026-11-23"),
        ("me", "note-000001", 1, "sitting", "2026-11-23"),
        ("me", "note-000001", 1, "note", "2026-11-24"),
    ],
)
def test_no_other_place_opens_it(other):
    with pytest.raises(SealBroken):
        KEY.unseal(KEY.seal(WORDS, PLACE), identity(*other))


def test_no_other_key_opens_it():
    with pytest.raises(SealBroken):
        Key.new().unseal(KEY.seal(WORDS, PLACE), PLACE)


@pytest.mark.parametrize("version", [0, 2, 255])
def test_no_other_version_is_opened_even_if_its_key_is_right(version):
    """A payload of another version, sealed by the book, is not taken for one of this."""
    sealed = KEY.seal(WORDS, PLACE)
    with pytest.raises(SealBroken):
        KEY.unseal(bytes([version]) + sealed[1:], PLACE)


def test_no_nonce_comes_twice():
    nonces = {KEY.seal(b"", "")[HEAD_BYTES : HEAD_BYTES + 12] for _ in range(100_000)}
    assert len(nonces) == 100_000


def test_the_envelope_is_the_one_that_is_written_down():
    """Opened here by the books alone: NIST SP 800-38D and RFC 5869."""
    info = b"kindward|id"
    key_id = HKDF(SHA256(), 8, salt=None, info=info).derive(bytes(range(32)))
    sealed = KEY.seal(WORDS, PLACE)
    assert sealed[:9] == b"\x01" + key_id
    bound = b"me|entry|note-000001|payload|1|note|2026-11-23|\x01"
    assert AESGCM(bytes(range(32))).decrypt(sealed[9:21], sealed[21:], bound) == WORDS


def test_an_envelope_of_the_first_version_opens_for_ever():
    sealed = bytes.fromhex(
        "01" "11edfa58073457eb" "000102030405060708090a0b"
        "2622b07eb2c5b269e437f6ffd4c90f02f1b2f4e2e2a93540a0a38ee6ee7eec0a9ee328"
    )  # fmt: skip
    assert KEY.unseal(sealed, PLACE) == WORDS


def test_a_wrapped_key_opens_for_its_person_alone():
    key = Key.new()
    wrapped = KEY.wrap(key, "me")
    sealed = key.seal(WORDS, PLACE)
    assert KEY.unwrap(wrapped, "me").unseal(sealed, PLACE) == WORDS
    with pytest.raises(SealBroken):
        KEY.unwrap(wrapped, "other")
    with pytest.raises(KeyMissing):
        Key.new().unwrap(wrapped, "me")
    with pytest.raises(SealBroken):
        KEY.unwrap(wrapped[:-1] + bytes([wrapped[-1] ^ 1]), "me")


def test_marks_tell_ids_apart_and_mean_nothing_with_another_key():
    assert KEY.mark("a") == KEY.mark("a") != KEY.mark("b")
    assert KEY.mark("a") != Key.new().mark("a")


def test_a_key_does_not_show_itself():
    assert bytes(range(32)).hex() not in repr(KEY)
    assert "secret" not in repr(KEY)
