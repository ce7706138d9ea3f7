"""Where the key is, who opens it, and that no stop at any moment loses it."""

import os
import shutil
from collections import Counter

import pytest

from kindward.store import (
    KeychainClosed,
    KeychainEmpty,
    KeyLocked,
    KeyMissing,
    WrongPassphrase,
    open_store,
    passphrase,
)
from kindward.store.key_file import KeyFile
from kindward.store.key_text import Gone, InKeychain, KeyText, Plain, Wrapped, parse
from kindward.store.keys import KeyPlace, Keys
from kindward.store.passphrase import Cost
from tests.store.entries import note, numbers
from tests.store.keychains import FileKeyring, of

ME = "me"
WORDS = "green harbor, seven spoons"


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    """A passphrase that costs little to try; what the usual one costs is asked in its own test."""
    wrap = passphrase.wrap
    monkeypatch.setattr(passphrase, "wrap", lambda key, words: wrap(key, words, Cost(8, 1, 1)))


@pytest.fixture
def backend(tmp_path):
    return FileKeyring(tmp_path / "keychain.json")


def secret_stands_in(home, backend):
    """Whether what the keychain has stands in any file of this home."""
    secrets = [bytes.fromhex(each) for each in backend.items.values()]
    files = [each.read_bytes() for each in home.rglob("*") if each.is_file()]
    return any(s in f or s.hex().encode() in f for s in secrets for f in files)


def test_a_new_key_goes_to_the_keychain_and_never_to_the_disk(home, backend):
    with open_store(home, keychain=of(backend)) as store:
        before = store.keys.place
        assert before is KeyPlace.NOWHERE
        assert backend.items == {}  # nothing is made before a first entry
        store.put(ME, note(1))
        assert store.keys.place is KeyPlace.KEYCHAIN
    assert len(backend.items) == 1
    assert not secret_stands_in(home, backend)
    with open_store(home, keychain=of(backend)) as store:
        assert numbers(store.record(ME)) == {1}


def test_a_copy_of_the_folder_opens_nowhere_else(home, backend, tmp_path):
    with open_store(home, keychain=of(backend)) as store:
        store.put(ME, note(1))
    copy = tmp_path / "copy"
    shutil.copytree(home, copy)
    for keychain, kind in (
        (None, KeychainClosed),
        (of(FileKeyring(tmp_path / "other")), KeychainEmpty),
    ):
        with open_store(copy, keychain=keychain) as store, pytest.raises(kind):
            store.record(ME)
    with open_store(copy, keychain=of(backend)) as store:  # the control: the key alone was missing
        assert numbers(store.record(ME)) == {1}


def test_where_there_is_no_keychain_the_key_is_in_a_file(home):
    with open_store(home, keychain=of(None)) as store:
        store.put(ME, note(1))
        assert store.keys.place is KeyPlace.FILE
    assert isinstance(parse((home / "record.key").read_text()).kept, Plain)


def test_a_key_that_lay_in_a_file_moves_to_the_keychain(home, backend):
    with open_store(home) as store:
        store.put(ME, note(1))
    with open_store(home, keychain=of(backend)) as store:
        assert store.keys.place is KeyPlace.KEYCHAIN
        assert numbers(store.record(ME)) == {1}
    assert len(backend.items) == 1
    assert not secret_stands_in(home, backend)


def test_a_keychain_that_does_not_keep_it_leaves_the_file(home, backend):
    with open_store(home) as store:
        store.put(ME, note(1))
    for trouble in ("is_locked", "forgets"):
        setattr(backend, trouble, True)
        with open_store(home, keychain=of(backend)) as store:
            assert store.keys.place is KeyPlace.FILE
            assert numbers(store.record(ME)) == {1}
            store.put(ME, note(1))
        setattr(backend, trouble, False)


def test_a_new_key_is_in_a_file_while_the_keychain_is_closed(home, backend):
    backend.is_locked = True
    with open_store(home, keychain=of(backend)) as store:
        store.put(ME, note(1))
        assert store.keys.place is KeyPlace.FILE
    backend.is_locked = False
    with open_store(home, keychain=of(backend)) as store:
        assert store.keys.place is KeyPlace.KEYCHAIN


def test_a_key_that_the_keychain_lost_is_told_and_never_made_anew(home, backend):
    with open_store(home, keychain=of(backend)) as store:
        store.put(ME, note(1))
    kept = backend.file.read_text()
    for text, kind in (
        ("{}", KeychainEmpty),
        (kept.replace('": "', '": "00')[:80] + '"}', KeychainEmpty),
    ):
        backend.file.write_text(text)
        with open_store(home, keychain=of(backend)) as store:
            for ask in (lambda: store.record(ME), lambda: store.put(ME, note(2))):
                with pytest.raises(kind):
                    ask()
    backend.file.write_text(kept)
    with open_store(home, keychain=of(backend)) as store:
        assert numbers(store.record(ME)) == {1}


