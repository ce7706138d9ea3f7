import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward import settings
from kindward.errors import BadSetting
from kindward.web.http.gate import Gate
from kindward.wiring import Settings

ROOT = Path(__file__).parents[2]
HOSTS = "KINDWARD_HOSTS"

UNDERSTOOD = {
    "example.org": ("example.org",),
    "https://example.org/": ("example.org",),
    "example.org:8443": ("example.org",),
    "http://EXAMPLE.org.:80/a?b": ("example.org",),
    "'a.example'": ("a.example",),
    "a.example, b.example;c\n a.example": ("a.example", "b.example", "c"),
    "b\u00fccher.example stra\u00dfe.de": ("xn--bcher-kva.example", "xn--strae-oqa.de"),
    "::1 [2001:DB8:0::1]:80 2001:db8::1 http://[::2]/": ("[::1]", "[2001:db8::1]", "[::2]"),
    "192.0.2.7:8000": ("192.0.2.7",),
    " , ": (),
    "": (),
}
REFUSED = ["*", "*.example.org", "a_b", "http://", "x:99999", "x:y", "-a", "a..b", "[::1", "a b *",
           "x" * 300, "\u200b", "a\x00b", "/", "file:///x", "%41", "fe80::1%eth0"]  # fmt: skip


@pytest.mark.parametrize(("told", "known"), UNDERSTOOD.items())
def test_hosts_are_understood_as_people_write_them(told, known):
    assert Settings.from_env({HOSTS: told}).hosts == known


def test_what_is_no_host_is_told_at_once():
    for told in REFUSED:
        with pytest.raises(BadSetting, match="KINDWARD_HOSTS has"):
            Settings.from_env({HOSTS: told})


def is_let_in(gate, host):
    scope = {"raw_path": b"/", "query_string": b"", "path": "/", "scheme": "http"}
    return gate._refusal(scope | {"method": "GET", "headers": [(b"host", host.encode())]}) is None  # noqa: SLF001


NOBODY: Any = None
"""There is nobody behind this gate: only who is let in is asked."""


@given(st.text(st.sampled_from("ab.-:/[]1*_ \u00fcA%@"), max_size=12))
def test_whatever_is_taken_lets_somebody_in(told):
    """The law: a setting is refused in words, or a browser that asks for its hosts is answered."""
    try:
        hosts = Settings.from_env({HOSTS: told}).hosts
    except BadSetting:
        return
    gate = Gate(NOBODY, NOBODY, hosts)
    assert all(is_let_in(gate, host) and is_let_in(gate, f"{host}:8443") for host in hosts)


def test_the_control_a_host_taken_as_it_was_typed_lets_nobody_in():
    gate = Gate(NOBODY, NOBODY, ("https://example.org/", "a.example:8443", "2001:db8::1"))
    assert not any(is_let_in(gate, host) for host in ("example.org", "a.example", "[2001:db8::1]"))


def test_a_home_is_the_same_wherever_one_starts_from(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "me"))
    for told in ("~/kept", '"~/kept"', " ~/kept ", "me/kept", f"{tmp_path}/me/kept"):
        assert Settings.from_env({"KINDWARD_HOME": told}).home == tmp_path / "me" / "kept"
    file = tmp_path / "me" / "key"
    assert Settings.from_env({"KINDWARD_KEY_FILE": "~/key"}).key_file == file
    chosen = Settings.from_env({"KINDWARD_DATABASE": "sqlite:///~/notes.db?x=1"})
    assert chosen.database == f"sqlite:///{tmp_path}/me/notes.db?x=1"
    assert not (tmp_path / "~").exists()


def test_what_is_empty_is_as_if_it_were_not_there():
    empty = Settings.from_env(dict.fromkeys(settings.NAMES, ""))
    assert empty == Settings.from_env({}) == Settings.from_env(dict.fromkeys(settings.NAMES, '" "'))


BAD = {
    "KINDWARD_HOME": {
        "/dev/null": "is a file, and a folder is needed",
        "/dev/null/kept": "has a file where a folder is needed",
        "/proc/kept": "cannot be created there|^$",
        f"/{'x' * 256}": "a name that is too long",
        f"{'/x' * 2010}": "a name that is too long",
        "~no-such-person/kept": "no such home folder",
        "a\x00b": "no path can have",
    },
    "KINDWARD_KEY_FILE": {"/": "is a folder", f"/{'x' * 256}": "a name that is too long"},
    "KINDWARD_DATABASE": dict.fromkeys(
        ("mysql://me:secret@db/x", "sqlite://", "http://[", "notes.db", "*"),
        "not an address that works here",
    ),
    "KINDWARD_SHELF_MB": dict.fromkeys(("256MB", "-1", "1.5", "1e3", "1_000"), "whole number"),
    "KINDWARD_THREADS": dict.fromkeys(("0", "-1", "65", "1.5", "many", "\u0661"), "from 1 to 64"),
    **dict.fromkeys(
        ("KINDWARD_WARM_UP", "KINDWARD_NO_INSTALL", "KINDWARD_DEBUG"),
        dict.fromkeys(("yes", "2", "true", "01"), "can be 1 for yes or 0 for no"),
    ),
}


