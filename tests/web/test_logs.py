"""What the server itself says, at its most talkative, holds no word of anyone's."""

import re
import subprocess
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from kindward import launch
from tests.computer import Computer
from tests.there import group, there

pytestmark = pytest.mark.slow

CANARY = "marmalade-lighthouse"
TALKATIVE = "import logging\nlogging.root.setLevel(1)\nlogging.lastResort.setLevel(1)"
INDISCREET = f"""{TALKATIVE}
from kindward.web.private.journal import notes
def note(fields, now): raise ValueError(fields["text"])
notes.note = note
"""


class Visit:
    """One person's browser, as far as a server can tell."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie = port, ""

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "") -> tuple[int, str]:
        host = f"localhost:{self.port}"
        ours = {"Origin": f"http://{host}", "Sec-Fetch-Site": "same-origin"}
        headers = {"Host": host, "Cookie": self.cookie, **(ours if method == "POST" else {})}
        headers |= {"Content-Type": kind} if kind else {}
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request(method, path, body or None, headers)
        answer = line.getresponse()
        told = answer.read().decode("utf-8", "replace")
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        line.close()
        return answer.status, told


def live(home: Path, port: int) -> list[int]:
    """A little of everything that holds words, well-formed and not."""
    me = Visit(port)
    assert me.ask("GET", f"/open/{launch.mint(home)}")[0] == 303
    token = group(r'name="form_token" value="([^"]+)"', me.ask("GET", "/journal")[1])
    form, json = "application/x-www-form-urlencoded", "application/json"
    fields = {"form_token": token, "text": CANARY, "judging": CANARY, "lock_after_min": CANARY}
    body = urlencode(fields).encode()
    paths = ("note", "evening", "wishes", "summary", "remove", "begin", "after", "erase")
    sent = [me.ask("POST", f"/journal/{path}", body, form)[0] for path in paths]
    sent += [
        me.ask("POST", "/journal/entries", each.encode(), json)[0]
        for each in (
            f'{{"entry":"note","id":"a-note-of-mine","text":"{CANARY}","at":"x"}}',
            f'{{"entry":"{CANARY}"}}', CANARY, "[" * 9_000 + CANARY,
        )
    ]  # fmt: skip
    sent += [
        me.ask("GET", f"/{CANARY}?{CANARY}={CANARY}")[0],
        me.ask("GET", "/journal/export.zip")[0],
        me.ask("GET", f"/practices/{CANARY}?voice={CANARY}")[0],
        me.ask("POST", "/lock")[0],
    ]
    return sent


@pytest.mark.parametrize("code", [TALKATIVE, INDISCREET], ids=["", "control"])
def test_no_word_of_anyones_is_logged_at_any_level(tmp_path: Path, code: str):
    with Computer(tmp_path).server(code=code, stderr=subprocess.PIPE, KINDWARD_DEBUG="1") as server:
        address = there(server.stdout).readline().strip()
        sent = live(tmp_path, int(address.rpartition(":")[2]))
        server.terminate()
        said = "".join(server.communicate(timeout=60))
    assert len(sent) == 16
    assert (500 in sent) is (code is INDISCREET)
    assert (CANARY in said) is (code is INDISCREET)
    assert not re.search(r"form_token|/open/|[-_\w]{43}", said)
