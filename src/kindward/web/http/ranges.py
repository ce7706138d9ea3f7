"""The one byte range that a request may ask for (RFC 9110, 14). Pure: numbers in, numbers out."""

import re
from dataclasses import dataclass
from typing import Final

_RANGE: Final = re.compile(r"bytes[ \t]*=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.ASCII)


class NoSuchRange(ValueError):
    """A range that begins behind the end: answered with 416 (RFC 9110, 15.5.17)."""


@dataclass(frozen=True, slots=True)
class Range:
    """The bytes start..stop of a whole, stop not included; never empty."""

    start: int
    stop: int


def asked_range(header: str, size: int) -> Range | None:
    """The range that a `Range` header asks for; None means the whole.

    A header that is malformed, reversed, or asks for several ranges may be passed over
    (RFC 9110, 14.2), and is: no player needs it, and thousands of ranges cost nothing so.
    Raises NoSuchRange when nothing of the range is there.
    """
    bounds = _RANGE.fullmatch(header)
    if bounds is None or bounds[1] == bounds[2] == "":
        return None
    if not bounds[1]:
        return _within(max(0, size - int(bounds[2])), size, size)
    first = int(bounds[1])
    stop = int(bounds[2]) + 1 if bounds[2] else max(size, first + 1)
    return None if stop <= first else _within(first, stop, size)


def _within(start: int, stop: int, size: int) -> Range:
    if start >= size:
        raise NoSuchRange
    return Range(start, min(stop, size))
