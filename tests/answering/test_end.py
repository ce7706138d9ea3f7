"""Asked to end, the server ends, whatever hangs; and what was acknowledged is there."""

import signal
import time

import pytest

from kindward.store import open_store
from tests.answering.raw import port, rest
from tests.answering.test_waits import come_in

pytestmark = pytest.mark.slow

HASTY = """
from kindward.server import server
server.GRACE_S, server.ENDS_S = 0.3, 2.0
"""
STUCK = """
import time
from kindward.voice.speaker import Speaker
from kindward.store import store
def hang(*_, **__): time.sleep(600)
Speaker._kept_or_made = hang
store.Store.letterbox = hang
"""
NOTE = b'{"entry":"note","id":"a-note-of-mine","at":"2026-11-30T12:00:00+01:00","text":"kept"}'


def stalled(here, cookie):
    """One connection of each kind that may hang, and those that do."""
    own = f"Cookie: {cookie}"
    kind = "Content-Type: multipart/form-data; boundary=b"
    sound = f"GET /sound/en/silent/grounding/1800.mp3 HTTP/1.1\r\nHost: {here.host}\r\n\r\n"
    state = f"GET /journal/state HTTP/1.1\r\nHost: {here.host}\r\n{own}\r\n\r\n"
    return {
        "nothing": b"",
        "half a head": b"GET / HTTP/1.1\r\n",
        "half an upload": here.write("/journal/import", 1_000_000, own, kind) + b"--b\r\n",
        "an upload that was refused": here.write("/journal/import", 1_000_000, kind) + b"--b\r\n",
        "a download that nobody reads": sound.encode() * 8,
        "a database that hangs": state.encode(),
    }


@pytest.mark.parametrize(
    ("signals", "code", "hangs"),
    [
        ([signal.SIGTERM], 143, ""),
        ([signal.SIGTERM], 143, STUCK),
        ([signal.SIGTERM, signal.SIGTERM], 143, ""),
        ([signal.SIGINT, signal.SIGINT], 0, STUCK),
    ],
    ids=["", "stuck", "twice", "ctrl-c"],
)
def test_it_ends_with_its_code_whatever_hangs(tmp_path, signals, code, hangs):
    with port(tmp_path, code=reset(HASTY + hangs), stderr=-1) as here:
        cookie = come_in(here)
        kept = here.write("/journal/entries", len(NOTE), f"Cookie: {cookie}",
                          "Content-Type: application/json", "Connection: close") + NOTE  # fmt: skip
        assert here.say(kept).startswith(b"HTTP/1.1 204 ")
        lines = [here.connect(sent, receives=4_096) for sent in stalled(here, cookie).values()]
        time.sleep(0.3)
        for each in signals:
            here.process.send_signal(each)
            time.sleep(0.1)
        assert here.process.wait(30) == code
        assert here.said() == ""
        for line in lines:
            rest(line)
            line.close()
    with open_store(tmp_path) as store:
        assert [note.text for note in store.record("me").notes] == ["kept"]


def test_the_control_a_server_without_an_end_is_held_by_whoever_hangs(tmp_path):
    endless = "from kindward.server import server\nserver.GRACE_S = server.ENDS_S = 600\n"
    with port(tmp_path, code=endless) as here:
        cookie = come_in(here)
        with here.connect(stalled(here, cookie)["half an upload"]):
            time.sleep(0.3)
            here.process.terminate()
            time.sleep(3)
            assert here.process.poll() is None
        assert here.process.wait(30) == 143


def test_an_answer_on_its_way_is_given_whole(tmp_path):
    with port(tmp_path) as here:
        page = f"GET / HTTP/1.1\r\nHost: {here.host}\r\n\r\n"
        with here.connect(page.encode()) as line:
            line.recv(1)
            here.process.terminate()
            assert rest(line).rstrip().endswith(b"</html>")


def reset(code):
    """A run that was begun in the background has Ctrl-C ignored."""
    return f"import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n{code}"
