"""flite: small CMU voices with a BSD-like licence, where the machine has libflite.

Called by ctypes, inside the worker process alone. `rms` slowed 1.5 times, with a low and level
melody, was the best understood of all calm voices we could measure (9.7 % of words wrong by a weak
judge, softened; espeak-ng 45 %). (API: flite 2.2, flite.h, cst_wave.h, cst_voice.h.)
"""

import ctypes
from collections.abc import Sequence
from ctypes.util import find_library
from functools import cached_property, lru_cache
from typing import Any, Final

from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.pace import OURS

CALM: Final = {"rms": (1.5, 95.0, 8.0), "slt": (1.65, 150.0, 8.0)}
"""For each voice that we tuned: how much slower, the middle of its pitch and the deviation, Hz."""

_STRETCH: Final = b"duration_stretch"
_MIDDLE: Final = b"int_f0_target_mean"
_DEVIATION: Final = b"int_f0_target_stddev"
# Module constants, because flite keeps the address of a name and not its letters: a setting whose
# name was freed is silently ignored.


class _Wave(ctypes.Structure):
    """cst_wave."""

    _fields_ = (
        ("type", ctypes.c_char_p),
        ("sample_rate", ctypes.c_int),
        ("num_samples", ctypes.c_int),
        ("num_channels", ctypes.c_int),
        ("samples", ctypes.c_void_p),
    )


class _Voice(ctypes.Structure):
    """The head of cst_voice."""

    _fields_ = (("name", ctypes.c_char_p), ("features", ctypes.c_void_p))


class Flite:
    """One of flite's American voices."""

    licence = "BSD-like (CMU)"
    sample_rate = 16_000
    room = 0.1
    ascii_only = True
    made_by = "computer"
    is_plain = True
    is_whole = False
    pace = OURS

    def __init__(self, voice: str, who: str, merit: str) -> None:
        self.voice = voice
        self.name = f"flite {voice}"
        self.stem = f"flite-{voice}"
        self.who, self.merit = who, merit

    def languages(self) -> tuple[str, ...]:
        """English."""
        return ("en",)

    def missing(self) -> str | None:
        """The package that brings it."""
        if _found("flite") and _found(f"flite_cmu_us_{self.voice}"):
            return None
        return "It comes with flite: `apt install libflite1`, or `brew install flite`."

    def edition(self) -> str:
        """The file of the voice, whose name ends in its version."""
        return str(_found(f"flite_cmu_us_{self.voice}"))

    def speak(
        self,
        phrases: Sequence[str],
        language: str,  # noqa: ARG002 - it has one
        tempo: float,
    ) -> tuple[Speech, ...]:
        """Speech for each phrase."""
        flite, voice = self._ready
        stretch, middle, deviation = CALM[self.voice]
        settings = ((_STRETCH, stretch / tempo), (_MIDDLE, middle), (_DEVIATION, deviation))
        for name, value in settings:
            flite.flite_feat_set_float(voice.contents.features, name, value)
        flite.srand(1)  # its breathiness is the C library's chance: the same line, the same sound
        return tuple(_say(flite, voice, phrase) for phrase in phrases)

    @cached_property
    def _ready(self) -> tuple[ctypes.CDLL, Any]:
        """The library and its voice, able to speak."""
        if self.missing():
            raise EngineFailed("not here")
        flite = ctypes.CDLL(_found("flite"))
        flite.flite_init()
        flite.flite_feat_set_float.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_float)
        flite.flite_text_to_wave.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
        flite.flite_text_to_wave.restype = ctypes.POINTER(_Wave)
        flite.delete_wave.argtypes = (ctypes.POINTER(_Wave),)
        name = f"cmu_us_{self.voice}"
        register = ctypes.CDLL(_found(f"flite_{name}"))[f"register_{name}"]
        register.argtypes = (ctypes.c_char_p,)
        register.restype = ctypes.POINTER(_Voice)
        return flite, register(None)


@lru_cache
def _found(name: str) -> str | None:
    """A shared library's file; asked once, because asking may start other programs."""
    return find_library(name)


def _say(flite: ctypes.CDLL, voice: Any, phrase: str) -> Speech:  # noqa: ANN401 - a ctypes pointer
    """One phrase, copied out of flite's own memory."""
    wave = flite.flite_text_to_wave(phrase.encode(), voice)
    if not wave:
        raise EngineFailed("it gave no sound")
    try:
        told = wave.contents
        return Speech(ctypes.string_at(told.samples, 2 * told.num_samples), told.sample_rate)
    finally:
        flite.delete_wave(wave)
