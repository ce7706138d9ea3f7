"""A text as a square that a phone's camera reads (QR, ISO/IEC 18004). Pure."""

from dataclasses import dataclass
from itertools import groupby
from typing import Final

import segno

QUIET: Final = 4
"""The white modules around it that a camera needs (ISO/IEC 18004:2015, 9.1)."""


@dataclass(frozen=True, slots=True)
class Code:
    """A square of modules, drawn: one unit is one module."""

    side: int
    """Modules along each side, with the white around them."""

    path: str
    """The dark modules as an SVG path to be filled."""


def code(text: str) -> Code:
    """The square for a text; 15 % of it may be hidden or worn and it still reads (level M).

    Raises segno.DataOverflowError beyond 2,331 bytes.
    """
    rows = segno.make(text, error="m", micro=False, boost_error=False).matrix
    path = "".join(_row(y, row) for y, row in enumerate(rows, QUIET))
    return Code(len(rows) + 2 * QUIET, path)


def _row(y: int, row: bytearray) -> str:
    """The dark runs of one row as rectangles, one module high."""
    runs = (
        (dark, [x for x, _ in modules])
        for dark, modules in groupby(enumerate(row, QUIET), key=lambda module: module[1])
    )
    return "".join(f"M{xs[0]} {y}h{len(xs)}v1h-{len(xs)}z" for dark, xs in runs if dark)
