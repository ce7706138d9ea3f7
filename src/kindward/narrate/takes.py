"""Takes: passages as the model spoke them, kept until a pack is made of them.

Each is a file of its own, named by all that its sound hangs on, and appears under its name when it
is whole: whoever is stopped at any moment goes on from there, and two at once speak nothing twice
but what both have just begun.
"""

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from kindward.files import open_file
from kindward.narrate.wanted import Wanted
from kindward.voice.kokoro.files import MODEL, vector
from kindward.voice.kokoro.model import LOUDEST, Utterance, in_16_bits
from kindward.voice.kokoro.tempo import LINGERING, SILENCE_SPEED

ENDING: Final = ".take.npz"
_PART: Final = ".part"
_LEFT_S: Final = 3600


@dataclass(frozen=True, slots=True)
class Takes:
    """A folder of them."""

    folder: Path

    def take(self, wanted: Wanted) -> Utterance | None:
        """What was spoken; None where it was not, or its file is damaged."""
        with suppress(OSError, ValueError, KeyError, EOFError, BadZipFile):
            with open_file(self._file(wanted)) as file, np.load(file) as kept:
                sound = kept["sound"].astype(np.float32) / LOUDEST
                begins = tuple(map(int, kept["begins"]))
            if len(begins) > len(wanted.signs) and begins[-1] <= len(sound):
                return Utterance(sound, begins)
        return None

    def keep(self, wanted: Wanted, spoken: Utterance) -> None:
        """Keep it, whole or not at all. Raises OSError."""
        self.folder.mkdir(parents=True, exist_ok=True)
        part = self.folder / f".{name(wanted)}.{os.getpid()}{_PART}"
        try:
            with part.open("wb") as file:
                begins = np.array(spoken.begins, np.int32)
                np.savez(file, sound=in_16_bits(spoken.sound), begins=begins)
            part.replace(self._file(wanted))
        finally:
            part.unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove what was left half-written by somebody who was stopped."""
        with suppress(OSError):
            for part in self.folder.glob(f".*{_PART}"):
                if time.time() - part.stat().st_mtime > _LEFT_S:
                    part.unlink(missing_ok=True)

    def _file(self, wanted: Wanted) -> Path:
        return self.folder / f"{name(wanted)}{ENDING}"


def name(wanted: Wanted) -> str:
    """What changes with anything that changes the sound."""
    how = (MODEL.digest, vector(wanted.voice).digest, wanted.speed, LINGERING, SILENCE_SPEED)
    return sha256(repr((*how, wanted.signs)).encode()).hexdigest()[:32]