def test_a_locked_keychain_is_told_and_opens_later(home, backend):
    with open_store(home, keychain=of(backend)) as store:
        store.put(ME, note(1))
        store.forget(ME)
        backend.is_locked = True
        with pytest.raises(KeychainClosed):
            store.record(ME)
        with pytest.raises(KeychainClosed):
            store.put(ME, note(2))
        backend.is_locked = False
        store.put(ME, note(2))
        assert numbers(store.record(ME)) == {1, 2}


def test_an_erasure_takes_the_key_out_of_the_keychain(home, backend):
    with open_store(home, keychain=of(backend)) as store:
        store.put(ME, note(1))
        store.erase(ME)
        assert backend.items == {}
        assert not (home / "record.key").exists()
        store.put(ME, note(2))
        assert numbers(store.record(ME)) == {2}
    assert len(backend.items) == 1


def test_a_key_that_cannot_leave_the_keychain_yet_leaves_it_at_another_start(home, backend):
    with open_store(home, keychain=of(backend)) as store:
        store.put(ME, note(1))
        backend.is_locked = True
        store.erase(ME)
    assert len(backend.items) == 1
    backend.is_locked = False
    with open_store(home, keychain=of(backend)) as store:
        assert backend.items == {}
        assert store.keys.place is KeyPlace.NOWHERE


def test_two_homes_have_two_keys_in_one_keychain(tmp_path, backend):
    for name in ("one", "other"):
        with open_store(tmp_path / name, keychain=of(backend)) as store:
            store.put(ME, note(1))
    assert len(backend.items) == 2
    with open_store(tmp_path / "one", keychain=of(backend)) as store:
        store.erase(ME)
    with open_store(tmp_path / "other", keychain=of(backend)) as store:
        assert numbers(store.record(ME)) == {1}


def test_a_key_that_was_handed_in_stays_where_it_is(home, backend, tmp_path):
    given = tmp_path / "given.key"
    given.write_text("ab" * 32)
    with open_store(home, key_file=given, keychain=of(backend)) as store:
        store.put(ME, note(1))
        assert store.keys.place is KeyPlace.GIVEN
    assert backend.items == {}
    assert given.read_text() == "ab" * 32


def test_under_a_passphrase_nothing_opens_without_it(store, home):
    store.put(ME, note(1))
    store.keys.cover(WORDS)
    assert store.keys.place is KeyPlace.PASSPHRASE
    assert numbers(store.record(ME)) == {1}  # whoever set it has it open
    store.forget(ME)
    for ask in (
        lambda: store.record(ME), lambda: store.get(ME, "note-0001"), lambda: store.letterbox(ME),
        lambda: store.put(ME, note(2)), lambda: store.remove(ME, "note-0001"),
    ):  # fmt: skip
        with pytest.raises(KeyLocked):
            ask()
    with pytest.raises(WrongPassphrase):
        store.keys.unlock(WORDS.upper())
    with pytest.raises(KeyLocked):
        store.record(ME)
    store.keys.unlock(WORDS)
    store.put(ME, note(2))
    assert numbers(store.record(ME)) == {1, 2}
    assert isinstance(parse((home / "record.key").read_text()).kept, Wrapped)


def test_a_passphrase_may_be_there_before_the_first_entry(home):
    with open_store(home) as store:
        store.keys.cover(WORDS)
        store.put(ME, note(1))
    with open_store(home) as store:
        with pytest.raises(KeyLocked):
            store.record(ME)
        store.keys.unlock(WORDS)
        assert numbers(store.record(ME)) == {1}


def test_a_changed_passphrase_opens_and_the_old_one_does_not(home):
    with open_store(home) as store:
        store.put(ME, note(1))
        store.keys.cover(WORDS)
        store.keys.cover("another one altogether")
        store.forget(ME)
        with pytest.raises(WrongPassphrase):
            store.keys.unlock(WORDS)
        store.keys.unlock("another one altogether")
        assert numbers(store.record(ME)) == {1}


def test_a_locked_passphrase_is_neither_changed_nor_taken_off(home):
    with open_store(home) as store:
        store.put(ME, note(1))
        store.keys.cover(WORDS)
        store.forget(ME)
        before = (home / "record.key").read_bytes()
        for change in (lambda: store.keys.cover("another one"), store.keys.uncover):
            with pytest.raises(KeyLocked):
                change()
        assert (home / "record.key").read_bytes() == before


def test_a_passphrase_that_is_taken_off_gives_the_key_back_to_the_keychain(home, backend):
    with open_store(home, keychain=of(backend)) as store:
        store.put(ME, note(1))
        store.keys.cover(WORDS)
        assert backend.items == {}
        store.keys.uncover()
        assert store.keys.place is KeyPlace.KEYCHAIN
    with open_store(home, keychain=of(backend)) as store:
        assert numbers(store.record(ME)) == {1}


def test_another_program_that_has_it_open_is_locked_by_a_new_passphrase(home):
    with open_store(home) as one, open_store(home) as other:
        one.put(ME, note(1))
        one.keys.cover(WORDS)
        other.keys.unlock(WORDS)
        one.keys.cover("another one altogether")
        with pytest.raises(KeyLocked):
            other.put(ME, note(2))


