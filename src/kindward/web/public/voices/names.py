"""What a page calls a voice: whose it sounds like and who made it, and never the name of a program.

The words themselves stand in `_called.html`, in the language of the page.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kindward.voice import VoiceInfo

SYSTEM: Final = "system voice"
"""The engine that is on the device already, where there is one."""


@dataclass(frozen=True, slots=True)
class Called:
    """The name of a voice: what a person called it, or its kind."""

    kind: str
    """Who made it and whose it is, such as `computer woman` or `person`."""

    title: str
    """What whoever made it calls it; empty where nobody gave it a name."""

    nth: int
    """Which of several that would be called alike, from 1."""


def named(voices: Iterable[VoiceInfo]) -> Iterator[tuple[VoiceInfo, Called]]:
    """Each voice that is here with its name; no two of these have the same."""
    met: Counter[tuple[str, str]] = Counter()
    for voice in filter(lambda each: each.is_here, voices):
        name = _kind(voice), voice.title
        met[name] += 1
        yield voice, Called(*name, met[name])


def _kind(voice: VoiceInfo) -> str:
    """Silence was made by nobody and has no kind; the voice of a system has no maker of ours."""
    if voice.engine == SYSTEM:
        return "system"
    made_by = "plain" if voice.is_plain else voice.made_by
    return f"{made_by} {voice.who}".strip()
