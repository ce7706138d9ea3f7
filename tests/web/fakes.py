# ruff: noqa: ARG002 - a fake takes what the real thing takes
"""A house with a studio that speaks at once and sounds of bytes that can be told apart."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

from kindward.library import (
    GROUNDING,
    NINE,
    OwnFile,
    Paths,
    Practice,
    Tables,
    UnknownLanguage,
    UnknownPractice,
)
from kindward.narration import Narrations
from kindward.plan import Plan, layout
from kindward.score import parse
from kindward.sound import captions
from kindward.studio import Sitting
from kindward.voice import VoiceInfo, choose, voices

SCORE = """\
Title: {title}
Language: {language}
Summary: A quiet place to stand, whatever the weather.
Credit: Written for this test.
Note: Short enough to be read whole.
Alternative: A stone in the hand does as well.

# Whole
Here is a place to stand & rest, <quietly>.
(silence 8s, 1s to 60s)
[touch] One hand may find the other.
[no touch] One colour in the room may catch your eye.
(rest 40s, 1s to 300s)
(repeat 2 times, 1 to 40 times)
There is time, and my voice comes back.
(silence 8s, 1s to 60s)
(end)
That was all.
(silence 8s, 1s to 60s)
"""

NOBODY = Narrations()
"""The words here are no practice's that is shipped: nobody has spoken them beforehand."""


@cache
def practice(name: str, language: str = "en") -> Practice:
    title = name.replace("-", " ").title()
    return Practice(name, language, parse(SCORE.format(title=title, language=language)))


class FakeLibrary:
    """All practices by name, each with the same few words; in Spanish too, by their language."""

    def __init__(self) -> None:
        self.all = {name: practice(name) for name in (*NINE, GROUNDING)}
        self.spanish = {name: practice(name, "es") for name in self.all}
        self.own: tuple[OwnFile, ...] = ()

    def practices(self, language: str) -> tuple[Practice, ...]:
        return tuple(self._in(language).values())

    def languages(self) -> tuple[str, ...]:
        return ("en", "es")

    def speaking(self, name: str) -> tuple[str, ...]:
        return tuple(tag for tag in self.languages() if name in self._in(tag))

    def own_files(self) -> tuple[OwnFile, ...]:
        return self.own

    def find(self, name: str, language: str) -> Practice:
        known = self._in(language)
        if name not in known:
            raise UnknownPractice(name, tuple(known))
        return known[name]

    def _in(self, language: str) -> dict[str, Practice]:
        if language not in ("en", "es"):
            raise UnknownLanguage(language, ("en", "es"))
        return self.all if language == "en" else self.spanish


@dataclass(frozen=True)
class FakeRecording:
    """Ten thousand bytes a minute; each says where it stands. Waits for its voice every 1,000."""

    media_type: str
    size: int
    etag: str
    voice_is_there: threading.Event
    reads: list[int]

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[bytes]:
        end = self.size if stop is None else stop
        for place in range(start, end, 1000):
            self.voice_is_there.wait(20)
            self.reads.append(place)
            yield bytes(at % 251 for at in range(place, min(place + 1000, end)))


@dataclass
class FakeStudio:
    """Lines take half a second a word. `voice_is_there` is open unless a test closes it."""

    ready: bool = True
    voice_is_there: threading.Event = field(default_factory=threading.Event)
    reads: list[int] = field(default_factory=list)
    awaited: list[bool] = field(default_factory=list)
    told: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.voice_is_there.set()

    def plan(self, sitting: Sitting) -> Plan:
        score = sitting.practice.score
        lengths = {line: len(line.split()) / 2 for line in score.lines()}
        return layout(score, lengths, sitting.total_s, sitting.choices)

    def recording(
        self, sitting: Sitting, container: str, *, is_awaited: bool = True
    ) -> FakeRecording:
        self.awaited.append(is_awaited)
        kinds = {"opus": "audio/ogg", "webm": "audio/webm", "mp4": "audio/mp4", "mp3": "audio/mpeg"}
        named = sha256(repr((self.plan(sitting), container)).encode()).hexdigest()
        return FakeRecording(
            kinds[container],
            int(sitting.total_s * 10_000 // 60),
            f'"{named}"',
            self.voice_is_there,
            self.reads,
        )

    def captions(self, sitting: Sitting, *, quiet: str, bell: str) -> str:
        return captions(self.plan(sitting), quiet=quiet, bell=bell)

    def is_ready(self, sitting: Sitting, container: str) -> bool:
        return self.ready

    def voices(self, language: str) -> tuple[VoiceInfo, ...]:
        return voices(language, NOBODY)

    def troubles(self) -> tuple[str, ...]:
        return self.told


def live(language: str, wanted: str | None = None) -> VoiceInfo:
    """The voice of this name, or the usual one, of those that can say any words."""
    return choose(language, wanted, NOBODY)


def house(studio: FakeStudio | None = None) -> Any:
    """Stands for a House; what a test does not need, it does not have."""
    library: Any = FakeLibrary()
    return SimpleNamespace(
        library=library,
        paths=Paths(),
        feelings=Tables(library),
        studio=studio or FakeStudio(),
        settings=SimpleNamespace(hosts=("kindward.example",)),
        voice=live,
        voice_for=lambda practice, wanted=None: live(practice.language, wanted),
        warm_up=lambda: None,
        expect=lambda _: None,
        forget_heard=lambda: None,
    )
