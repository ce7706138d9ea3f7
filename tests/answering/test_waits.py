"""Nobody keeps a connection by saying nothing, and there is always room for the next."""

import time
from functools import partial

import pytest

from kindward import launch
from kindward.server import room
from kindward.server.room import who_leaves
from tests.answering.raw import HURRIED, eventually, port, rest

pytestmark = pytest.mark.slow

HALF = b"GET / HTTP/1.1\r\nX: "


@pytest.fixture(scope="module")
def hurried(tmp_path_factory):
    with port(tmp_path_factory.mktemp("home"), code=HURRIED) as opened:
        yield opened


def come_in(here):
    """The cookie of a session."""
    way = f"GET /open/{launch.mint(here.home)} HTTP/1.1\r\nHost: {here.host}\r\n"
    answer = here.say(f"{way}Connection: close\r\n\r\n".encode())
    return next(
        line.split(b" ")[1].rstrip(b";").decode()
        for line in answer.split(b"\r\n")
        if line.startswith(b"set-cookie:")
    )


class Guest:
    def __init__(self, waits_since, *, is_gone=False):
        self.waits_since, self.is_gone = waits_since, is_gone


def test_whoever_has_said_nothing_the_longest_makes_room():
    busy, idle, half, gone = Guest(None), Guest(9.0), Guest(3.0), Guest(1.0, is_gone=True)
    assert who_leaves([busy, idle, half, gone], most=2) is half
    assert who_leaves([busy, idle, gone], most=1) is idle
    assert who_leaves([busy, idle, half, gone], most=3) is None
    assert who_leaves([busy, busy], most=1) is None


def test_some_files_are_never_given_to_connections():
    assert [room._of(files) for files in (20, 128, 256, 1024, 1_000_000)] == [8, 32, 160, 256, 256]  # noqa: SLF001


@pytest.mark.parametrize(
    "begun",
    [
        b"", b"G", HALF, HALF + b"a" * 9_000,
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /",
        b"POST /lock HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf",
    ],
)  # fmt: skip
def test_what_is_sent_by_half_is_not_waited_for(hurried, begun):
    with hurried.connect(begun) as line:
        rest(line)  # which ends: the server has closed it
    assert hurried.is_well()


@pytest.mark.parametrize("begun", [HALF, None])
def test_a_byte_now_and_then_gains_nothing(hurried, begun):
    if begun is None:
        begun = hurried.write("/journal/note", 200_000, f"Cookie: {come_in(hurried)}",
                              "Content-Type: application/x-www-form-urlencoded")  # fmt: skip
    with hurried.connect(begun) as line:
        line.settimeout(0.2)
        for _ in range(100):
            try:
                line.sendall(b"a")
                if line.recv(1_000) == b"":
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        else:
            raise AssertionError("it was let go on for twenty seconds")


def test_a_body_that_comes_is_waited_for_though_it_takes_longer(tmp_path):
    slow = HURRIED.replace("1_000_000", "1_000")
    with port(tmp_path, code=slow) as here:
        head = here.write("/journal/note", 8_000, f"Cookie: {come_in(here)}",
                          "Content-Type: application/x-www-form-urlencoded")  # fmt: skip
        with here.connect(head) as line:
            for _ in range(16):
                line.sendall(b"a" * 500)
                time.sleep(0.1)
            assert line.recv(13) == b"HTTP/1.1 403 "


def test_an_answer_that_nobody_reads_is_let_go(hurried):
    page = f"GET /static/0/kindward.css HTTP/1.1\r\nHost: {hurried.host}\r\n\r\n".encode()
    sounds = f"GET /sound/en/silent/grounding/1800.mp3 HTTP/1.1\r\nHost: {hurried.host}\r\n\r\n"
    for asked in (page * 200, sounds.encode() * 2):
        before = hurried.sockets()
        with hurried.connect(asked, receives=4_096):
            eventually(partial(lambda count: hurried.sockets() > count, before))
            eventually(partial(lambda count: hurried.sockets() == count, before))
    assert hurried.is_well()


def test_a_reader_who_is_slow_has_all_of_it(hurried):
    asked = (
        f"GET /sound/en/silent/grounding/120.mp3 HTTP/1.1\r\nHost: {hurried.host}\r\n"
        "Connection: close\r\n\r\n"
    )
    came = 0
    with hurried.connect(asked.encode(), receives=4_096) as line:
        while some := line.recv(262_144):
            came += len(some)
            time.sleep(0.02)
    assert came > 120 * 8_000 - 1


def test_three_hundred_half_requests_under_few_files_silence_nobody(tmp_path):
    few = "import resource\nresource.setrlimit(resource.RLIMIT_NOFILE, (128, 128))\n"
    with port(tmp_path, code=few, stderr=-1) as here:
        lines = [here.connect(HALF) for _ in range(300)]
        assert all(here.is_well() for _ in range(5))
        assert here.sockets() < 64
        for line in lines:
            line.close()
        here.process.terminate()
        assert here.said() == ""


def test_where_no_file_is_left_at_all_it_is_said_once(tmp_path):
    """Less than any server can do with: it goes on, and fills no log."""
    none = (
        "import resource\nfrom kindward.server import room\nroom._LEAST = 500\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\n"
    )
    with port(tmp_path, code=none, stderr=-1) as here:
        lines = [here.connect(HALF) for _ in range(100)]
        time.sleep(2.5)
        for line in lines:
            line.close()
        assert here.is_well()
        here.process.terminate()
        said = here.said()
    assert said.count("\n") == said.count("no more files to open") == 1
