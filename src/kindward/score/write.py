"""A score as text: what a clinician would have typed. `parse(write(score)) == score`."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import Final

from kindward.score.directions import (
    MOST_BREATHS,
    MOST_REPEATS,
    default_seconds,
    default_times,
)
from kindward.score.meant import is_ours, meant
from kindward.score.model import (
    HEADERS,
    PARAGRAPH,
    Bell,
    Bounds,
    Breath,
    Element,
    Line,
    Note,
    Repeat,
    Score,
    Section,
    Silence,
    When,
)
from kindward.score.sentences import sentences

WIDTH: Final = 98
"""Signs to a line of a header."""


def write(score: Score) -> str:
    """The text of the score: headers, then each section after an empty line."""
    return "\n".join([*_headers(score), *_sections(score), ""])


def _headers(score: Score) -> Iterator[str]:
    for name, attribute in HEADERS.items():
        value = getattr(score, attribute)
        values = value if isinstance(value, tuple) else (value,) if value else ()
        yield from (_wrapped(name, text) for text in values)


def _wrapped(name: str, text: str) -> str:
    """The header on as many lines as it needs, each but the first begun with spaces."""
    words = textwrap.TextWrapper(WIDTH, break_long_words=False, break_on_hyphens=False)
    return "\n  ".join(words.wrap(f"{name}:{text}")).replace(":", ": ", 1)


def _sections(score: Score) -> Iterator[str]:
    for section in score.sections:
        yield ""
        yield _heading(section)
        yield from _parts(section.body)


def _parts(parts: Sequence[Element | Repeat]) -> Iterator[str]:
    for at, part in enumerate(parts):
        if isinstance(part, Repeat):
            yield f"{_tag(part.when)}(repeat {_times(part.times, MOST_REPEATS)})"
            yield from _parts(part.passage)
            yield "(end)"
        else:
            yield "" if _ends_a_paragraph(parts, at) else _element(part)


def _ends_a_paragraph(parts: Sequence[Element | Repeat], at: int) -> bool:
    """Whether an empty line says this: the quiet of a paragraph, between two lines."""
    beside = (*parts[max(at - 1, 0) : at], *parts[at + 1 : at + 2])
    between = len(beside) == 2 and all(isinstance(part, Line) for part in beside)  # noqa: PLR2004
    return between and parts[at] == Silence(PARAGRAPH)


def _heading(section: Section) -> str:
    terms = [f"from {_length(section.from_s)}"] if section.from_s else []
    terms += [f"under {_length(section.under_s)}"] if section.under_s is not None else []
    span = f"  ({', '.join(terms)})" if terms else ""
    return f"# {section.name}{span} {_tag(section.when)}".rstrip()


def _element(element: Element) -> str:
    match element:
        case Note(text):
            return f"> {text}"
        case Line(text, when):
            return _tag(when) + _spoken(text)
        case Silence(seconds, announced, when):
            name = "rest" if announced else "silence"
            return f"{_tag(when)}({name} {_quiet(seconds, announced=announced)})"
        case Breath(in_s, out_s, times, when):
            paced = f"in {in_s:g}s, out {out_s:g}s, {_times(times, MOST_BREATHS)}"
            return f"{_tag(when)}(breath {paced})"
        case Bell(when):
            return f"{_tag(when)}(bell)"


def _spoken(text: str) -> str:
    as_it_is = is_ours(text) or meant(text, 1) or len(sentences(text)) > 1
    return f"\\{text}" if as_it_is else text


def _tag(when: When) -> str:
    terms = ", ".join(name if wanted else f"no {name}" for name, wanted in when.terms)
    return f"[{terms}] " if terms else ""


def _quiet(seconds: Bounds, *, announced: bool) -> str:
    if seconds == default_seconds(seconds.natural, announced=announced):
        return f"{seconds.natural:g}s"
    return f"{seconds.natural:g}s, {seconds.least:g}s to {seconds.most:g}s"


def _times(times: Bounds, cap: int) -> str:
    plain = f"{times.natural:g} times"
    if times == default_times(times.natural, cap):
        return plain
    return f"{plain}, {times.least:g} to {times.most:g} times"


def _length(seconds: float) -> str:
    return f"{seconds / 60:g} min" if seconds % 60 == 0 else f"{seconds:g}s"
