"""The key and its passphrase, as typed at a terminal: unseen, and never an argument."""

import os
import pty
import shutil
import subprocess
import time

import pyrage
import pytest

from kindward.archive import pack, unpack
from kindward.store import open_store
from tests.cli.test_export import A_RECORD
from tests.house import cheaply

pytestmark = pytest.mark.slow

WORDS = "green harbor, seven spoons"
OTHER = "another one altogether"


@pytest.fixture
def home(tmp_path):
    """Three notes in the home of the command."""
    with open_store(tmp_path / "home") as store:
        store.put_all(store.person(), A_RECORD.entries)
    return tmp_path / "home"


@pytest.fixture
def covered(home):
    """The same, under a passphrase."""
    with open_store(home) as store:
        store.keys.cover(WORDS)
    return home


def lines(*typed):
    return "".join(f"{each}\n" for each in typed)


@pytest.mark.usefixtures("home")
def test_where_the_key_is_is_said_in_plain_words(kindward):
    done = kindward("key")
    assert done.returncode == 0
    assert done.stdout.startswith("The key is in a file next to your pages.")


def test_a_passphrase_is_set_changed_and_taken_off(kindward, home):
    done = kindward("key", "--passphrase", input=lines(WORDS, WORDS))
    assert (done.returncode, done.stdout) == (0, "")
    assert "nobody can get it back" in done.stderr  # said before
    assert done.stderr.endswith(
        "Your passphrase is set. From now on, your pages open only with it.\n"
    )
    assert kindward("key").stdout.startswith("Your passphrase protects the key.")
    assert kindward("key", "--passphrase", input=lines(WORDS, OTHER, OTHER)).returncode == 0
    assert kindward("key", "--no-passphrase", input=lines(WORDS, WORDS, WORDS)).returncode == 1
    assert kindward("key", "--no-passphrase", input=lines(OTHER)).returncode == 0
    with open_store(home) as store:
        assert store.record(store.person()) == A_RECORD


def test_one_that_is_short_or_typed_otherwise_is_told_and_asked_for_again(kindward, home):
    before = (home / "record.key").read_bytes()
    done = kindward("key", "--passphrase", input=lines("short", WORDS, OTHER, WORDS, ""))
    assert done.returncode == 1
    assert "at least 8 characters" in done.stderr
    assert "not the same" in done.stderr
    assert (home / "record.key").read_bytes() == before


@pytest.mark.usefixtures("covered")
def test_what_needs_the_record_asks_for_the_passphrase_three_times_at_most(kindward, tmp_path):
    for arguments in (("export", "mine.json"), ("insight",)):
        done = kindward(*arguments, input=lines("a", "b", WORDS))
        assert done.returncode == 0
        assert done.stderr.count("did not open it") == 2
    for typed in (lines("a", "b", "c", WORDS), ""):
        done = kindward("export", "other.json", input=typed)
        assert done.returncode == 1
        assert done.stderr.endswith("You can try again whenever you like.\n")
        assert not (tmp_path / "other.json").exists()


@pytest.mark.usefixtures("covered")
def test_a_passphrase_is_taken_neither_from_an_argument_nor_from_the_surroundings(
    kindward, surroundings
):
    surroundings["KINDWARD_PASSPHRASE"] = WORDS
    assert kindward("export", "mine.json", input="").returncode == 1
    assert kindward("key", f"--passphrase={WORDS}").returncode == 2


@pytest.mark.usefixtures("covered")
def test_everything_can_be_erased_without_it(kindward):
    done = kindward("erase", input=lines("erase"))
    assert done.returncode == 0
    assert "and its passphrase" in done.stderr
    assert kindward("key").stdout.startswith("There is no key yet")


@pytest.mark.usefixtures("covered")
def test_at_a_terminal_nothing_that_is_typed_is_shown(computer):
    ours, theirs = pty.openpty()
    streams = {"stdin": theirs, "stdout": theirs, "stderr": theirs, "start_new_session": True}
    with computer.started("export", "mine.json", **streams) as running:
        os.close(theirs)
        shown = answered(running, ours)
    assert WORDS.encode() not in shown


def answered(running, ours):
    """What is shown while the passphrase is asked for and typed."""
    shown = b""
    while b"Your passphrase" not in shown:
        shown += os.read(ours, 1024)
    time.sleep(0.5)  # until the terminal is told to show nothing
    os.write(ours, f"{WORDS}\n".encode())
    while b"is ready" not in shown:
        shown += os.read(ours, 1024)
    assert running.wait(60) == 0
    os.close(ours)
    return shown


@pytest.mark.usefixtures("home")
def test_a_file_under_a_passphrase_goes_out_and_comes_back(kindward, tmp_path, surroundings):
    done = kindward("export", "mine.zip.age", input=lines(WORDS, WORDS))
    assert done.returncode == 0
    assert done.stderr.endswith("Without the passphrase, nobody can open it, not even you.\n")
    sealed = (tmp_path / "mine.zip.age").read_bytes()
    assert unpack(pyrage.passphrase.decrypt(sealed, WORDS)) == A_RECORD
    (tmp_path / "mine.zip.age").write_bytes(cheaply.sealed(pack(A_RECORD), WORDS))
    surroundings["KINDWARD_HOME"] = str(tmp_path / "elsewhere")
    done = kindward("import", "mine.zip.age", "--yes", input=lines("no", "no", "no"))
    assert done.returncode == 1
    assert done.stderr.count("did not open the file") == 3
    assert kindward("import", "mine.zip.age", "--yes", input=lines(WORDS)).returncode == 0
    with open_store(tmp_path / "elsewhere") as store:
        assert store.record(store.person()) == A_RECORD


@pytest.mark.usefixtures("home")
@pytest.mark.skipif(not shutil.which("age"), reason="apt install age")
def test_a_file_for_a_key_is_opened_by_another_program(kindward, tmp_path):
    identity = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(str(identity))
    done = kindward("export", "mine.json.age", "--recipient", str(identity.to_public()))
    assert done.returncode == 0
    command = ["age", "-d", "-i", "key.txt", "-o", "mine.json", "mine.json.age"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert unpack((tmp_path / "mine.json").read_bytes()) == A_RECORD
    done = kindward("import", "mine.json.age", "--yes", input=lines(WORDS))
    assert done.returncode == 1
    assert done.stderr.startswith("This file is encrypted, but not with a passphrase.")


@pytest.mark.usefixtures("home")
def test_what_cannot_be_encrypted_as_asked_leaves_nothing_behind(kindward, tmp_path):
    for arguments, code in (
        (("mine.zip", "--encrypt"), 2), (("mine.txt.age",), 2), ((".age",), 2),
        (("mine.zip.age", "--recipient", "me@example.org"), 1),
        (("mine.zip", "--recipient", "age1"), 2), (("mine.zip.age",), 1),
    ):  # fmt: skip
        done = kindward("export", *arguments, input="")
        assert (done.returncode, "Traceback" in done.stderr) == (code, False), arguments
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


def test_an_export_that_is_only_called_so_is_read_as_what_it_is(kindward, tmp_path):
    (tmp_path / "mine.zip.age").write_bytes(pack(A_RECORD))
    assert kindward("import", "mine.zip.age", "--yes").returncode == 0
