"""espeak-ng: a plain voice in a hundred languages, always here, from a PyPI wheel.

Its library (GPL-3) is called by ctypes, inside the worker process alone. It is tuned as far as it
goes towards calm: slow, a lower pitch, a narrower melody, a little air between words (sound trials
of this project). It carries state from one line into the next that no call resets, so where the
system can fork, every line is spoken in a fork of a freshly prepared library: the same line then
always sounds the same. (API: espeak-ng 1.52, speak_lib.h.)
"""

import ctypes
import os
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.fork import in_a_fork
from kindward.voice.pace import OURS

PACKAGE: Final = "espeakng_loader"

SETTINGS: Final = {
    3: 40,  # pitch, of 0-100; 50 is its own
    4: 25,  # range of the melody, of 0-100; 50 is its own
    7: 1,  # gap between words, in tens of milliseconds at its normal speed
}
RATE: Final = 1
CALM_RATE: Final = 100
"""Nominally words per minute; on phrases of ours it gives 122 (measured)."""

RATE_BOUNDS: Final = (80, 450)

PREFERRED: Final = {"en": "en-us"}
"""Where several voices claim a tag: the American one was understood better in trials."""

_SYNCHRONOUS: Final = 2  # AUDIO_OUTPUT_SYNCHRONOUS
_NEVER_EXIT: Final = 0x8000  # espeakINITIALIZE_DONT_EXIT
_UTF8: Final = 1
_BY_CHARACTER: Final = 1  # POS_CHARACTER: from the first


class Espeak:
    """espeak-ng, in any of its languages."""

    name = "espeak-ng"
    stem = "espeak"
    licence = "GPL-3.0-or-later"
    sample_rate = 22_050
    merit = (
        "speaks more than a hundred languages and is always here, though it sounds like a machine"
    )
    room = 0.1
    ascii_only = False
    who = ""
    made_by = "computer"
    is_plain = True
    is_whole = False
    pace = OURS

    def languages(self) -> tuple[str, ...]:
        """Every tag in the data that came with the library; `*` where there is none to read."""
        return tuple(_voices()) or ("*",)

    def missing(self) -> str | None:
        """The package, where there is none."""
        if _folder() is not None:
            return None
        return "The package espeakng-loader brings it: pip install espeakng-loader."

    def edition(self) -> str:
        """The version of the package that holds library and data."""
        return _version()

    def speak(self, phrases: Sequence[str], language: str, tempo: float) -> tuple[Speech, ...]:
        """Speech for each phrase, in a fork where there is one."""
        voice = voice_of(language)
        library, rate = opened()  # made ready here, so that no fork has to
        library.espeak_SetSynthCallback(self._listener)
        speak = partial(self._speak_here, library, phrases, voice, tempo)
        sounds = in_a_fork(speak) if hasattr(os, "fork") else tuple(speak())
        return tuple(Speech(pcm, rate) for pcm in sounds)

    def _speak_here(
        self, library: ctypes.CDLL, phrases: Sequence[str], voice: str, tempo: float
    ) -> Iterator[bytes]:
        """The phrases, spoken by the library in this very process."""
        if library.espeak_SetVoiceByName(voice.encode()):
            raise EngineFailed(f"voice {voice} could not be read")
        rate = min(max(round(CALM_RATE * tempo), RATE_BOUNDS[0]), RATE_BOUNDS[1])
        for setting, value in {RATE: rate, **SETTINGS}.items():
            library.espeak_SetParameter(setting, value, 0)
        for phrase in phrases:
            self._heard.clear()
            words = phrase.encode()
            library.espeak_Synth(words, len(words) + 1, 0, _BY_CHARACTER, 0, _UTF8, None, None)
            yield bytes(self._heard)

    @cached_property
    def _listener(self) -> object:
        """Takes in samples as they come; kept here because the library keeps only its address."""
        kind = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

        def listen(samples: int | None, count: int, _events: int | None) -> int:
            if samples:
                self._heard += ctypes.string_at(samples, 2 * count)
            return 0

        return kind(listen)

    @cached_property
    def _heard(self) -> bytearray:
        return bytearray()


@lru_cache(maxsize=1)
def opened() -> tuple[ctypes.CDLL, int]:
    """The library, ready to read and to speak, and the rate it speaks at. Raises EngineFailed."""
    folder = _folder()
    if folder is None:
        raise EngineFailed("not here")
    from espeakng_loader import get_library_path  # noqa: PLC0415 - not where nothing speaks

    library = ctypes.CDLL(get_library_path())
    rate = library.espeak_Initialize(_SYNCHRONOUS, 0, str(folder).encode(), _NEVER_EXIT)
    if rate <= 0:
        raise EngineFailed("its data could not be read")
    return library, rate


def voice_of(language: str) -> str:
    """The voice that serves a language tag best, as a file below `lang`. Raises EngineFailed."""
    tag = PREFERRED.get(language, language)
    if tag not in _voices():
        raise EngineFailed(f"no voice for {tag}")
    return _voices()[tag]


@lru_cache(maxsize=1)
def _version() -> str:
    from importlib.metadata import version  # noqa: PLC0415 - slow, and not for the worker

    return version("espeakng-loader")


@lru_cache(maxsize=1)
def _folder() -> Path | None:
    """Where the data of the library lies."""
    found = find_spec(PACKAGE)
    places = found.submodule_search_locations if found else None
    return Path(places[0]) / "espeak-ng-data" if places else None


@lru_cache(maxsize=1)
def _voices() -> dict[str, str]:
    """The voice of every language tag, as a file below `lang`.

    A file says `language TAG [PRIORITY]` for each tag that it serves; the lowest number wins, 5 if
    there is none (espeak-ng, docs/voices.md).
    """
    folder = _folder()
    claims: list[tuple[str, int, str]] = []
    for file in folder.glob("lang/*/*") if folder else ():
        voice = file.relative_to(file.parents[1]).as_posix()
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("language "):
                tag, priority = (*line.split()[1:], "5")[:2]
                claims.append((tag.lower(), int(priority), voice))
    return {tag: voice for tag, _, voice in sorted(claims, reverse=True)}
