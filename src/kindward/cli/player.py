"""Sound for `kindward play`: a sitting's WAV, handed to whatever player this machine has.

To pause, the player is ended; to go on, another starts with the rest of the sitting: no two
players agree on how to be paused.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from shutil import which
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final, Literal

from kindward.clip import PCM
from kindward.studio import Recording
from kindward.units import SAMPLE_RATE

_SECOND_BYTES: Final = SAMPLE_RATE // PCM.frame_samples * PCM.frame_bytes


@dataclass(frozen=True, slots=True)
class Program:
    """A player: its command, and whether it takes a WAV as it comes, bare samples, or a file."""

    command: tuple[str, ...]
    takes: Literal["stream", "samples", "file"]


PROGRAMS: Final = (
    Program(("mpv", "--no-config", "--no-video", "--really-quiet", "--no-terminal", "-"), "stream"),
    Program(("ffplay", "-nodisp", "-autoexit", "-loglevel", "quiet", "-i", "pipe:0"), "stream"),
    Program(
        ("paplay", "--raw", f"--rate={SAMPLE_RATE}", "--channels=1", "--format=s16le"), "samples"
    ),
    Program(("aplay", "-q", "-"), "stream"),
    Program(("pw-play",), "file"),
    Program(("afplay",), "file"),
)
"""Looked for in this order."""

_WINSOUND: Final = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME)"


def find_program() -> Program | None:
    """The first player that is here."""
    if sys.platform == "win32":
        return Program((sys.executable, "-c", _WINSOUND), "file")
    return next((program for program in PROGRAMS if which(program.command[0])), None)


@dataclass(frozen=True, slots=True)
class Playing:
    """A player at work. Once it has ended, nothing of it is left."""

    process: "Popen[bytes]"

    def end(self) -> None:
        """Quiet, now."""
        self.process.terminate()
        self.process.wait()

    @property
    def has_ended(self) -> bool:
        """Whether the player ended by itself, as one does at once where no loudspeaker is."""
        return self.process.poll() is not None


@dataclass(frozen=True, slots=True)
class Sound:
    """A sitting's sound, to be heard from any second on."""

    recording: Recording
    total_s: int
    program: Program
    folder: Path
    """Where the file lies for a player that takes no stream; whoever made it removes it."""

    def play(self, from_s: float) -> Playing:
        """A player that has just begun at this second."""
        if self.program.takes == "file":
            return Playing(self._open_file(from_s))
        pieces = self._pieces(from_s)
        begun = list(islice(pieces, 2))  # the head and the first line, or the clock would run ahead
        process = Popen(self.program.command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - from the table above
        Thread(target=_feed, args=(process, chain(begun, pieces)), daemon=True).start()
        return Playing(process)

    def _open_file(self, from_s: float) -> "Popen[bytes]":
        file = self.folder / "sitting.wav"
        with file.open("wb") as written:
            written.writelines(self._pieces(from_s))
        command = (*self.program.command, str(file))
        return Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - the same

    def _pieces(self, from_s: float) -> Iterator[bytes]:
        """The WAV with its beginning left out. Its head still tells the whole; players read on."""
        head = self.recording.size - self.total_s * _SECOND_BYTES
        start = head + int(from_s * SAMPLE_RATE) * (_SECOND_BYTES // SAMPLE_RATE)
        told = 0 if self.program.takes == "samples" else head
        rest = self.recording.read(start, self.recording.size)
        return chain(self.recording.read(0, told), rest)


def _feed(process: "Popen[bytes]", pieces: Iterable[bytes]) -> None:
    with suppress(OSError), process.stdin as stdin:  # type: ignore[union-attr]  # it is a PIPE
        stdin.writelines(pieces)  # ends early when the player has gone


@contextmanager
def sound_of(recording: Recording, total_s: int) -> Iterator[Sound | None]:
    """The sound of a sitting, or None on a machine without a player."""
    program = find_program()
    if program is None:
        yield None
        return
    with TemporaryDirectory(prefix="kindward-") as folder:
        yield Sound(recording, total_s, program, Path(folder))
