"""The model itself: signs and a voice in, sound out, at 24 kHz.

Kokoro-82M (Apache-2.0) as int8 ONNX. It reads at most 510 signs in one go, and the row of the
voice's table is chosen by how many there are. The same signs, voice and speed always give the same
samples on one machine.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.alphabet import NUMBERS
from kindward.voice.kokoro.files import MODEL, checked, vector
from kindward.voice.loudness import Floats

MOST_SIGNS: Final = 510
_STYLE: Final = 256
_LOUDEST: Final = 32_767
_ENDS: Final = (re.compile(r"(?<=[.!?…]) "), re.compile(r"(?<=[;:,—]) "), re.compile(" "))
"""Where too long a text is parted: at sentences, else at clauses, else at words."""


class Model:
    """The model in a folder, loaded when it first speaks; each voice likewise. For one thread."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self._voices: dict[str, Floats] = {}

    def speak(self, signs: str, voice: str, speed: float) -> Floats:
        """The sound of the signs; `speed` 1 is the model's own, and under .6 it slurs.

        It has up to .3 s of near-silence at both ends. Raises EngineFailed.
        """
        spoken = [self._said(piece, voice, speed) for piece in parted(signs)]
        return np.concatenate(spoken) if spoken else np.zeros(0, np.float32)

    def _said(self, signs: str, voice: str, speed: float) -> Floats:
        numbers = [NUMBERS[sign] for sign in signs]
        given = {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": self._table(voice)[len(numbers) - 1].reshape(1, _STYLE),
            "speed": np.array([speed], np.float32),
        }
        session = self._session
        try:
            sound: Floats = session.run(None, given)[0].ravel()
        except Exception as error:  # onnxruntime has a class of its own for each way to fail
            raise EngineFailed("its model could not say a line") from error
        return sound

    @cached_property
    def _session(self) -> Any:  # noqa: ANN401 - onnxruntime has no types
        try:
            import onnxruntime  # noqa: PLC0415 - an extra, and only where it speaks
        except ImportError:
            raise EngineFailed("onnxruntime is not here") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self._threads, 1
        options.log_severity_level = 4
        model, by = str(checked(self._folder, MODEL)), ["CPUExecutionProvider"]
        try:
            return onnxruntime.InferenceSession(model, options, providers=by)
        except Exception as error:
            raise EngineFailed("its model could not be read") from error

    def _table(self, voice: str) -> Floats:
        """The voice's style for each number of signs."""
        if voice not in self._voices:
            table = np.fromfile(checked(self._folder, vector(voice)), "<f4")
            self._voices[voice] = table.reshape(MOST_SIGNS, _STYLE).astype(np.float32)
        return self._voices[voice]


def in_16_bits(sound: Floats) -> bytes:
    """The samples as engines give them."""
    return np.rint(np.clip(sound, -1, 1) * _LOUDEST).astype("<i2").tobytes()


def parted(signs: str, most: int = MOST_SIGNS) -> Iterator[str]:
    """The signs in pieces that the model can read, each as long as can be."""
    while len(signs) > most:
        head = signs[: most + 1]
        ends = (found.start() for pattern in _ENDS for found in list(pattern.finditer(head))[-1:])
        end = next(ends, most)
        yield signs[:end]
        signs = signs[end:].lstrip()
    if signs:
        yield signs