def test_everything_can_be_erased_without_the_passphrase(home):
    with open_store(home) as store:
        store.put(ME, note(1))
        store.keys.cover(WORDS)
        store.forget(ME)
        store.erase(ME)
        store.put(ME, note(2))
        assert numbers(store.record(ME)) == {2}


def act(home, backend, what):
    """One change of the key's place, in a process of its own."""
    with open_store(home, keychain=None if what == "nothing" else of(backend)) as store:
        match what:
            case "cover":
                store.keys.cover(WORDS)
            case "uncover":
                store.keys.unlock(WORDS)
                store.keys.uncover()
            case "erase":
                store.erase(ME)


def stopped(step, home, backend, what):
    """Whether the act was stopped at this step: each change of the file or the keychain is one."""
    child = os.fork()
    if child == 0:
        steps: Counter[str] = Counter()

        def stopping(real):
            def act_or_stop(*args):
                for _ in range(2):  # right before, and right after
                    steps["all"] += 1
                    if steps["all"] == step:
                        os._exit(9)
                    if steps["all"] % 2:
                        real(*args)

            return act_or_stop

        for kind, name in (
            (KeyFile, "replace"), (KeyFile, "remove"),
            (FileKeyring, "set_password"), (FileKeyring, "delete_password"),
        ):  # fmt: skip
            setattr(kind, name, stopping(getattr(kind, name)))
        try:
            act(home, backend, what)
            os._exit(0)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in {0, 9}
    return code == 9


def begun(home, backend, what):
    """A home as it is right before an act."""
    with open_store(home, keychain=None if what == "move" else of(backend)) as store:
        store.put(ME, note(1))
        if what == "uncover":
            store.keys.cover(WORDS)


@pytest.mark.parametrize("what", ["move", "cover", "uncover"])
def test_a_stop_at_any_step_of_a_move_loses_no_key(tmp_path, what):
    step, is_cut = 1, True
    while is_cut:
        home = tmp_path / f"home-{step}"
        backend = FileKeyring(tmp_path / f"keychain-{step}.json")
        begun(home, backend, what)
        is_cut = stopped(step, home, backend, what)
        with open_store(home, keychain=of(backend)) as store:
            store.keys.unlock(WORDS)
            assert numbers(store.record(ME)) == {1}
            is_covered = store.keys.place is KeyPlace.PASSPHRASE
            assert store.keys.place is not KeyPlace.FILE
        assert len(backend.items) == (0 if is_covered else 1)  # and nothing is left over
        step += 1
    assert step > 5  # it was stopped at four steps at the least, and went through at last


def test_the_control_a_move_that_names_the_new_place_too_early_loses_the_key(tmp_path, monkeypatch):
    def careless(self, text, to, key):
        self._file.replace(KeyText(to))
        self._keychain.keep(to.name, key.written())

    lost, step, is_cut = 0, 1, True
    while is_cut:
        home = tmp_path / f"home-{step}"
        backend = FileKeyring(tmp_path / f"keychain-{step}.json")
        begun(home, backend, "move")
        with monkeypatch.context() as patched:
            patched.setattr(Keys, "_move", careless)
            is_cut = stopped(step, home, backend, "move")
        with open_store(home, keychain=of(backend)) as store:
            try:
                store.record(ME)
            except KeychainEmpty:
                lost += 1
        step += 1
    assert lost


def test_a_stop_at_any_step_of_an_erasure_leaves_no_key_behind(tmp_path):
    step, is_cut = 1, True
    while is_cut:
        home = tmp_path / f"home-{step}"
        backend = FileKeyring(tmp_path / f"keychain-{step}.json")
        begun(home, backend, "erase")
        is_cut = stopped(step, home, backend, "erase")
        with open_store(home, keychain=of(backend)) as store:
            store.put(ME, note(2))
            assert numbers(store.record(ME)) == {2}
        assert len(backend.items) == 1
        step += 1
    assert step > 4


@pytest.mark.parametrize(
    "text",
    ["", "ab" * 31, "ab" * 33, "kindward-key-1 keychain zz", "kindward-key-2 none", "a\nb\nc",
     f"{'ab' * 32}\nkindward-key-1 remove", f"{'ab' * 32}\n{'ab' * 32}"],
)  # fmt: skip
def test_a_file_with_anything_else_in_it_is_no_key(text):
    with pytest.raises(KeyMissing):
        parse(text)


def test_what_a_key_file_says_is_read_as_it_was_written():
    for kept in (
        Plain(b"k" * 32),
        Wrapped("kindward-key-1 argon2id x"),
        InKeychain("0" * 16),
        Gone(),
    ):
        for leaving in (None, "f" * 16):
            text = KeyText(kept, leaving)
            assert parse(str(text)) == text
    assert parse(f"  {'AB' * 32}\r\n") == KeyText(Plain(bytes.fromhex("ab" * 32)))
