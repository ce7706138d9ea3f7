"""The text of a score file before it is read: its bytes decoded, its signs looked over.

Bounded here, once, so that no later step meets a file that could hang it or fill the machine:
256 KB, 4,000 lines, 600 signs a line. Signs that hide or reorder text (Boucher & Anderson,
"Trojan Source", 2021) are faults, and so are piles of combining marks, signs that cannot be seen
where no script needs them, and those that are no character and would break a feed (XML 1.0, 2.2).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from kindward.score.faults import Fault, FaultyScore
from kindward.score.signs import is_nothing, unseen

MOST_BYTES: Final = 256 * 1024
MOST_LINES: Final = 4_000
MOST_SIGNS: Final = 600
MOST_MARKS: Final = 6

UNSEEN: Final = "a character that cannot be seen"

_REORDERING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PILED_MARKS: Final = re.compile(r"[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{7,}")


def decode(source: str | bytes) -> str:
    """The file's text. Raises FaultyScore when it is too large or not UTF-8."""
    size = len(source) if isinstance(source, bytes) else len(source.encode("utf-8", "replace"))
    if size > MOST_BYTES:
        raise FaultyScore((_too_large(size),))
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultyScore((_not_utf8(source, error),)) from None


def split(text: str) -> list[str]:
    """The lines of the text, whichever of the three line endings it uses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def look_over(lines: list[str]) -> Iterator[Fault]:
    """The faults that lie in the signs themselves, whatever the words mean."""
    if len(lines) > MOST_LINES:
        yield Fault(
            MOST_LINES + 1, 1, f"{len(lines)} lines", f"more than {MOST_LINES} lines",
            "cut it in two", lines[MOST_LINES][:MOST_SIGNS],
        )  # fmt: skip
    for number, line in enumerate(lines[:MOST_LINES], start=1):
        if len(line.strip()) > MOST_SIGNS:
            yield Fault(
                number, MOST_SIGNS + 1, f"{len(line)} characters",
                f"a line of over {MOST_SIGNS} characters",
                "break it into several lines, one sentence on each", line,
            )  # fmt: skip
        yield from _bad_signs(number, line)


def _bad_signs(number: int, line: str) -> Iterator[Fault]:
    hidden = set() if line.isascii() else set(unseen(line[:MOST_SIGNS]))
    for place, sign in enumerate(line[:MOST_SIGNS]):
        if what := UNSEEN if place in hidden else _trouble_with(sign):
            found = f"U+{ord(sign):04X}"
            hint = f"remove the character {found}, or type the line again"
            yield Fault(number, place + 1, found, what, hint, line)
            return  # one to a line: a binary file would drown every other fault
    if piled := _PILED_MARKS.search(line, 0, MOST_SIGNS):
        yield Fault(
            number, piled.start() + 1, "combining marks", f"over {MOST_MARKS} marks on one letter",
            "keep the marks that the language needs", line,
        )  # fmt: skip


def _trouble_with(sign: str) -> str:
    if sign.isprintable() or sign == "\t":
        return ""
    if sign in _REORDERING:
        return "a character that reverses the order of text"
    if is_nothing(sign):
        return "a code for no character"
    kinds = {
        "Cc": "a control character",
        "Cs": "half of a broken character",
        "Zl": "a hidden line break",
        "Zp": "a hidden line break",
    }
    return kinds.get(unicodedata.category(sign), "")


def _too_large(size: int) -> Fault:
    found, limit = f"{-(-size // 1024)} KB", f"{MOST_BYTES // 1024} KB"
    return Fault(1, 1, found, f"the file is larger than {limit}", "cut it in two")


def _not_utf8(source: bytes, error: UnicodeDecodeError) -> Fault:
    before = source[: error.start]
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    shown = source[before.rfind(b"\n") + 1 :][:200].split(b"\n")[0].decode("utf-8", "replace")
    return Fault(
        before.count(b"\n") + 1, column, f"byte {source[error.start]:#04x}",
        "this is not text in UTF-8", "save the file as UTF-8 text", shown,
    )  # fmt: skip
