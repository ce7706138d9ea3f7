"""A paragraph typed on one line, as its sentences: each is spoken, and shown, by itself."""

# ruff: noqa: RUF001 - the quotation marks below are meant

import re
from typing import Final

_OPENS: Final = "\"'“‘«([¿¡"
_GAP: Final = re.compile(rf"(?<=\s)(?=[{re.escape(_OPENS)}]*[^\W\d_])")
_STOP: Final = re.compile(r"[.?!…][.?!…\"'”’»)\]]*$")
_SHORT: Final = re.compile(
    r"(?:[^\W\d_]\.)+|(?:mr|mrs|ms|dr|dra|prof|profa|st|sr|sra|ud|uds|vs|p\.ej)\.", re.IGNORECASE
)
"""Words whose stop ends no sentence: titles, initials, and times such as 3 p.m."""


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a line, in order; joined by spaces they are the line.

    A sentence ends with its stop and the marks that close it, where the next word begins neither
    with a small letter nor with a digit. A stop that shortens a word ends none, nor does one inside
    quotation marks: words to say to oneself stay in one go.
    """
    found, begun = [], 0
    for gap in (match.start() for match in _GAP.finditer(text)):
        small = text[gap:].lstrip(_OPENS)[:1].islower()
        if not small and not _quoting(text[begun:gap]) and _ends(text[begun:gap].split()):
            found.append(text[begun:gap].strip())
            begun = gap
    return (*found, text[begun:].strip())


def _quoting(text: str) -> bool:
    """Whether a quotation that the text begins is still going on."""
    curly = text.count("“") + text.count("«") > text.count("”") + text.count("»")
    return curly or text.count('"') % 2 == 1


def _ends(words: list[str]) -> bool:
    last = words[-1] if words else ""
    return bool(_STOP.search(last)) and not _SHORT.fullmatch(last)
