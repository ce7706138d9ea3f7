"""`kindward open`: in again through the server that runs, and nowhere else."""
# ruff: noqa: F811 - a fixture is imported, then asked for by its name

import os
import re
import signal
import stat
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from kindward import launch
from kindward.cli import serving_words
from tests.cli.test_way_in import squatting, start  # noqa: F401 - a fixture
from tests.computer import Computer
from tests.there import group, there

pytestmark = pytest.mark.slow


def status(way_in):
    """What the server says to a browser that follows the way in, at the name that it has."""
    way = urlsplit(way_in)
    asked = Request(f"http://127.0.0.1:{way.port}{way.path}", headers={"Host": way.netloc})
    try:
        with urlopen(asked) as answer:  # noqa: S310
            return answer.status
    except HTTPError as refused:
        return refused.code


@pytest.fixture
def home(surroundings) -> Path:
    return Path(surroundings["KINDWARD_HOME"])


@pytest.fixture
def opened(kindward):
    """`kindward open --print`; what it says on both streams, and its code."""

    def opening(**more):
        done = kindward("open", "--print", **more)
        return done.returncode, done.stdout, done.stderr

    return opening


@pytest.mark.parametrize("arguments", [(), ("--host", "127.0.0.1"), ("--host", "::1")])
def test_the_printed_way_in_opens_once_whatever_the_port(arguments, opened, home):
    with Computer(home).serving(*arguments) as address:
        port = there(urlsplit(address).port)
        code, way_in, told = opened()
        assert (code, told) == (0, f"{serving_words.opens_once(port)}\n")
        assert re.fullmatch(rf"http://\S+:{port}/open/[-_\w]{{43}}\n", way_in)
        if "::1" not in arguments:
            assert [status(way_in.strip()) for _ in range(2)] == [200, 403]
    assert not list((home / launch.FOLDER).glob("*.html"))


def test_where_nothing_runs_it_says_how_and_leaves_no_trace(opened, home, tmp_path):
    assert opened() == (1, "", f"{serving_words.NOT_RUNNING}\n")
    assert not home.exists()
    assert list(tmp_path.iterdir()) == []


def test_the_server_of_another_home_is_not_opened(opened, tmp_path, surroundings):
    with Computer(tmp_path / "other").serving():
        assert opened() == (1, "", f"{serving_words.NOT_RUNNING}\n")
        assert opened(env=surroundings | {"KINDWARD_HOME": str(tmp_path / "other")})[0] == 0


def test_of_several_servers_the_latest_that_proves_itself_is_opened(opened, home):
    with Computer(home).serving() as first:
        with Computer(home).serving() as second:
            assert f":{urlsplit(second).port}/" in opened()[1]
        with squatting("127.0.0.1") as (port, seen), launch.running(home, "localhost", port):
            assert f":{urlsplit(first).port}/" in opened()[1]
            assert [path.startswith("/ours/") for path in seen] == [True]
    assert opened()[0] == 1


def test_a_server_that_was_killed_is_not_taken_for_one_that_runs(opened, home, start):
    process, _ = start("serve", "--port", "0")
    assert opened()[0] == 0
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(launch.told(home)) == 1  # its note is still there, and proves nothing
    assert opened() == (1, "", f"{serving_words.NOT_RUNNING}\n")


def test_a_browser_is_shown_a_page_that_only_its_owner_can_read(
    kindward, start, home, surroundings
):
    start("serve", "--port", "0")
    shown = home.parent / "shown-again"
    browser = home.parent / "again"
    browser.write_text(f'#!/bin/sh\necho "$1" > {shown}\n')
    browser.chmod(0o755)
    done = kindward("open", env=surroundings | {"BROWSER": str(browser)})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    page = Path(urlsplit(shown.read_text().strip()).path)
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert status(group(r'url=([^"]+)', page.read_text())) == 200


def test_without_a_screen_the_other_way_is_told(kindward, home, surroundings):
    bare = {name: told for name, told in surroundings.items()
            if name not in {"BROWSER", "DISPLAY", "WAYLAND_DISPLAY"}}  # fmt: skip
    with Computer(home).serving():
        done = kindward("open", env=bare)
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"{serving_words.NO_BROWSER_HERE}\n",
    )


def test_a_server_for_others_has_no_pages_to_open(opened, surroundings):
    told = opened(env=surroundings | {"KINDWARD_HOSTS": "a.example"})
    assert told == (1, "", f"{serving_words.NO_OWN_PAGES}\n")


def test_notes_that_are_none_are_passed_over(home):
    notes = home / "running"
    notes.mkdir(parents=True)
    for name, text in {"x": "localhost", "0": "localhost", "70000": "::1", "80": "evil.test",
                       "81": "", "82": "localhost"}.items():  # fmt: skip
        (notes / name).write_text(text)
    os.mkdir(notes / "83")  # noqa: PTH102
    assert launch.told(home) == [("localhost", 82)]
