import os
import subprocess
import sys
from types import SimpleNamespace

import click
import pytest

from kindward import __version__
from kindward.cli import doors, main, words
from tests.there import there

pytestmark = pytest.mark.slow


def test_the_version_is_told(kindward):
    assert kindward("--version").stdout == f"kindward {__version__}\n"


def test_help_lists_every_command_with_what_it_is(kindward):
    told = kindward("--help").stdout
    assert [line.split()[0] for line in told.split("Commands:\n")[1].splitlines()] == list(
        words.COMMANDS
    )


@pytest.mark.parametrize("name", words.COMMANDS)
def test_help_of_every_command_teaches_by_example(name, kindward):
    done = kindward(name, "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"\n    kindward {name}" in done.stdout


def test_help_loads_no_command_and_no_room():
    code = "import sys; from kindward.cli import doors; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    rooms = {name for name in done.stdout.split() if name.startswith("kindward.")}
    ours = {"cli", "cli.doors", "cli.words", "errors", "lengths", "sentences", "threads", "units"}
    assert rooms == {f"kindward.{name}" for name in ours}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            ["paly"],
            "No such command 'paly'. Did you mean 'play'? To see how it works: kindward --help\n",
        ),
        (["--loud"], "No such option '--loud'. To see how it works: kindward --help\n"),
        (["plan"], "Missing argument 'PRACTICE'. To see how it works: kindward plan --help\n"),
        (["export"], "Missing argument 'FILE'. To see how it works: kindward export --help\n"),
        (
            ["serve", "--port", "65536"],
            "65536 is not in the range 0<=x<=65535. To see how it works: kindward serve --help\n",
        ),
    ],
)
def test_what_cannot_be_understood_is_told_in_one_line(typed, told, kindward):
    done = kindward(*typed)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_a_reader_that_leaves_early_is_no_error(kindward):
    reading, writing = os.pipe()
    os.close(reading)
    done = kindward("--help", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.stderr == ""


def test_a_full_disk_behind_the_output_is_told(kindward):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = kindward("--help", capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert (
        done.stderr == "There is not enough room on the disk for the output."
        " No unfinished file was left behind.\n"
    )


@pytest.fixture
def broken_command(monkeypatch):
    """`kindward voices` with a fault of ours in it."""
    broken = click.Command("voices", callback=lambda: 1 // 0)
    monkeypatch.setitem(sys.modules, "kindward.cli.voices", SimpleNamespace(voices=broken))


@pytest.mark.usefixtures("broken_command")
def test_a_fault_of_ours_is_one_line_without_a_trace(capsys, monkeypatch):
    monkeypatch.delenv("KINDWARD_DEBUG", raising=False)
    with pytest.raises(SystemExit) as ended:
        main(["voices"])
    assert ended.value.code == 1
    assert capsys.readouterr().err == f"{words.our_fault('ZeroDivisionError')}\n"


@pytest.mark.usefixtures("broken_command")
def test_a_fault_of_ours_shows_its_trace_to_whoever_asks(monkeypatch):
    monkeypatch.setenv("KINDWARD_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["voices"])


def test_every_command_is_the_one_its_name_promises():
    with click.Context(doors) as ctx:
        found = [doors.resolve_command(ctx, [name])[1] for name in words.COMMANDS]
    assert [there(command).name for command in found] == list(words.COMMANDS)
