"""Festival: the Edinburgh speech system, where the machine has it with its HTS voice.

One `festival --pipe` stays open in the worker and is fed Scheme; starting it takes longer than
saying a line. The voice is a hidden Markov model of the CMU ARCTIC speaker slt, at 32 kHz.
(Festival manual 2.5; hts_engine's option -r is the rate of speech.)
"""

import re
import shutil
import subprocess
import wave
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final, cast

from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.pace import OURS

VOICE: Final = "cmu_us_slt_arctic_hts"

PLACES: Final = ("/usr/share/festival/voices", "/usr/lib/festival/voices")

CALM_RATE: Final = 0.57

_DONE: Final = "kindward-done"

_OPENING: Final = f"""
(voice_{VOICE})
(define (kindward_say words rate file)
  (set! hts_engine_params
    (append {VOICE}::hts_engine_params (list (list "-r" rate))))
  (utt.save.wave (utt.synth (eval (list 'Utterance 'Text words))) file 'riff))
"""


class Festival:
    """Festival's HTS voice."""

    name = "festival slt"
    stem = "festival-slt"
    licence = "BSD-like (CMU, EST)"
    sample_rate = 32_000
    merit = "is clear and even, and takes a moment longer to begin"
    room = 0.1
    ascii_only = True
    who = "woman"
    made_by = "computer"
    is_plain = True
    is_whole = False
    pace = OURS

    def languages(self) -> tuple[str, ...]:
        """English."""
        return ("en",)

    def missing(self) -> str | None:
        """The packages that bring both."""
        if shutil.which("festival") and _voice_folder():
            return None
        return "It comes with festival: `apt install festival festvox-us-slt-hts`."

    def edition(self) -> str:
        """The voice's model, by its size: it has no version of its own."""
        folder = _voice_folder()
        files = sorted(folder.rglob("*.htsvoice")) if folder else []
        return "-".join(str(file.stat().st_size) for file in files)

    def speak(
        self,
        phrases: Sequence[str],
        language: str,  # noqa: ARG002 - it has one
        tempo: float,
    ) -> tuple[Speech, ...]:
        """Speech for each phrase, by way of small files that go at once."""
        with TemporaryDirectory(prefix="kindward-") as folder:
            return tuple(self._say(phrase, tempo, Path(folder) / "said.wav") for phrase in phrases)

    def _say(self, phrase: str, tempo: float, file: Path) -> Speech:
        self._tell(f'(kindward_say "{_quoted(phrase)}" {CALM_RATE * tempo:.4f} "{file}")')
        try:
            with wave.open(str(file)) as said:
                return Speech(said.readframes(said.getnframes()), said.getframerate())
        except (OSError, EOFError, wave.Error) as error:
            raise EngineFailed("it gave no sound") from error

    def _tell(self, scheme: str) -> None:
        """Have it done: back when festival says so. One that stops is started anew next time."""
        program = self._program
        listens, answers = cast("IO[bytes]", program.stdin), cast("IO[bytes]", program.stdout)
        with suppress(BrokenPipeError):
            listens.write(f'{scheme}\n(format t "{_DONE}\\n")\n(fflush nil)\n'.encode())
            listens.flush()
        told = iter(answers.readline, b"")
        if not any(line.decode().strip() == _DONE for line in told):
            program.wait()
            del self._program
            raise EngineFailed("it stopped")

    @cached_property
    def _program(self) -> subprocess.Popen[bytes]:
        """Festival, with its voice; it ends when its pipe is closed."""
        place = shutil.which("festival")
        if place is None:
            raise EngineFailed("not here")
        program = subprocess.Popen(  # noqa: S603 - the machine's own festival, fixed arguments
            (place, "--pipe"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        cast("IO[bytes]", program.stdin).write(_OPENING.encode())
        return program


@lru_cache(maxsize=1)
def _voice_folder() -> Path | None:
    """Where the voice lies, by Debian's custom: below the name of its language."""
    folders = (folder for place in PLACES for folder in Path(place).glob(f"*/{VOICE}"))
    return next(folders, None)


def _quoted(phrase: str) -> str:
    """The phrase as it may stand between Scheme's quotes."""
    return re.sub(r'(["\\])', r"\\\1", phrase)
