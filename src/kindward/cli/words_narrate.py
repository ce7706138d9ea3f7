"""The sentences about narrating."""

from collections.abc import Sequence
from typing import Final

NARRATE_HELP: Final = """Have a natural voice say every practice beforehand.

The voices that come with Kindward have said its practices already. This is for the practices you
wrote or changed. It takes about as long as listening to them would, and needs no network.

You can stop it at any time (Ctrl-C) and go on later: what was said is kept, about 5 MB a minute, in
the folder `takes` beside what you saved. You can remove that folder when you're done.

It needs kokoro: `kindward voices add kokoro`.

\b
Examples:
  kindward narrate --language en
  kindward narrate --voice kokoro-dora
  kindward narrate --check
"""
LANGUAGE: Final = "Only this language. Otherwise every language that has a natural voice."
VOICE: Final = "This voice. Otherwise the first of each language."
CHECK: Final = "Only see whether every line was said. Needs no voice."
INTO: Final = "Put whole packs here, of the practices that come with Kindward."

_SHOWN: Final = 20


def unknown(known: Sequence[str]) -> str:
    """A voice that cannot narrate."""
    return f"That voice can't narrate. These can: {', '.join(known)}."


def checked(voice: str, language: str, lines: Sequence[str]) -> str:
    """What a voice has not said yet."""
    if not lines:
        return complete(voice, language)
    shown = "\n".join(f"    {line}" for line in lines[:_SHOWN])
    more = f"\n    and {len(lines) - _SHOWN} more" if len(lines) > _SHOWN else ""
    count = "1 line" if len(lines) == 1 else f"{len(lines)} lines"
    return f"{voice} has not said {count} ({language}) yet:\n{shown}{more}"


def complete(voice: str, language: str) -> str:
    """A voice that has said all."""
    return f"{voice} has said every line ({language})."


def speaking(voice: str, language: str) -> str:
    """Before the bar."""
    return f"{voice} is speaking ({language})"


def made(voice: str, lines: int, size: int) -> str:
    """A pack that is there."""
    return f"{voice} has said {lines} lines, {size / 1e6:.1f} MB."
