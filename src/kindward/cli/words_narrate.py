"""The sentences about narrating."""

from collections.abc import Sequence
from typing import Final

from kindward.cli.words import sized

NARRATE_HELP: Final = """Make the sound of your practices ahead of time, in a natural voice.

This is for the practices you wrote or changed. It takes about as long as listening to them, and
needs no network.

You can stop at any time with Ctrl+C and continue later. What is finished is saved in the folder
`takes` in the data folder, about 5 MB for each minute of speech. When everything is done, you can
delete that folder.

You need the voice kokoro first: `kindward voices add kokoro`.

\b
Examples:
  kindward narrate --language en
  kindward narrate --voice kokoro-dora
  kindward narrate --check
"""
LANGUAGE: Final = "Only this language. Otherwise every language that has a natural voice."
VOICE: Final = "Only this voice. Otherwise the first one for each language."
CHECK: Final = "Only show which lines have no sound yet. This works without the voice."
INTO: Final = "Save complete voice files in this folder, for the practices that come with Kindward."

_SHOWN: Final = 20


def unknown(known: Sequence[str]) -> str:
    """A voice that cannot narrate."""
    return f"That voice can't be used for this. You can choose from: {', '.join(known)}."


def checked(voice: str, language: str, lines: Sequence[str]) -> str:
    """What a voice has not said yet."""
    if not lines:
        return complete(voice, language)
    shown = "\n".join(f"    {line}" for line in lines[:_SHOWN])
    more = f"\n    and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    count = _counted(len(lines))
    return f"{count} ({language}) not ready yet in the voice {voice}:\n{shown}{more}"


def complete(voice: str, language: str) -> str:
    """A voice that has said all."""
    return f"Every line ({language}) is ready in the voice {voice}."


def speaking(voice: str, language: str) -> str:
    """Before the bar."""
    return f"Making the sound: {voice} ({language})"


def made(voice: str, lines: int, size: int) -> str:
    """A pack that is there."""
    return f"The voice {voice} is ready: {_counted(lines)}, {sized(size)}."


def _counted(lines: int) -> str:
    return "1 line" if lines == 1 else f"{lines} lines"
