"""The model itself: signs and a voice in, sound out at 24 kHz, and where in it each sign begins.

Kokoro-82M (Apache-2.0) as int8 ONNX. It reads at most 510 signs in one go, and the row of the
voice's table is chosen by how many there are. The same signs, voice and speed always give the same
samples on one machine. How it is opened, so that each sign may have a speed of its own: `graph.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from kindward.arrays import Samples
from kindward.voice.cancellation import Cancellation, Cancelled
from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.alphabet import NUMBERS
from kindward.voice.kokoro.files import MODEL, checked, vector
from kindward.voice.kokoro.graph import LASTING, opened_up
from kindward.voice.kokoro.tempo import speeds

MOST_SIGNS: Final = 510
_STYLE: Final = 256
LOUDEST: Final = 32_767
"""A sample of full loudness in 16 bits."""

_TICK: Final = 600  # samples: what the model counts in

_ENDS: Final = (re.compile(r"(?<=[.!?…]) "), re.compile(r"(?<=[;:,—]) "), re.compile(" "))
"""Where too long a text is parted: at sentences, else at clauses, else at words."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sound, and the sample where each of its signs begins, and where the last one ends."""

    sound: Samples
    begins: tuple[int, ...]


class Model:
    """The model in a folder, loaded when it first speaks; each voice likewise. For one thread."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self._folder, self._threads = folder, threads
        self._voices: dict[str, Samples] = {}

    def speak(
        self, signs: str, voice: str, speed: float, cancellation: Cancellation | None = None
    ) -> "Utterance":
        """What the signs sound like; `speed` 1 is the model's own, and under .6 it slurs.

        It has up to .4 s of near-silence at both ends. Raises EngineFailed, Cancelled.
        """
        heeded = cancellation or Cancellation()
        return joined([self._said(piece, voice, speed, heeded) for piece in parted(signs)])

    def _said(
        self, signs: str, voice: str, speed: float, cancellation: Cancellation
    ) -> "Utterance":
        numbers = [NUMBERS[sign] for sign in signs]
        given = {
            "tokens": np.array([[0, *numbers, 0]], np.int64),
            "style": self._table(voice)[len(numbers) - 1].reshape(1, _STYLE),
            "speed": np.array(list(speeds(signs, speed)), np.float32),
        }
        runtime, session = self._opened
        run = runtime.RunOptions()
        try:
            with cancellation.calls(lambda: setattr(run, "terminate", True)):
                sound, lasting = session.run(["audio", LASTING], given, run)
        except Exception as error:  # onnxruntime has a class of its own for each way to fail
            if cancellation.is_asked:
                raise Cancelled from error
            raise EngineFailed("its model stopped working") from error
        begins = np.cumsum(lasting.ravel()[:-1]).astype(np.int64) * _TICK
        return Utterance(sound.ravel(), tuple(map(int, begins)))

    @cached_property
    def _opened(self) -> tuple[Any, Any]:
        """onnxruntime, which has no types, and its session with the model."""
        try:
            import onnxruntime  # noqa: PLC0415 - an extra, and only where it speaks
        except ImportError:
            raise EngineFailed("onnxruntime is not installed") from None
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self._threads, 1
        options.log_severity_level = 4
        model, by = opened_up(_read(checked(self._folder, MODEL))), ["CPUExecutionProvider"]
        try:
            session = onnxruntime.InferenceSession(model, options, providers=by)
        except Exception as error:
            raise EngineFailed("its model can't be read") from error
        session._model_bytes = b""  # noqa: SLF001 - 92 MB that it keeps and has no more use for
        return onnxruntime, session

    def _table(self, voice: str) -> Samples:
        """The voice's style for each number of signs."""
        if voice not in self._voices:
            table = np.fromfile(checked(self._folder, vector(voice)), "<f4")
            self._voices[voice] = table.reshape(MOST_SIGNS, _STYLE).astype(np.float32)
        return self._voices[voice]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EngineFailed("its model can't be read") from error


def joined(spoken: Sequence[Utterance]) -> Utterance:
    """Pieces of one text, one after the other; nothing where there are none."""
    before, begins = 0, [0]
    for each in spoken:
        begins = [*begins[:-1], *(before + begin for begin in each.begins)]
        before += len(each.sound)
    sounds = [each.sound for each in spoken] or [np.zeros(0, np.float32)]
    return Utterance(np.concatenate(sounds), tuple(begins))


def in_16_bits(sound: Samples) -> NDArray[np.int16]:
    """The samples as whole numbers, as engines give them and takes keep them."""
    return np.rint(np.clip(sound, -1, 1) * LOUDEST).astype("<i2")


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
