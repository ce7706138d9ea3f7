"""The voices that macOS and Windows bring along, by pyttsx3 (MPL-2.0).

Inside the worker process alone. The system writes each phrase to a file, which is read and removed.
Among the voices of a language the best is guessed from its name, for no system tells which of its
voices are good: macOS calls downloaded ones `premium` and `enhanced`, and its oldest and its
comical ones all begin alike. (Written from pyttsx3 2.99's drivers; not yet heard on either system.)
"""

import platform
from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from kindward.voice.engine import EngineFailed, Speech
from kindward.voice.pace import OURS

CALM_RATE: Final = 130
"""Words per minute, as the system counts them."""

_RANKED: Final = ("premium", "enhanced", "com.apple.voice", "")
_LAST: Final = ("eloquence", "speech.synthesis.voice")


class System:
    """The voice that the operating system speaks with."""

    name = "system voice"
    stem = "system"
    licence = "of the operating system"
    sample_rate = 0
    merit = "is the usual voice of this computer"
    room = 0.0
    ascii_only = False
    who = ""
    made_by = "computer"
    is_plain = True
    is_whole = False
    pace = OURS

    def languages(self) -> tuple[str, ...]:
        """Whatever the system speaks, `*`: only the worker can ask it which."""
        return ("*",)

    def missing(self) -> str | None:
        """Other systems have none."""
        if platform.system() not in {"Darwin", "Windows"}:
            return "Only macOS and Windows bring voices of their own."
        return None if find_spec("pyttsx3") else "It needs pyttsx3: pip install pyttsx3."

    def edition(self) -> str:
        """The version of the library between us; the system's own voices tell none."""
        from importlib.metadata import version  # noqa: PLC0415 - slow, and not for the worker

        return version("pyttsx3")

    def speak(self, phrases: Sequence[str], language: str, tempo: float) -> tuple[Speech, ...]:
        """Speech for each phrase. Raises EngineFailed where no voice speaks the language."""
        self._engine.setProperty("voice", best_voice(self._voices, language))
        self._engine.setProperty("rate", round(CALM_RATE * tempo))
        with TemporaryDirectory(prefix="kindward-") as folder:
            return tuple(self._say(phrase, Path(folder) / "said") for phrase in phrases)

    def _say(self, phrase: str, file: Path) -> Speech:
        self._engine.save_to_file(phrase, str(file))
        self._engine.runAndWait()
        return _read(file)

    @cached_property
    def _engine(self) -> Any:  # noqa: ANN401 - pyttsx3 has no types
        import pyttsx3  # noqa: PLC0415 - only where it is needed

        return pyttsx3.init()

    @cached_property
    def _voices(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The names of all voices, each with the languages it tells."""
        told = self._engine.getProperty("voices")
        return tuple((voice.id, tuple(map(_tag, filter(None, voice.languages)))) for voice in told)


def best_voice(voices: Iterable[tuple[str, Sequence[str]]], language: str) -> str:
    """The name of the voice one would choose. Raises EngineFailed where none has the language."""
    wanted = language.lower()
    speaking = [
        (not any(tag == wanted for tag in tags), _rank(name), name)
        for name, tags in voices
        if any(tag.partition("-")[0] == wanted.partition("-")[0] for tag in tags)
    ]
    if not speaking:
        raise EngineFailed(f"the system has no voice for {language}")
    return min(speaking)[2]


def _rank(name: str) -> int:
    """0 for what is likely best; what is old or comical comes last."""
    plain = name.lower()
    if any(part in plain for part in _LAST):
        return len(_RANKED)
    return next(rank for rank, part in enumerate(_RANKED) if part in plain)


def _tag(told: str) -> str:
    """A language tag from what a system calls a language, such as `en_US`."""
    return told.replace("_", "-").lower()


def _read(file: Path) -> Speech:
    """A sound file as samples: WAV from Windows, AIFF from macOS."""
    import av  # noqa: PLC0415 - only where it is needed

    try:
        with av.open(str(file)) as container:
            rate = container.streams.audio[0].rate
            resampler = av.AudioResampler("s16", "mono", rate)
            frames = [*container.decode(audio=0), None]
            parts = [part.to_ndarray().tobytes() for f in frames for part in resampler.resample(f)]
    except (OSError, IndexError) as error:
        raise EngineFailed("the system wrote no sound") from error
    return Speech(b"".join(parts), rate)
