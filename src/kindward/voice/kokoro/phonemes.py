"""Words to the model's signs, by espeak-ng's rules and a lexicon of what those say wrong.

The library is the one that espeak speaks with: here it only reads. Not for two threads at once.
(API: espeak-ng 1.52, speak_lib.h, espeak_TextToPhonemes.)
"""

import ctypes
import re
from typing import Final

from kindward.voice.engine import EngineFailed
from kindward.voice.espeak import opened, voice_of
from kindward.voice.kokoro.alphabet import STOPS, TIE, known, told
from kindward.voice.kokoro.lexicon import NOTHING, Lexicon

_UTF8: Final = 1
_IPA_TIED: Final = 0x02 | 0x80 | ord(TIE) << 8
_READ_AS: Final = {"es": "es-419"}
"""The accent in which a language is read, where espeak's first one is of one country: most people
who speak Spanish say s where Castile says z."""

_PARTS: Final = re.compile(rf"([{re.escape(STOPS)}]+)")


def phonemes(text: str, language: str, lexicon: Lexicon = NOTHING) -> str:
    """The signs for a text in plain words; empty where nothing of it is said.

    Stops stay where they are. `language` is a tag that espeak knows. Raises EngineFailed.
    """
    parts = _PARTS.split(text)
    said = [_clause(part, language, lexicon) for part in parts[::2]]
    if not any(said):
        return ""
    return known(
        "".join(f"{words}{stops} " for words, stops in zip(said, [*parts[1::2], ""], strict=True))
    )


def _clause(words: str, language: str, lexicon: Lexicon) -> str:
    """The signs for words without a stop: the lexicon's, and espeak's for what is between."""
    parts = lexicon.parted(words)
    return " ".join(said or _read(plain, language) for plain, said in parts).strip()


def _read(words: str, language: str) -> str:
    """The signs that espeak reads words as."""
    if not any(map(str.isalnum, words)):
        return ""
    library, _ = opened()
    if library.espeak_SetVoiceByName(voice_of(_READ_AS.get(language, language)).encode()):
        raise EngineFailed(f"espeak-ng doesn't know the language {language}")
    read = library.espeak_TextToPhonemes
    read.restype, read.argtypes = (
        ctypes.c_char_p,
        (ctypes.POINTER(ctypes.c_char_p), *[ctypes.c_int] * 2),
    )
    rest, heard = ctypes.c_char_p(words.encode()), []
    while rest.value is not None:
        heard.append((read(ctypes.byref(rest), _UTF8, _IPA_TIED) or b"").decode())
    return told(" ".join(heard), language)
