"""How long a line takes to say in our pace: known from its words alone, before any voice speaks.

In come words and their language; out go phrases with the pauses between them, and a length. The
length is the line's *slot*: a voice is tuned to fit it, so a plan is the same for all that speak in
our pace (`OURS`); a voice that speaks whole lines has a pace of its own. It is an upper estimate: a
voice that is done early leaves a little silence.

It is told from the words that are said (`spoken`), so 1835 takes as long as eighteen thirty-five.
The pace is 105-112 words per minute, pauses inside a line included (everyday narration: 125-150).
The four costs of ours are a least-squares fit to 110 phrases of calm English, the mean of flite
`rms` stretched 1.5 times and espeak-ng at rate 100 (relative error of a phrase: 10 %). On 335 other
lines each voice then filled 96 % of its slots (median; none overflowed). Scripts that do not write
vowels, or write a syllable in one sign, are counted by sign.
"""

# ruff: noqa: RUF001 - the look-alikes below are meant: they are letters of other scripts

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil
from typing import Final
from unicodedata import category, name, normalize

from kindward.units import PACKET_S, PACKETS_PER_S
from kindward.voice.spoken import spoken

LEAD_S: Final = 0.04
TAIL_S: Final = 0.06
"""The silence at both ends of a slot: a whole frame of every codec, wherever an MP3 grid falls."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What the parts of a line take in somebody's mouth, in seconds."""

    phrase_s: float
    """What a phrase takes beyond its words: the last syllable before a pause is drawn out."""

    word_s: float
    syllable_s: float
    consonant_s: float

    pauses: float
    """How long a pause inside a line is, as a share of a calm reader's."""

    room: float
    """How much longer a slot is than the fit, so that few lines have to be hurried."""

    patience: float = 0.0
    """How much longer than any voice may take it may, for each second of its slots."""

    def slowed(self, times: float) -> "Pace":
        """That of somebody who takes so many times as long for all that is said."""
        return replace(
            self,
            phrase_s=times * self.phrase_s,
            word_s=times * self.word_s,
            syllable_s=times * self.syllable_s,
            consonant_s=times * self.consonant_s,
        )


OURS: Final = Pace(0.22, 0.104, 0.188, 0.055, pauses=1.0, room=1.02)
"""The pace of every voice that is made to speak as we would."""

_PAUSE_S: Final = {
    **dict.fromkeys(",،、，", 0.45),
    **dict.fromkeys(";:–—；：؛", 0.6),
    **dict.fromkeys(".!?…。！？؟।", 0.9),
}
_JOINT: Final = re.compile(r"(?<=[,;:.!?…–—،؛؟।])\s+|(?<=[、，；：。！？])(?=\S)\s*")

_VOWELS: Final = "aeiouyæøœəıαεηιουωаеиоуыэюяєі"
_VOWEL_RUN: Final = re.compile(f"[{_VOWELS}]+")
_SYLLABIC: Final = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
_MUTE_E: Final = re.compile(r"(?<=[aeiouy])([^aeiouy]+)e(s|d)?$")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

_DIGIT_SYLLABLES: Final = 2

SIGN_COST_S: Final = 0.7
"""What a sign takes that is read aloud, such as `<` or those below."""

_READ_ALOUD: Final = "&%@#*/\\"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words said in one go, and the pause that a calm reader leaves behind them."""

    text: str
    pause_s: float


@lru_cache(maxsize=4096)
def spoken_s(text: str, language: str = "en", pace: Pace = OURS) -> float:
    """Seconds from the start to the end of a line's slot: whole 20 ms packets, never 0.

    Holds the silence at both ends and the pauses between its phrases. The same text and language
    always give the same length; more words never give less.
    """
    line = phrases(spoken(text, language))
    said = sum(
        said_s(phrase.text, language, pace) + phrase.pause_s * pace.pauses for phrase in line
    )
    packets = ceil((LEAD_S + said * pace.room + TAIL_S) * PACKETS_PER_S)
    return round(packets * PACKET_S, 2)


@lru_cache(maxsize=4096)
def phrases(text: str) -> tuple[Phrase, ...]:
    """A spoken line cut where a reader would pause; after the last there is no pause."""
    parts = [part.strip() for part in _JOINT.split(text)]
    spoken = [part for part in parts if _WORD.search(part)]
    pauses = [_PAUSE_S.get(part[-1], 0.0) for part in spoken[:-1]]
    return tuple(map(Phrase, spoken, [*pauses, 0.0]))


def said_s(phrase: str, language: str, pace: Pace = OURS) -> float:
    """Seconds of voice in one phrase."""
    words = _WORD.findall(normalize("NFC", phrase.lower()))
    words_s = sum(pace.word_s + _word_s(word, language, pace) for word in words)
    signs = sum(category(sign)[0] == "S" or sign in _READ_ALOUD for sign in phrase)
    return pace.phrase_s + words_s + signs * SIGN_COST_S


def _word_s(word: str, language: str, pace: Pace) -> float:
    """Seconds that the sounds of one word take."""
    consonants = sum(_is_consonant(sign) for sign in _bare(word))
    return _syllables(word, language) * pace.syllable_s + consonants * pace.consonant_s


def _syllables(word: str, language: str) -> int:
    """Groups of vowels; one for each sign of a syllabic script; in others, half the letters."""
    if language.partition("-")[0] == "en":
        word = _MUTE_E.sub(_without_mute_e, word)
    signs = _bare(word)
    counted = sum(_DIGIT_SYLLABLES * sign.isdigit() + _is_syllable(sign) for sign in signs)
    consonants = sum(map(_is_consonant, signs))
    return counted + (len(_VOWEL_RUN.findall(signs)) or ceil(consonants / 2)) or 1


def _without_mute_e(ending: re.Match[str]) -> str:
    """An English ending whose e is not heard: hope, hopes, hoped; but little, wanted, places."""
    consonants, tail = ending[1], ending[2]
    heard = (
        (tail is None and len(consonants) > 1 and consonants[-1] in "lr")
        or (tail == "d" and consonants[-1] in "dt")
        or (tail == "s" and consonants[-1] in "cgsxz")
    )
    return ending[0] if heard else consonants + (tail or "")


@lru_cache(maxsize=4096)
def _bare(word: str) -> str:
    """The letters and digits of a word without their accents; signs of a syllable stay whole."""
    signs = "".join(sign if _is_syllable(sign) else normalize("NFD", sign) for sign in word)
    return "".join(sign for sign in signs if category(sign)[0] in "LN")


def _is_consonant(sign: str) -> bool:
    return sign.isalpha() and sign not in _VOWELS and not _is_syllable(sign)


@lru_cache(maxsize=4096)
def _is_syllable(sign: str) -> bool:
    """Whether a sign is a syllable of its own: Han, kana, Hangul."""
    return name(sign, "").startswith(_SYLLABIC)
