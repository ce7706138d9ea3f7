"""What no answer may be, whatever was asked; and a run of so many requests held against it."""

import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from urllib.parse import unquote

from tests.web.fuzzing.asking import PARAMETER, VALID, drawn
from tests.web.fuzzing.place import Place
from tests.web.fuzzing.told import WORDS, Answer, Asked, kept

KIND = {"full": {503, 507}, "busy": {503, 507}, "": set()}
"""What may be answered where the store was made to fail."""

REFUSED = 400
MARKUP = (b"<script>alert", b"<img src=x", b"<svg onload")
ENTRIES = re.compile(r"(/[a-z-]{2,8})?/journal/(entries|outbox)")


@dataclass
class Told:
    """What came of a run."""

    statuses: Counter[int] = field(default_factory=Counter)
    changes: int = 0
    """Writes that were taken: without any, nothing here would have been tried."""

    read: int = 0
    """Answers that held words of the record, to whoever may read it."""

    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def line(self) -> str:
        """All of it in one line."""
        counts = ", ".join(f"{status}: {n:,}" for status, n in sorted(self.statuses.items()))
        total = self.statuses.total()
        return (
            f"{total:,} requests in {self.seconds:.0f} s; {counts}; {self.changes:,} writes taken,"
            f" {self.read:,} own pages read; {len(self.faults)} against the law"
        )


async def run(
    place: Place, number: int, seed: int, tell: Callable[[Told], object] = lambda _: None
) -> Told:
    """So many requests, the same for the same seed but for what is secret in them."""
    told, begun = Told(), time.monotonic()
    await walk(place)
    for n in range(number):
        asked = drawn(place, Random(f"{seed}:{n}"))
        before = place.version_kept()
        answer = await place.ask(asked)
        changed = before != place.version_kept()
        told.statuses[answer.status] += 1
        told.changes += changed
        told.read += WORDS.encode() in answer.read()
        why = broken(place, asked, answer, changed=changed)
        told.faults += [f"request {n} of seed {seed}: {each}\n{asked!r:.1500}\n" for each in why]
        if asked.who == "open":
            place.learn(answer)
        is_taken = asked.method == "POST" and asked.is_from_us and answer.status < REFUSED
        if is_taken and await place.lies_open("locked"):
            told.faults.append(
                f"request {n} of seed {seed}: it opened what was closed\n{asked!r}\n"
            )
            await place.settle()
        if (changed or is_taken) and not await place.is_settled():
            await place.settle()
        told.seconds = time.monotonic() - begun
        tell(told)
    return told


UNDER_WAY = {"kept-trial-1", "kept-course-1"}


async def walk(place: Place) -> None:
    """Once through every page, with and without a trial and a path under way, to see all forms."""
    await place.settle()
    place.store.erase("me")
    place.store.put_all("me", [entry for entry in kept() if entry.id not in UNDER_WAY])
    for record in (None, kept()):
        if record:
            await place.settle()
        for route in place.routes:
            if "GET" in (route.methods or ()):
                path = PARAMETER.sub(lambda match: VALID.get(match[1], ("x",))[0], route.path)
                await place.look(f"{path}?sitting=kept-sitting-1&id=kept-note-1&mode=new")


def broken(place: Place, asked: Asked, answer: Answer, *, changed: bool) -> list[str]:
    """Which of the laws this answer breaks."""
    body, why = answer.read(), []
    if answer.broke:
        why.append(f"it broke: {answer.broke}")
    if answer.status >= 500 and answer.status not in KIND[asked.fault]:
        why.append(f"a fault of ours: {answer.status}")
    if not answer.status and not asked.is_cut:
        why.append("no answer at all")
    everything = body + b"".join(name + b": " + value for name, value in answer.headers)
    if b"Traceback (most" in body or any(path in everything for path in place.paths):
        why.append("it tells of this machine")
    if any(b"\r" in value or b"\n" in value for _, value in answer.headers):
        why.append("a line more in the headers")
    if answer.status and answer.header(b"x-content-type-options") != b"nosniff":
        why.append("an answer that did not pass the gate")
    if answer.header(b"content-type").startswith(b"text/html") and any(m in body for m in MARKUP):
        why.append("markup that somebody asked with")
    return why + _private(asked, answer, body, changed=changed)


def _private(asked: Asked, answer: Answer, body: bytes, *, changed: bool) -> list[str]:
    """The laws of what is one's own."""
    is_entry = bool(ENTRIES.fullmatch(unquote(asked.target.partition("?")[0])))
    is_ours = asked.method == "POST" and asked.is_from_us and (asked.has_token or is_entry)
    may_read = asked.who == "open" and (is_ours or asked.method in {"GET", "HEAD"})
    may_write = is_ours and (asked.who == "open" or (asked.who == "locked" and is_entry))
    sent = WORDS.encode() in b"".join(asked.chunks)
    is_given_back = sent and answer.status >= REFUSED  # what somebody wrote stays on their page
    why = []
    if changed and not may_write:
        why.append("the record was changed")
    if WORDS.encode() in body or body.startswith(b"PK"):
        if not may_read and not is_given_back:
            why.append("the record was read")
        if answer.header(b"cache-control") != b"no-store":
            why.append("what is one's own could be kept by a cache")
    return why
