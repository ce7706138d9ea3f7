"""A `Moment` drawn on a terminal: words in the middle, the breath and the time left as lines."""

from textwrap import wrap
from typing import Final

from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.text import Text

from kindward.cli.moment import Moment

MOST_WIDTH: Final = 56
"""Columns: lines of this length are read without moving the head."""

LEAST_WIDTH, LEAST_HEIGHT = 20, 8
"""On fewer columns or rows there is no room for a picture; lines of words fit anywhere."""

ROWS: Final = 3
"""Kept for the words, and for those that come, so that nothing below them jumps."""

LINES: Final = {"breath": ("╺", "━", "╸"), "time": ("╶", "─", "╴")}
"""Half, whole and half a column of each line, so that it grows by halves at both ends."""

PLAIN_LINES: Final = {"breath": (" ", "=", " "), "time": (" ", "-", " ")}
"""The same for terminals that do not speak Unicode."""


def draw(moment: Moment, footnote: str, console: Console) -> RenderableType:
    """The whole screen; where it has been made small, the words alone, as far as they go."""
    width = max(1, min(MOST_WIDTH, console.width - 4))
    lines = LINES if console.encoding.startswith("utf") else PLAIN_LINES
    words, coming = _balanced(moment.words, width), _balanced(moment.coming, width)
    rows = [
        *[("", "")] * (ROWS - len(words)),
        *((row, "bold" if moment.is_spoken else "") for row in words),
        ("", ""),
        *((row, "dim") for row in coming),
        *[("", "")] * (ROWS + 1 - len(coming)),
        (line(moment.fullness, width, lines["breath"]), "cyan"),
        ("", ""),
        (line(moment.left, width, lines["time"]), "dim"),
        ("", ""),
        *((row, "dim italic") for note in footnote.split("\n") for row in wrap(note, width)),
    ]
    if len(rows) > console.height:
        rows = [(row, "bold" if moment.is_spoken else "") for row in words][: console.height]
    scene = Group(*(Text(row, style=style, justify="center") for row, style in rows))
    return Align.center(scene, vertical="middle", height=console.height)


def line(share: float, width: int, signs: tuple[str, str, str]) -> str:
    """A line over this share of the width, in its middle."""
    left_half, whole, right_half = signs
    side, has_half = divmod(round(share * (width // 2 * 2)), 2)  # half columns on each side
    drawn = whole * (2 * side)
    return (f"{left_half}{drawn}{right_half}" if has_half else drawn).center(width)


def _balanced(text: str, width: int) -> list[str]:
    """The text in as few rows as the width allows, all of much the same length."""
    fewest = len(wrap(text, width))
    narrowest = next((w for w in range(1, width) if len(wrap(text, w)) <= fewest), width)
    return wrap(text, narrowest)
