"""What is written, with plain signs and no glue: the same words, in signs that any voice knows.

Unseen signs go, quotes and apostrophes of all kinds become straight ones, signs that stood in for
letters (full width, mathematical) become those letters. Nothing here knows a language. Where a sign
stood between two words, a gap or a pause stays.
"""

# ruff: noqa: RUF001 - the look-alikes below are meant

import re
from functools import lru_cache
from typing import Final
from unicodedata import category, decimal, name, normalize

_SIGNS: Final = {
    **dict.fromkeys("‘’‛ʼʹ′＇‵`´ˈ՚", "'"),
    **dict.fromkeys("“”„‟″‶«»〝〞＂", '"'),
    **dict.fromkeys("‹›", "'"),
    **dict.fromkeys("‐‑⁃﹣－", "-"),
    **dict.fromkeys("‒–﹘", "–"),
    **dict.fromkeys("―⸺⸻︱︲﹗—", "—"),
    **dict.fromkeys("⁄∕", "/"),
    "‚": ",",
    "∗": "*",
    "∼": "~",
    "⋅": "·",
    "∶": ":",
    "⁓": "~",
    "º": "º",
    "ª": "ª",
}
_KEPT_WHOLE: Final = "ªº²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉™℠…№℃℉"
"""Signs that mean something as they are: what they are made of would say something else."""

_WIDE_STOPS: Final = "，。、；：！？"
"""Left to the languages that pause at them."""

_UNSEEN_LETTERS: Final = "\u115f\u1160\u17b4\u17b5\u3164\uffa0\u2800\u034f"

_WESTERN: Final = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")

_THOUSANDS: Final = re.compile(
    r"(?<![0-9+])(?<![0-9] )[0-9]{1,3}(?:[\u00a0\u2009\u202f][0-9]{3})+(?!\s?[0-9])"
)
_MIXED: Final = re.compile(r"(?<=[0-9])(?=[¼½¾⅐-⅞↉])")
_LETTER: Final = r"[^\W\d_]"
_GRAVE: Final = re.compile(rf"(?<={_LETTER})`(?={_LETTER})")
_GLUED: Final = (
    (re.compile(r"\s*--+\s*|(?<=\w)\s*[—–]*—[—–]*\s*(?=\w)|(?<=[\w.,])\s+[-–—]\s+"), " — "),
    (re.compile(rf"(?<={_LETTER})–(?={_LETTER})"), " — "),
    (re.compile(r"\.{3,}"), "…"),
    (re.compile(r"(?<=[…;!?])(?=[^\W_])"), " "),
    (re.compile(rf"(?<={_LETTER},)(?={_LETTER})|(?<={_LETTER}{{3}}:)(?={_LETTER})"), " "),
    (re.compile(rf"(?<={_LETTER}{_LETTER}\.)(?=[A-ZÁÉÍÓÚÑ]{_LETTER})"), " "),
    (re.compile(r"(?<=\w)(?=[(\[{])|(?<=[)\]}])(?=\w)|(?<=[\w.!?…,;:)])(?=[¿¡])"), " "),
)
_SPACES: Final = re.compile(r"\s+")


def plain_signs(text: str) -> str:
    """The text in signs that any voice knows, single spaces between its words."""
    text = _THOUSANDS.sub(lambda found: "".join(re.findall("[0-9]", found[0])), text)
    text = _GRAVE.sub("'", _MIXED.sub(" ", normalize("NFC", text)))
    shown = (_plain(sign, text[max(0, n - 1) : n]) for n, sign in enumerate(text))
    return _SPACES.sub(" ", "".join(shown)).strip()


def unglued(text: str) -> str:
    """The text with a pause where a dash, dots or another mark held two words together."""
    for glue, gap in _GLUED:
        text = glue.sub(gap, text)
    return _SPACES.sub(" ", text).strip()


def _plain(sign: str, before: str) -> str:
    if sign.isascii():
        return sign if sign.isprintable() else " "
    if (known := _SIGNS.get(sign)) is not None:
        return known
    kind = category(sign)
    if kind == "Cf" or sign in _UNSEEN_LETTERS or "VARIATION SELECTOR" in name(sign, ""):
        return _unseen(sign, before)
    if kind == "Me":  # what rings a sign, as in a keycap
        return ""
    if kind[0] in "CZ":
        return " "
    return _letters(sign)


def _unseen(sign: str, before: str) -> str:
    """Joiners stay where a script needs them; what may part words leaves a gap; others go."""
    if sign in "\u200c\u200d" and before and not name(before, "LATIN").startswith(_WESTERN):
        return sign
    return " " if sign in "\u200b\u3164\uffa0\u2800" else ""


@lru_cache(maxsize=4096)
def _letters(sign: str) -> str:
    """The letters or digits that a sign stands for, where it is one of those."""
    if sign in _KEPT_WHOLE or sign in _WIDE_STOPS:
        return sign
    if (digit := decimal(sign, None)) is not None:
        return str(digit)
    parts = normalize("NFKC", sign).replace("⁄", "/")
    return parts if parts.isascii() else sign
