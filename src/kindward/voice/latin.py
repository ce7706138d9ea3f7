"""Words in ASCII, for engines that know no other letters: accents go, letters never do.

Every letter of Unicode's Latin blocks names the plain letter it is built on ("LATIN SMALL LETTER L
WITH STROKE"), so the name is the table; only letters with names of their own stand here. What has
no Latin letter becomes a pause, and `foreign` tells of it.
"""

# ruff: noqa: RUF001 - the look-alikes below are meant

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, name, normalize

_SIGNS: Final = {
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("“”„‟″«»‹›", '"'),
    **dict.fromkeys("‐‑", "-"),
    **dict.fromkeys("–—―−", ", "),
    "…": "...",
    "¿": " ",
    "¡": " ",
}
_LETTERS: Final = {
    "ß": "ss", "ẞ": "SS", "Þ": "Th", "þ": "th", "Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe", "ʼ": "'"
}  # fmt: skip
_NAMES: Final = {
    "DELTA": "d", "FENG": "f", "HENG": "h", "LEZH": "l",
    "AFRICAN": "d", "ALPHA": "a", "BETA": "b", "CHI": "ch", "DEZH": "j", "ENG": "ng", "ESH": "sh",
    "ETH": "d", "EZH": "zh", "GAMMA": "g", "HWAIR": "hw", "IOTA": "i", "KRA": "k", "LAMBDA": "l",
    "OMEGA": "o", "PHI": "f", "SCHWA": "e", "TESH": "ch", "THORN": "th", "UPSILON": "u",
    "VEND": "v", "WYNN": "w", "YOGH": "y", "YR": "r",
}  # fmt: skip
"""What Latin letters sound like whose names hold no plain letter."""

_WORD: Final = re.compile(r"[^\W\d_][^\s.,;:!?\"()]*")
_PAUSES: Final = re.compile(r"\s*,[\s,]*")


@lru_cache(maxsize=4096)
def ascii_words(text: str) -> str:
    """The text in ASCII. Signs between two letters leave a gap or a pause; idempotent."""
    if text.isascii():
        return text
    letters = "".join(map(_plain, normalize("NFC", text)))
    return " ".join(_PAUSES.sub(", ", letters).strip(" ,").split()) + _ending(text)


def foreign(text: str) -> str:
    """The first word of the text with a letter that has no ASCII; empty where there is none."""
    words = (word for word in _WORD.findall(text) if any(map(_is_foreign, word)))
    return next(words, "")


def _ending(text: str) -> str:
    """The comma that a text ends in: it shapes how a phrase is said."""
    return "," if text.rstrip().endswith(",") else ""


@lru_cache(maxsize=4096)
def _plain(sign: str) -> str:
    """What is said for one sign."""
    if sign.isascii():
        return sign
    known = _SIGNS.get(sign) or _LETTERS.get(sign) or _by_parts(sign) or _by_name(sign)
    if known:
        return known
    kind = category(sign)
    return "" if kind in {"Mn", "Me", "Cf"} else " " if kind[0] in "PZ" else ", "


def _by_name(sign: str) -> str:
    """The plain letter that a Latin letter's name tells."""
    script, *words = name(sign, "UNNAMED").split()
    if script != "LATIN":
        return ""
    letters = (_NAMES.get(word) or word * (len(word) <= 2) for word in words)  # noqa: PLR2004
    letter = next(filter(None, letters), "").lower()
    return letter.capitalize() if words[0] == "CAPITAL" else letter


def _by_parts(sign: str) -> str:
    """What a sign is made of, where that is ASCII, such as a ligature or a number in a ring."""
    parts = normalize("NFKD", sign)
    return "".join(part for part in parts if category(part)[0] != "M") if _is_ascii(parts) else ""


def _is_ascii(parts: str) -> bool:
    return all(part.isascii() or category(part)[0] == "M" for part in parts)


def _is_foreign(sign: str) -> bool:
    return sign.isalpha() and not any(map(str.isalnum, _plain(sign)))
