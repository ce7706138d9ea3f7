"""A sitting on a page: its words, its sound in the forms that browsers take, and its form.

All of it is known from the plan, so no page waits for a voice.
"""

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from kindward.plan import Kind, Plan
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.units import LEAST_S, MOST_S
from kindward.voice import voices
from kindward.web.sitting.asked import Asked, minutes, sound_url

PLAYED: Final = ("mp4", "mp3")
"""What a browser is offered, in this order: small first, then what everything plays."""

KEPT: Final = {"opus": "Opus", "mp3": "MP3"}
"""What is offered as a file to keep, and what it is called."""


SILENT: Final = "silent"
"""The voice that leaves the words to be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """A sound that a browser may play."""

    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Words:
    """A spoken line, and when it begins."""

    start_s: float
    clock: str
    text: str


@dataclass(frozen=True, slots=True)
class Player:
    """Everything to hear and to read of one sitting."""

    title: str
    language: str
    minutes: float
    voice: str
    is_spoken: bool
    """Whether there is a voice, and not only the time to read."""

    sources: tuple[Source, ...]
    captions: str
    words: tuple[Words, ...]
    breaths: str
    """Each paced breath as `start_s way length_s`, comma between: what the ring follows."""

    troubles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """One of several to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """What can be changed about a sitting, and how it stands."""

    action: str
    lengths: tuple[Option, ...]
    voices: tuple[Option, ...]
    choices: Choices


def player(studio: Studio, sitting: Sitting) -> Player:
    """The sitting as a page shows it."""
    return Player(
        title=sitting.practice.score.title,
        language=sitting.practice.language,
        minutes=minutes(sitting.total_s),
        voice=sitting.voice.engine,
        is_spoken=sitting.voice.name != SILENT,
        sources=tuple(_source(studio, sitting, container) for container in PLAYED),
        captions=sound_url(sitting, "vtt", v=digest(studio.captions(sitting))),
        words=_words(studio.plan(sitting)),
        breaths=_breaths(studio.plan(sitting)),
        troubles=studio.troubles(),
    )


def form(action: str, asked: Asked, sitting: Sitting) -> Form:
    """The form that stands as this sitting was asked for."""
    return Form(action, _lengths(asked.total_s), _voices(sitting), asked.choices)


def digest(content: str) -> str:
    """A short name for exactly this content: in an address, it makes that one lasting."""
    return sha256(content.encode()).hexdigest()[:12]


def _source(studio: Studio, sitting: Sitting, container: str) -> Source:
    recording = studio.recording(sitting, container)
    return Source(sound_url(sitting, container, v=digest(recording.etag)), recording.media_type)


def _words(plan: Plan) -> tuple[Words, ...]:
    lines = (cue for cue in plan.cues if cue.kind is Kind.LINE)
    return tuple(Words(line.start_s, _clock(line.start_s), line.text) for line in lines)


def _breaths(plan: Plan) -> str:
    breaths = (cue for cue in plan.cues if cue.kind is Kind.BREATH)
    return ",".join(f"{b.start_s:g} {b.text} {b.end_s - b.start_s:g}" for b in breaths)


def _clock(seconds: float) -> str:
    whole, rest = divmod(int(seconds), 60)
    return f"{whole}:{rest:02}"


def _lengths(total_s: int) -> tuple[Option, ...]:
    """Every whole minute, and the length that was asked for if it is none of them."""
    offered = sorted({*range(LEAST_S, MOST_S + 1, 60), total_s})
    return tuple(Option(f"{minutes(s)}", f"{minutes(s)}", s == total_s) for s in offered)


def _voices(sitting: Sitting) -> tuple[Option, ...]:
    """Those of this machine that speak the practice's language."""
    here = (voice for voice in voices(sitting.practice.language) if voice.is_here)
    return tuple(Option(v.name, v.engine, v.name == sitting.voice.name) for v in here)
