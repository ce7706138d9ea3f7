"""Signs that cannot be seen, and signs that look like those of the score language.

In come lines as typed. A sign that nobody can see is a fault, but for the joiners and hyphens that
a script needs where they stand. The wide signs of an East Asian keyboard are read as the plain ones
wherever the language of the score stands; any other sign that only looks like one of ours is a
fault, for words that were meant as a direction must never be spoken. (Unicode 16: Default_Ignorable
_Code_Point in DerivedCoreProperties.txt; the noncharacters, 23.7; UTS 39, confusables.)
"""

# ruff: noqa: RUF001 - the look-alikes below are meant

from collections.abc import Iterable
from itertools import chain
from typing import Final
from unicodedata import bidirectional, category, name

_UNSEEN: Final = frozenset(
    map(
        chr,
        chain(
            (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFEFF, 0xFFA0),
            *(range(0x180B, 0x1810), range(0x200B, 0x2010)),
            *(range(0x2060, 0x2066), range(0x206A, 0x2070)),
            *(range(0xFE00, 0xFE10), range(0xFFF0, 0xFFFC), range(0x1BCA0, 0x1BCA4)),
            *(range(0x1D173, 0x1D17B), range(0xE0000, 0xE1000)),
        ),
    )
)
_JOINERS: Final = frozenset("\u200b\u200c\u200d\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f")
_TURNERS: Final = frozenset("\u200e\u200f\u061c")
_SHAPERS: Final = frozenset(map(chr, chain(range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))))
_PLAIN_SCRIPTS: Final = ("LATIN", "GREEK", "CYRILLIC")

MARKS: Final = "#([>\\"
"""What a line that is not spoken begins with."""

WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x3001: 0x2C}
"""The wide signs that an East Asian keyboard types, each with its plain twin (U+FF01 to U+FF5E)."""

_LOOKS: Final = {
    "(": "⁽₍⟮⦅⦗❨❪﴾﹙︵⸨｟❲﹝〔⟬",
    ")": "⁾₎⟯⦆⦘❩❫﴿﹚︶⸩｠❳﹞〕⟭",
    "[": "⁅⟦⦋⦍⦏❬﹇⁆〚【",
    "]": "⟧⦌⦎⦐❭﹈〛】",
    "#": "﹟♯⋕⌗",
    ">": "﹥❯❱⟩〉〉≻˃ᐳ⟫➤➢",
    ":": "﹕∶ː˸꞉܃܄׃։︓",
    "\\": "﹨∖⧵⧹⟍⍀",
    ",": "‚﹐٫",
    "a": "аαɑ⍺", "b": "Ьв", "c": "сϲⅽ", "d": "ԁⅾ", "e": "еҽ", "f": "ẝ", "g": "ɡց", "h": "һհ",
    "i": "іιıɩⅰ", "j": "ј", "k": "кκ", "l": "ӏⅼ", "m": "мⅿ", "n": "пոη", "o": "оοօ", "p": "рρ",
    "q": "ԛ", "r": "гᴦ", "s": "ѕꜱ", "t": "тτ", "u": "υս", "v": "νѵⅴ", "w": "ԝա", "x": "хχⅹ",
    "y": "уγү", "z": "ᴢ",
    "A": "АΑ", "B": "ВΒ", "C": "СϹ", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "J": "Ј", "K": "КΚ",
    "L": "Ⅼ", "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ", "S": "Ѕ", "T": "ТΤ", "X": "ХΧ", "Y": "УΥ",
    "Z": "Ζ",
}  # fmt: skip
OURS: Final = {sign: plain for plain, signs in _LOOKS.items() for sign in signs}
"""Every sign that looks like one of ours, and which."""


def unseen(line: str) -> Iterable[int]:
    """The places of the signs that nobody can see, but for those that are needed where they are."""
    return (n for n, sign in enumerate(line) if sign in _UNSEEN and not _is_needed(line, n))


def seen(line: str) -> str:
    """The line with a space for each sign that nobody can see."""
    if line.isascii():
        return line
    hidden = set(unseen(line))
    return "".join(" " if n in hidden else sign for n, sign in enumerate(line))


def is_nothing(sign: str) -> bool:
    """Whether a sign is one of the 66 that are no character, nor ever will be."""
    code = ord(sign)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - Unicode 23.7


def looks_like(text: str) -> str:
    """The text with every look-alike as what it looks like: sign for sign, so places stay."""
    return "".join(OURS.get(sign, sign) for sign in text.translate(WIDE))


def _is_needed(line: str, place: int) -> bool:
    sign, before, after = line[place], line[:place][-1:], line[place + 1 :][:1]
    if sign == "\u00ad":
        return before.isalpha() and after.isalpha()
    if sign in _TURNERS:
        return _turns(line) and not (_begins(line[:place]) and looks_like(after) in set(MARKS))
    if sign in _SHAPERS:
        return before in set("0123456789#*") or category(before or " ") in {"So", "Sm", "Lo"}
    if sign in _JOINERS:
        return _joins(before) and bool(after.strip())
    return False


def _turns(line: str) -> bool:
    """Whether a line holds letters that run from right to left."""
    return any(bidirectional(sign) in {"R", "AL"} for sign in line if sign not in _TURNERS)


def _begins(before: str) -> bool:
    """Whether a part of the score begins behind this."""
    return not before.strip() or before.rstrip().endswith("]")


def _joins(sign: str) -> bool:
    """Whether what stands before a joiner belongs to a script, or to the pictures, that use it."""
    return (
        bool(sign)
        and not sign.isascii()
        and (category(sign)[0] in "LMS" or sign in _SHAPERS)
        and not name(sign, "").startswith(_PLAIN_SCRIPTS)
    )