def test_a_setting_that_cannot_be_is_told_by_name_with_a_way_out_and_never_its_value():
    for name, values in BAD.items():
        for told, why in values.items():
            if why.endswith("^$") and os.access("/proc", os.W_OK):
                continue  # root may write anywhere, as far as a system says
            with pytest.raises(BadSetting, match=why) as refused:
                Settings.from_env({name: told})
            assert str(refused.value).startswith(f"{name} ")
            assert "secret" not in str(refused.value)


COMMANDS = ("practices", "serve --no-browser", "export x.zip", "erase", "insight", "open")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.slow
def test_every_command_tells_it_in_one_line_before_anything_else(
    command, kindward, surroundings, tmp_path
):
    for name, told in {"KINDWARD_HOSTS": "*", "TZ": "XXX-25", "KINDWARD_WARM_UP": "maybe"}.items():
        done = kindward(*command.split(), env=surroundings | {name: told})
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(f"{name} ")
        assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_a_voice_that_is_not_here_is_told_with_those_that_are(kindward, surroundings):
    for command in (["practices"], ["serve", "--no-browser"]):
        done = kindward(*command, env=surroundings | {"KINDWARD_VOICE": "hal"})
        assert done.returncode == 2
        assert re.fullmatch(
            r"KINDWARD_VOICE names no voice that is here\. These are: .*silent.*\.\n", done.stderr
        )
    assert (
        kindward("export", "x.json", env=surroundings | {"KINDWARD_VOICE": "hal"}).returncode == 0
    )


@pytest.mark.slow
def test_a_slip_of_the_hand_in_a_name_is_told_once_and_stops_nothing(kindward, surroundings):
    slips = {"KINDWARD_HOST": "KINDWARD_HOSTS", "KINDWARD_KEYFILE": "KINDWARD_KEY_FILE",
             "KINWARD_HOME": "KINDWARD_HOME", "kindward_voice": "KINDWARD_VOICE"}  # fmt: skip
    done = kindward("practices", env=surroundings | dict.fromkeys(slips, "x"))
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f"{typed} is not a setting, so it changes nothing. Did you mean {meant}?"
        for typed, meant in sorted(slips.items())
    ]


def test_no_setting_of_ours_is_taken_for_a_slip():
    code = [*ROOT.glob("src/**/*.py"), ROOT / "launcher.py"]
    read = {
        name for file in code for name in re.findall(r"KINDWARD_[A-Z_]+", file.read_text("utf-8"))
    }
    assert {name.rstrip("_") for name in read} == set(settings.NAMES)
    assert settings.slips([*settings.NAMES, "KINDWARD_REQUIRE", "HOME", "PATH", "TZ"]) == []


@pytest.mark.slow
def test_a_machine_that_is_set_up_oddly_gets_words_and_no_trace(kindward, surroundings, tmp_path):
    gone = tmp_path / "gone"

    def in_a_folder_that_is_gone():
        gone.mkdir()
        os.chdir(gone)
        gone.rmdir()

    odd = {
        "no language": ({"LANG": "C", "LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {}),
        "a zone that is none": ({"TZ": "Nowhere/Land"}, {}),
        "a zone with seconds": ({"TZ": "LMT-0:01:15"}, {}),
        "no room to put things": ({"TMPDIR": "/nowhere"}, {}),
        "a mask for all": ({}, {"preexec_fn": lambda: os.umask(0)}),
        "a folder that is gone": ({}, {"preexec_fn": in_a_folder_that_is_gone}),
    }  # fmt: skip
    for name, (more, options) in odd.items():
        done = kindward("plan", "grounding", "-m", "1", "--language", "es",
                        env=surroundings | more, **options)  # fmt: skip
        assert (name, done.returncode, done.stderr) == (name, 0, "")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.slow
def test_a_stream_that_is_closed_stops_nothing(closed, surroundings, tmp_path):
    command = f"{sys.executable} -P -m kindward"
    script = f"{command} export x.json {closed} && {command} practices {closed}"
    done = subprocess.run(
        ["bash", "-c", script], check=False, capture_output=True, text=True,
        env=surroundings, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, "rror" in done.stderr) == (0, False)
    assert (tmp_path / "x.json").read_text().startswith("{")
