"""What is written short, as it is said: addresses, abbreviations, initials, Roman numerals."""

import re
from functools import cache, partial
from typing import Final

from kindward.voice.moments import ends
from kindward.voice.numbers import amount, cardinal, ordinal, put
from kindward.voice.words import Forms, Words

_MAIL: Final = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_WEB: Final = r"(?:https?://|\bwww\.)[^\s<>\"]+"
_HOST: Final = (
    r"\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:org|com|net|edu|gov|info|app|health|io|uk|es|mx|ar|cl|co)\b"
    r"(?:/[^\s<>\"]*)?"
)
_ADDRESS: Final = re.compile(rf"(?:{_MAIL}|{_WEB}|{_HOST})(?<![.,;:!?)'/])/?")
_SCHEME: Final = re.compile(r"^https?://")
_PIECE: Final = re.compile(r"www|[0-9]+|[^\W\d_]+|.")

_ACRONYM: Final = re.compile(r"(?<![\w.])(?:[A-Z]\.){2,}")
_INITIAL: Final = re.compile(r"(?<![\w.'])([A-Z])\.\s?(?=([A-Z](?:\.|\w+)))")

_ROMAN: Final = "(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})"
_COUNTED: Final = re.compile(rf"(?<=[A-ZÁÉÍÓÚÑ]\w)(\w*)\s((?=[IVX]{{2}}){_ROMAN})(?!\w)")
_WORTH: Final = {"I": 1, "V": 5, "X": 10}


def addresses(text: str, words: Words) -> str:
    """The text with its addresses of web and mail said sign by sign."""
    return put(_ADDRESS, lambda found: _address(found[0], words), text)


def abbreviations(text: str, words: Words) -> str:
    """The text with what is written short in full; a stop that ended a sentence stays."""
    for table, keeps_stop in ((words.abbreviations, False), (words.closing, True)):
        pattern, said = _table(table)
        text = put(pattern, partial(_in_full, said=said, keeps_stop=keeps_stop), text)
    text = put(_ACRONYM, partial(_letters, words=words), text)
    return _INITIAL.sub(partial(_initial, words=words), text)


def numerals(text: str, words: Words) -> str:
    """The text with its Roman numerals in words, where a name or a word of order precedes them."""
    numbered, ruled = _numerals(words)
    text = numbered.sub(lambda found: f"{found[1]} {cardinal(_worth(found[2]), words)}", text)
    text = ruled.sub(partial(_ruled, words=words), text)
    return _COUNTED.sub(lambda found: f"{found[1]} {cardinal(_worth(found[2]), words)}", text)


def _address(address: str, words: Words) -> str:
    pieces = _PIECE.findall(_SCHEME.sub("", address).rstrip("/"))
    return " ".join(
        amount(piece, words) if piece.isdecimal() else words.addresses.get(piece, piece)
        for piece in pieces
    )


def _in_full(found: re.Match[str], said: tuple[str, ...], *, keeps_stop: bool) -> str:
    word = said[(found.lastindex or 1) - 1]
    return f"{word}." if keeps_stop and ends(found.string[found.end() :]) else word


def _letters(found: re.Match[str], words: Words) -> str:
    """An acronym by its letters, with a stop where a sentence ends."""
    rest = found.string[found.end() :].strip()
    is_over = not rest or re.match(rf"(?:{words.starters})(?!\w)", rest)
    return " ".join(found[0].replace(".", "")) + ("." if is_over else "")


def _initial(found: re.Match[str], words: Words) -> str:
    return found[0] if re.fullmatch(words.starters, found[2]) else f"{found[1]} "


def _ruled(found: re.Match[str], words: Words) -> str:
    name, worth = found[1], _worth(found[2])
    if worth > words.ruled_most:
        return f"{name} {cardinal(worth, words)}"
    ending = ("o", "a") if name in words.queens else ("", "")
    return f"{name} {words.ruled.format(ordinal=ordinal(worth, words, ending))}"


def _worth(numeral: str) -> int:
    """What a Roman numeral counts: a lesser sign before a greater one is taken off."""
    values = [_WORTH[sign] for sign in numeral]
    after = [*values[1:], 0]
    return sum(-own if own < later else own for own, later in zip(values, after, strict=True))


@cache
def _table(pairs: tuple[Forms, ...]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern of all, whose group tells which, and their words."""
    pattern = "|".join(f"({written})" for written, _ in pairs)
    return re.compile(rf"(?<![\w.])(?:{pattern})(?!\w)"), tuple(said for _, said in pairs)


@cache
def _numerals(words: Words) -> tuple[re.Pattern[str], re.Pattern[str]]:
    numbered = rf"\b({words.numbered})\s({_ROMAN})(?!\w)"
    return re.compile(numbered), re.compile(rf"\b({words.rulers})\s({_ROMAN})(?!\w)")
