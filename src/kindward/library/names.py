"""What practices are called, and any text of one's own: by its file and its header.

Names are taken as people and programs write them. Pure.
"""

import re
import unicodedata
from collections.abc import Collection
from hashlib import sha256
from typing import Final

NINE: Final = (
    "choosing-compassion",
    "breathing-kindness",
    "hold-gently",
    "imagine-another",
    "someone-or-something-you-care-for",
    "self-compassion-break",
    "compassionate-self-imagery",
    "compassionate-circulation",
    "loving-kindness",
)
"""The nine, in the order they are shown."""

GROUNDING: Final = "grounding"
"""For when kindness stirs too much: one step from everywhere."""

MOST_SIGNS: Final = 64
"""The longest name (docs/record.md)."""

PRACTICE: Final = ".score"
PATH: Final = ".path"
FEELINGS: Final = ".feelings"
TEXT: Final = ".txt"
"""What some editors put behind any name."""

_ENDING: Final = re.compile(
    r"(?P<stem>.*?)(\.score|\.path|\.feelings|\.txt)+", re.IGNORECASE | re.DOTALL
)
_NOT_IN_A_NAME: Final = re.compile(r"[^a-z0-9]+")
_NOBODYS: Final = re.compile(
    r"\..*|~\$.*|#.*#|.*~|.*\.(bak|orig|sw[a-z]|tmp|part|crdownload)"
    r"|thumbs\.db|desktop\.ini|icon\r",
    re.IGNORECASE | re.DOTALL,
)


def is_nobodys(file: str) -> bool:
    """Whether a system or an editor put it there for itself: hidden files, copies, swap files."""
    return _NOBODYS.fullmatch(file) is not None


def is_a_practice(file: str) -> bool:
    """Whether a file's name ends as that of a practice does: `.score`, or `.txt`."""
    return ends(file, PRACTICE)


def is_a_path(file: str) -> bool:
    """Whether a file's name ends in `.path`."""
    return file.lower().endswith(PATH)


def ends(file: str, ending: str) -> bool:
    """Whether a file's name ends so, or in `.txt`."""
    return file.lower().endswith((ending, TEXT))


def name_of(file: str) -> str:
    """A name for addresses, `[a-z0-9-]{1,64}`: `Warm Cup.score.txt` is warm-cup.

    The same file has the same name on every system. Letters without a form in ASCII leave a mark
    of the whole name behind, so that two files never come to one name by losing them.
    """
    ending = _ENDING.fullmatch(file)
    stem = unicodedata.normalize("NFKD", (ending["stem"] if ending else file).casefold())
    plain = "".join(sign for sign in stem if not unicodedata.combining(sign))
    words = _NOT_IN_A_NAME.sub("-", plain).strip("-")
    if all(sign.isascii() for sign in plain if sign.isalnum()) and 0 < len(words) <= MOST_SIGNS:
        return words
    mark = sha256(stem.encode("utf-8", "surrogateescape")).hexdigest()[:8]
    return f"{words[: MOST_SIGNS - 9]}-{mark}".strip("-")


def filed(tag: str, known: Collection[str]) -> str:
    """The language whose practices one of this tag belongs to: the nearest known (RFC 4647, 3.4).

    `en-US` and `EN` belong to `en`; a language that is not known stays itself.
    """
    language, *rest = tag.replace("_", "-").split("-")
    whole = "-".join((language.lower(), *rest))
    parts = whole.lower().split("-")
    shorter = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
    nearest = {each.lower(): each for each in known}
    return next((nearest[each] for each in shorter if each in nearest), whole)
