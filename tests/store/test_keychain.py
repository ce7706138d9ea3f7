"""The keychains of three systems: a real Secret Service, and the others at keyring's own seam."""

import os
import platform
import re
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from kindward.store import KeychainClosed, keychain
from tests.store.keychains import FileKeyring, of

pytestmark = pytest.mark.slow

NAME = "0123456789abcdef"
NEEDED = pytest.mark.skipif(
    not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")),
    reason="apt install gnome-keyring dbus",
)
UNLOCKED = "printf pass | gnome-keyring-daemon --unlock --components=secrets >/dev/null\n"
LOCKED = "gnome-keyring-daemon --start --components=secrets >/dev/null\n"


@pytest.fixture
def desktop(tmp_path):
    """Runs lines of a shell in a session of their own; what they print."""

    def run(lines: str, **more: str) -> list[str]:
        runtime = tmp_path / "run"
        runtime.mkdir(mode=0o700, exist_ok=True)
        path = os.pathsep.join(map(str, (Path(__file__).parents[1], *sys.path)))
        surroundings = os.environ | {
            "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(runtime), "KINDWARD_KEYCHAIN": "1",
            "XDG_DATA_HOME": str(tmp_path / "share"), "KINDWARD_HOME": str(tmp_path / "home"),
            "PYTHONPATH": path, "DO": f"{sys.executable} -m store.keychain_of_a_desktop",
        } | more  # fmt: skip
        done = subprocess.run(
            ["dbus-run-session", "--", "bash", "-c", lines], check=True, timeout=120,
            env=surroundings, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return done.stdout.splitlines()

    return run


@NEEDED
def test_on_a_desktop_the_key_is_in_its_keychain_and_in_no_file(desktop, tmp_path):
    told = desktop(f"{UNLOCKED} $DO write; $DO read; KINDWARD_KEYCHAIN=0 $DO read; $DO erase")
    assert told == ["keychain [1]", "keychain [1]", "KeychainClosed", "nowhere []"]
    assert not (tmp_path / "home" / "record.key").exists()


@NEEDED
def test_a_key_of_before_moves_there_and_a_lost_one_is_told(desktop, tmp_path):
    lines = "KINDWARD_KEYCHAIN=0 $DO write; $DO read; cat home/record.key"
    told = desktop(f"cd; {UNLOCKED} {lines}")
    assert told[:2] == ["file [1]", "keychain [1]"]
    assert re.fullmatch(r"kindward-key-1 keychain [0-9a-f]{16}", told[2])
    shutil.rmtree(tmp_path / "share")
    assert desktop(f"{UNLOCKED} $DO read; $DO write") == ["KeychainEmpty", "KeychainEmpty"]


@NEEDED
def test_a_keychain_that_nobody_unlocks_keeps_no_one_waiting(desktop, tmp_path):
    assert desktop(f"{UNLOCKED} $DO write") == ["keychain [1]"]
    assert desktop(f"{LOCKED} $DO read", PATIENCE_S="5") == ["KeychainClosed"]
    shutil.rmtree(tmp_path / "home")
    assert desktop(f"{LOCKED} $DO write", PATIENCE_S="5") == ["file [1]"]


def test_a_setting_of_the_library_chooses_no_other_place(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    assert not keychain.system().is_here()


@pytest.mark.parametrize(
    ("system", "module", "name"),
    [("Darwin", "macOS", "Keyring"), ("Windows", "Windows", "WinVaultKeyring")],
)
def test_other_systems_are_asked_for_their_own(monkeypatch, tmp_path, system, module, name):
    kind = type(
        name,
        (FileKeyring,),
        {"__init__": lambda self: FileKeyring.__init__(self, tmp_path / "items")},
    )
    monkeypatch.setattr(f"keyring.backends.{module}.{name}", kind)
    monkeypatch.setattr(platform, "system", lambda: system)
    chain = keychain.system()
    assert chain.is_here()
    chain.keep(NAME, "secret")
    assert chain.read(NAME) == "secret"
    chain.remove(NAME)
    chain.remove(NAME)
    assert chain.read(NAME) is None


class Troubled(FileKeyring):
    """A keychain that answers everything with this."""

    def __init__(self, answer):
        super().__init__(Path())
        for name in ("get_password", "set_password", "delete_password"):
            setattr(self, name, answer)


def test_whatever_a_keychain_raises_counts_as_closed():
    for error in (RuntimeError, OSError, ValueError, KeyError):

        def answer(*_, error=error):
            raise error

        for ask in (
            lambda chain: chain.read(NAME), lambda chain: chain.keep(NAME, "a"),
            lambda chain: chain.remove(NAME),
        ):  # fmt: skip
            with pytest.raises(KeychainClosed):
                ask(of(Troubled(answer)))


def test_a_keychain_that_never_answers_counts_as_closed(monkeypatch):
    monkeypatch.setattr(keychain, "PATIENCE_S", 0.05)
    never = threading.Event()
    with pytest.raises(KeychainClosed):
        of(Troubled(lambda *_: never.wait(10))).read(NAME)
    never.set()
