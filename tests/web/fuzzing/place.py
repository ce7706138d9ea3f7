"""The place that is asked: a real house, a real record in it, and whoever stands before it."""

import asyncio
import re
import sqlite3
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from html import unescape
from pathlib import Path
from unittest.mock import patch
from urllib.parse import unquote

from starlette.routing import Route

from kindward.store import StoreBusy, StoreFull
from kindward.store.keys import KeyPlace
from kindward.web.app import create_app
from kindward.wiring import House
from tests.computer import Computer
from tests.there import group, there
from tests.web.fuzzing.told import OURS, Answer, Asked, Form, kept
from tests.web.own import router_of

MOST_KEPT = 400
_FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.DOTALL)
_FIELD = re.compile(r'<(?:input|button|textarea|select)\b[^>]*\bname="[^"]+"[^>]*>')
_VERSION = re.compile(r"/static/([0-9a-f]+)/")
_LINKED = re.compile(r'href="[^"?]*\?([a-z_]+)=')


class Place:
    """The application with its record; `settle` makes both as they were in the beginning."""

    def __init__(self, own: Computer, house: House) -> None:
        self.own, self.store = own, house.store
        self.app = create_app(house)
        self.routes = [r for r in router_of(self.app).routes if isinstance(r, Route)]
        self.forms: dict[str, Form] = {}
        self.keys = {"minutes", "voice", "touch", "breath", "imagery", "bell", "pace", "sitting"}
        self.cookies = dict.fromkeys(("open", "locked", "ended"), b"")
        self.token = self.stale = ""
        self.version = ""
        self.writing = [route for route in self.routes if "POST" in (route.methods or ())]
        self.used = own.way_in()
        """A way in that will have been gone."""

        self.paths = (
            str(own.home).encode(),
            str(Path(__file__).parents[3]).encode(),
            b"site-packages",
        )
        self._watching = sqlite3.connect(own.home / "record" / "record.db", check_same_thread=False)

    def close(self) -> None:
        self._watching.close()

    @property
    def box(self) -> bytes:
        """What a browser seals for."""
        return there(self.store.letterbox("me")).public

    def version_kept(self) -> int:
        """A number that is another as soon as anything at all was written (SQLite, data_version)."""
        return self._watching.execute("PRAGMA data_version").fetchone()[0]

    async def settle(self) -> None:
        """The record as it was, and three sessions: open, locked, and one that is no more."""
        self.store.erase("me")
        self.store.put_all("me", kept())
        self.cookies["ended"] = self.cookies["open"]
        for who in ("locked", "open"):
            self.used = self.own.way_in()
            before = (b"cookie", self.cookies[who])  # whoever comes in anew ends what they had
            came_in = await self.ask(Asked("GET", self.used, (*_host(), before)))
            cookie = came_in.header(b"set-cookie").partition(b";")[0]
            self.cookies[who] = cookie
            if who == "locked":
                sent = (*_host(), *OURS, (b"cookie", cookie), (b"content-length", b"0"))
                await self.ask(Asked("POST", "/lock", sent, who="locked", is_from_us=True))
        self.stale = self.token
        await self.look("/journal")

    async def look(self, target: str) -> Answer:
        """A page as the person whose record it is sees it."""
        asked = Asked("GET", target, (*_host(), (b"cookie", self.cookies["open"])), who="open")
        answer = await self.ask(asked)
        self.learn(answer)
        return answer

    async def is_settled(self) -> bool:
        """Whether the open session still is, and the record has not become another, or locked."""
        if self.store.keys.place is not KeyPlace.FILE:
            return False
        entries = self.store.record("me").entries
        if not any(e.id == "kept-note-1" for e in entries) or len(entries) > MOST_KEPT:
            return False
        return (await self.look("/journal")).status == 200

    async def lies_open(self, who: str) -> bool:
        """Whether a session may read."""
        headers = (*_host(), (b"cookie", self.cookies[who]))
        return (await self.ask(Asked("GET", "/journal", headers))).status == 200

    def learn(self, answer: Answer) -> None:
        """Which forms and questions there are is told by the pages themselves."""
        if answer.header(b"content-type") != b"text/html; charset=utf-8":
            return
        html = answer.read().decode()
        self.keys.update(_LINKED.findall(html))
        self.version = group(_VERSION, html)
        for block in _FORM.findall(html):
            form = _form(block)
            self.token = form.fields.get("form_token") or self.token
            known = self.forms.get(form.action)
            fields = (known.fields if known else {}) | form.fields
            self.forms[form.action] = Form(form.action, fields, form.is_multipart)

    async def ask(self, asked: Asked) -> Answer:
        """The answer, from inside: whatever the application raises is in it."""
        raw, _, query = asked.target.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "scheme": "http",
            "http_version": "1.1", "method": asked.method, "path": unquote(raw), "root_path": "",
            "raw_path": raw.encode("latin-1"), "query_string": query.encode("latin-1"),
            "headers": list(asked.headers), "client": ("127.0.0.1", 50000),
            "server": ("127.0.0.1", 80), "state": {},
        }  # fmt: skip
        chunks, sent = list(asked.chunks) or [b""], []
        over = asyncio.Event()

        async def receive():
            if chunks:
                body = chunks.pop(0)
                return {
                    "type": "http.request",
                    "body": body,
                    "more_body": bool(chunks) or asked.is_cut,
                }
            if not asked.is_cut:
                await over.wait()
            return {"type": "http.disconnect"}

        async def send(message):
            sent.append(message)

        try:
            with self._failing(asked.fault):
                await self.app(scope, receive, send)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            return _answer(sent, traceback.format_exc())
        return _answer(sent, "")

    @contextmanager
    def _failing(self, fault: str) -> Iterator[None]:
        """The store, on a disk that is full, or behind somebody who does not let go."""
        if not fault:
            yield
            return
        name, error = {"full": ("transaction", StoreFull), "busy": ("reading", StoreBusy)}[fault]
        with patch.object(self.store._database, name, side_effect=error):  # noqa: SLF001
            yield


@contextmanager
def opened(home: Path) -> Iterator[Place]:
    """A place in this folder, with a voice that says nothing.

    All of it is in one thread: requests come one after another, and which of them changed what
    is known.
    """
    own, here = Computer(home), "anyio.to_thread.run_sync"
    with patch(here, _at_once), own.house() as house, closing(Place(own, house)) as place:
        yield place


async def _at_once(work: Callable[..., object], *given: object, **_: object) -> object:
    return work(*given)


def _host() -> tuple[tuple[bytes, bytes], ...]:
    return ((b"host", b"localhost"),)


def _form(block: str) -> Form:
    tag = block[: block.index(">")]
    fields = {_given(field, "name"): _given(field, "value") for field in _FIELD.findall(block)}
    return Form(_given(tag, "action").partition("#")[0], fields, "multipart" in tag)


def _given(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else ""


def _answer(sent: list[dict], broke: str) -> Answer:
    begun = [message for message in sent if message["type"] == "http.response.start"]
    body = b"".join(message.get("body", b"") for message in sent)
    if not begun:
        return Answer(0, (), b"", broke)
    if len(begun) > 1:
        broke = broke or "answered twice"
    return Answer(begun[0]["status"], tuple(begun[0]["headers"]), body, broke)
