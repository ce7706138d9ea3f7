"""Takes: passages as the model spoke them, kept until a pack is made of them.

Each is a file of its own, named by all that its sound hangs on, and appears under its name when it
is whole: whoever is stopped at any moment goes on from there, and two at once speak nothing twice
but what both have just begun.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from kindward.voice.kokoro.files import MODEL, vector
from kindward.voice.kokoro.model import Spoken
from kindward.voice.kokoro.tempo import END_SPEED, LINGERING

_LOUDEST: Final = 32_767
ENDING: Final = ".take.npz"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be spoken: the model's signs for one go, in whose voice, how fast."""

    signs: str
    voice: str
    speed: float

    @property
    def name(self) -> str:
        """What changes with anything that changes the sound."""
        how = (MODEL.digest, vector(self.voice).digest, self.speed, LINGERING, END_SPEED)
        return sha256(repr((*how, self.signs)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Takes:
    """A folder of them."""

    folder: Path

    def has(self, wanted: Wanted) -> bool:
        """Whether it was spoken."""
        return self._file(wanted).is_file()

    def take(self, wanted: Wanted) -> Spoken | None:
        """What was spoken; None where it was not, or its file is damaged."""
        with suppress(OSError, ValueError, KeyError, EOFError, BadZipFile):
            with np.load(self._file(wanted), allow_pickle=False) as kept:
                sound = kept["sound"].astype(np.float32) / _LOUDEST
                begins = tuple(map(int, kept["begins"]))
            if len(begins) > len(wanted.signs) and begins[-1] <= len(sound):
                return Spoken(sound, begins)
        return None

    def keep(self, wanted: Wanted, spoken: Spoken) -> None:
        """Keep it, whole or not at all. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{wanted.name}.{os.getpid()}.part"
        sound = np.rint(np.clip(spoken.sound, -1, 1) * _LOUDEST).astype(np.int16)
        try:
            with part.open("wb") as file:
                np.savez(file, sound=sound, begins=np.array(spoken.begins, np.int32))
            part.replace(self._file(wanted))
        finally:
            part.unlink(missing_ok=True)

    def made(self, wanted: Wanted, speak: Callable[[Wanted], Spoken]) -> Spoken:
        """What was spoken, or is now and is kept. Raises OSError and what `speak` raises."""
        kept = self.take(wanted)
        if kept is None:
            self.keep(wanted, speak(wanted))
            kept = self.take(wanted)
        if kept is None:
            raise OSError("what was just kept cannot be read")
        return kept

    def _file(self, wanted: Wanted) -> Path:
        return self.folder / f"{wanted.name}{ENDING}"
