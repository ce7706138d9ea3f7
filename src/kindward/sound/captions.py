"""The words on the clock: captions for a listener, cues for the picture.

Both are read off the plan that the sound is woven from, so they cannot drift from it. Captions are
WebVTT (W3C, 2019), with what helps to read them: lines of 42 signs at the most, as subtitles have
them, broken evenly; words that stay a moment longer than they sound; a sign that quiet is meant.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from kindward.plan.model import Cue, Kind, Plan

LINE_SIGNS: Final = 42
LINGER_S: Final = 3.0
"""How long words stay once they have been said, if nothing else comes."""

QUIET_S: Final = 10.0
"""A silence longer than this is announced, so that no one wonders whether the sound has gone."""

QUIET_SHOWN_S: Final = 4.0

Shown = tuple[float, float, str]
"""From when to when, in seconds, and what."""


def captions(plan: Plan, *, quiet: str = "(quiet)", bell: str = "(bell)") -> str:
    """The plan's words as WebVTT, none past its end, one at a time."""
    shown = [part for cue in plan.cues for part in _shown(cue, quiet, bell)]
    blocks = (_block(*part) for part in _in_turn(shown, plan.total_s))
    return "\n".join(("WEBVTT\n", *blocks))


def _shown(cue: Cue, quiet: str, bell: str) -> Iterator[Shown]:
    """What is shown for a cue, if anything: a paced breath is left to the picture."""
    match cue.kind:
        case Kind.LINE:
            yield cue.start_s, cue.end_s + LINGER_S, _wrapped(cue.text)
        case Kind.BELL:
            yield cue.start_s, cue.end_s, bell
        case Kind.SILENCE if cue.end_s - cue.start_s > QUIET_S:
            start_s = cue.start_s + LINGER_S
            yield start_s, start_s + QUIET_SHOWN_S, quiet
        case _:
            pass


def _in_turn(shown: Sequence[Shown], total_s: float) -> Iterator[Shown]:
    """Each until the next one begins at the latest, and the last one until the end."""
    for (start_s, end_s, text), (next_s, *_) in pairwise([*shown, (total_s, total_s, "")]):
        yield start_s, min(end_s, next_s), text


def _block(start_s: float, end_s: float, text: str) -> str:
    """A cue of WebVTT (section 4.1): times, words, an empty line."""
    return f"{_clock(start_s)} --> {_clock(end_s)}\n{escape(text, quote=False)}\n"


def _clock(seconds: float) -> str:
    """Hours, minutes, seconds, thousandths."""
    minutes, ms = divmod(round(seconds * 1000), 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}.{ms % 1000:03}"


def _wrapped(text: str) -> str:
    """As few lines as 42 signs allow, broken so that the longest is as short as can be."""
    words = text.split()
    widths = range(1, LINE_SIGNS + 1)
    fewest = len(_filled(words, LINE_SIGNS))
    evenest = bisect_left(widths, -fewest, key=lambda width: -len(_filled(words, width)))
    return "\n".join(_filled(words, widths[evenest]))


def _filled(words: Sequence[str], width: int) -> list[str]:
    """Lines filled with words one after the other; a word longer than a line stays whole."""
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".lstrip()
        if len(longer) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
