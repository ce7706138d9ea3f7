"""The signs that the model reads, and espeak-ng's phonemes told in them.

The model learned IPA in a spelling of its own: one letter for each diphthong and affricate, no
marks of length in English, `T` for a tapped t (its `config.json` and misaki's EN_PHONES.md).
Told in it, 0.9 % of words were misheard; in espeak's own spelling 1.75 % (25 passages).
"""

# ruff: noqa: RUF001 - the look-alikes below are meant

import re
from collections.abc import Iterable
from typing import Final

_RUNS: Final = (
    *((1, ";:,.!?"), (9, '—…"()“” \u0303ʣʥʦʨᵝ\uab67AI'), (31, "O"), (33, "Q"), (35, "ST")),
    *((39, "W"), (41, "Yᵊabcdef"), (50, "hijklmnopqrstuvwxyzɑɐɒæ"), (75, "βɔɕç"), (80, "ɖðʤə")),
    *((85, "ɚɛɜ"), (90, "ɟ"), (92, "ɡ"), (99, "ɥ"), (101, "ɨɪʝ"), (110, "ɯɰŋɳɲɴø"), (118, "ɸθœ")),
    *((123, "ɹ"), (125, "ɾɻ"), (128, "ʁɽʂʃʈʧ"), (135, "ʊʋ"), (138, "ʌɣɤ"), (142, "χʎ")),
    *((147, "ʒʔ"), (156, "ˈˌː"), (162, "ʰ"), (164, "ʲ"), (169, "↓"), (171, "→↗↘"), (177, "ᵻ")),
)
NUMBERS: Final = {sign: start + n for start, run in _RUNS for n, sign in enumerate(run)}
"""The number of each sign in the model's first layer."""

STOPS: Final = ";:,.!?—…“”()"
"""Signs of a text that the model reads as they are: its pauses and its melody hang on them."""

TIE: Final = "^"
"""Between two letters that espeak means as one sound."""

_ONE_SOUND: Final = {
    "aɪ": "I",
    "aʊ": "W",
    "eɪ": "A",
    "oʊ": "O",
    "əʊ": "O",
    "ɔɪ": "Y",
    "tʃ": "ʧ",
    "dʒ": "ʤ",
    "ts": "ʦ",
    "dz": "ʣ",
    "əl": "ᵊl",
}
_TIED: Final = {f"{two[0]}{TIE}{two[1]}": one for two, one in _ONE_SOUND.items()}

_ENGLISH: Final = (
    *(("ʔn̩", "tᵊn"), ("n̩", "ᵊn"), ("l̩", "ᵊl"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚ", "əɹ")),
    *(("ɐ", "ə"), ("ᵻ", "ɪ"), ("ː", ""), ("ɾ", "T"), ("ʔ", "t"), ("r", "ɹ"), ("x", "k")),
)
"""In this order: a syllabic n before a plain one."""

_SWITCH: Final = re.compile(r"\([\w-]*\)")
"""espeak-ng's note that it reads on in another language."""

_PHONEMES: Final = frozenset(NUMBERS) - set(STOPS) - set('"↓→↗↘')


def told(espeaks: str, language: str) -> str:
    """Phonemes as espeak-ng writes them, ties and all, in the model's signs alone."""
    signs = _replaced(_SWITCH.sub("", espeaks), _TIED.items()).replace(TIE, "")
    if language.partition("-")[0] == "en":
        signs = _replaced(signs, _ENGLISH)
    return known(signs)


def written(ipa: str, language: str) -> str:
    """IPA as people write it in a lexicon, in the model's signs; signs that are none stay.

    Two letters of one sound may have a tie, U+0361, or none; a dot between them parts them.
    """
    plain = _replaced(ipa.replace("\u0361", ""), (("g", "ɡ"), ("'", "ˈ")))
    signs = _replaced(_replaced(plain, _ONE_SOUND.items()), ((".", ""),))
    return _replaced(signs, _ENGLISH) if language.partition("-")[0] == "en" else signs


def known(signs: str) -> str:
    """The signs that the model has, with single spaces, and those where they belong."""
    kept = re.sub(" +", " ", "".join(sign for sign in signs if sign in NUMBERS))
    return re.sub(" +(?=[;:,.!?…”)])", "", re.sub(" *([(“]) *", r" \1", kept)).strip()


def no_phonemes(signs: str) -> str:
    """Those of the signs that stand for no sound."""
    return "".join(sign for sign in signs if sign not in _PHONEMES)


def _replaced(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text
