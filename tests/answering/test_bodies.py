"""A stranger's body is not read, and of those who came in so much is held as there is room for."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from tests.answering.raw import eventually, port, rest
from tests.answering.test_waits import come_in
from tests.there import group
from tests.web.own import OURS, token

pytestmark = pytest.mark.slow

PATHS = (
    "/journal/import", "/es/journal/import", "/journal/note", "/journal/entries", "/journal/outbox",
    "/journal/erase", "/long-run/look/plan", "/journal/nothing-here",
)  # fmt: skip
MB = 2**20
HOSTED = {"KINDWARD_HOSTS": "localhost"}
UNGUARDED = """
from kindward.web.http import bodies
bodies.IMPORTS_AT_ONCE = 9
bodies.Bodies._may_write = lambda *_, **__: True
"""


def is_answered(here, sent):
    """Whether what was sent is read again, and refused for what it says."""
    return here.say(sent)[9:12] in {b"400", b"403"}


def held_mb(here):
    told = Path(f"/proc/{here.process.pid}/status").read_text()
    return int(group(r"VmRSS:\s+(\d+)", told)) / 1024


@pytest.mark.parametrize("more", [{}, HOSTED], ids=["", "hosted"])
def test_what_a_stranger_writes_is_refused_before_it_comes(tmp_path, more):
    """Only its head is sent; and the connection ends, though it could send for hours."""
    with port(tmp_path, **more) as here:
        for path in PATHS:
            for kind in ("multipart/form-data; boundary=b", "application/json"):
                answer = here.say(here.write(path, 200_000, f"Content-Type: {kind}"))
                assert answer.startswith(b"HTTP/1.1 403 "), path
        stale = here.write("/journal/import", 9, f"Cookie: kindward-{here.number}=of-before")
        assert here.say(stale).startswith(b"HTTP/1.1 403 ")


@pytest.mark.parametrize(
    ("code", "more", "grows"),
    [("", {}, False), ("", HOSTED, False), (UNGUARDED, {}, True)],
    ids=["", "hosted", "control"],
)
def test_strangers_take_no_memory_however_much_they_send(tmp_path, code, more, grows):
    with port(tmp_path, code=code, **more) as here:
        assert here.is_well()
        before = held_mb(here)
        kind = "Content-Type: multipart/form-data; boundary=b"
        head = here.write("/journal/import", 60 * MB, kind) + (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'
        )
        lines = [here.connect(head) for _ in range(4)]
        for line in lines:
            try:
                for _ in range(58):
                    line.sendall(b"a" * MB)
            except OSError:
                continue
        taken = held_mb(here) - before
        for line in lines:
            line.close()
        assert (taken > 64) is grows


def test_a_refusal_can_be_read_though_all_of_it_was_sent(tmp_path):
    with port(tmp_path) as here, here.connect(here.write("/journal/import", 4 * MB)) as line:
        line.sendall(b"a" * (4 * MB))
        assert rest(line).startswith(b"HTTP/1.1 403 ")


def test_of_bodies_that_come_at_once_only_so_many_are_held(tmp_path):
    """The next is told so at once, and is taken when there is room."""
    with port(tmp_path) as here:
        own = f"Cookie: {come_in(here)}\r\nConnection: close"
        upload = here.write(
            "/journal/import", 1_000, own, "Content-Type: multipart/form-data; boundary=b"
        )
        form = here.write("/journal/note", 1_000, own,
                          "Content-Type: application/x-www-form-urlencoded")  # fmt: skip
        for head, most in ((upload, 1), (form, 16)):
            with ExitStack() as held:
                lines = [held.enter_context(here.connect(head + b"--b")) for _ in range(most)]
                for line in lines:
                    line.settimeout(0.1)
                    with pytest.raises(TimeoutError):
                        line.recv(1)
                answer = here.say(head)
                assert answer.startswith(b"HTTP/1.1 503 ")
                assert b"retry-after: 5" in answer
            whole = head + b"a" * 1_000
            eventually(partial(is_answered, here, whole))


def test_whoever_had_come_in_before_the_server_was_started_anew_reads_their_words(home):
    """Their cookie opens nothing now; a stranger without one is not read at all."""
    form = {"text": "Rain & soup", "form_token": "of-before"}
    stale = OURS | {"Cookie": "kindward-80=of-before"}
    assert "Rain &amp; soup" in home.browser().post("/journal/note", data=form, headers=stale).text
    assert "Rain" not in home.browser().post("/journal/note", data=form, headers=OURS).text


def test_a_session_that_is_locked_still_writes(home, monkeypatch):
    me = home.come_in()
    form = {"form_token": token(me), "text": "a word"}
    monkeypatch.setattr("kindward.web.http.own.sessions.Sessions.is_open", lambda *_: False)
    assert me.post("/journal/note", data=form, headers=OURS).status_code == 303
    assert [note.text for note in home.store.record("me").notes] == ["a word"]
