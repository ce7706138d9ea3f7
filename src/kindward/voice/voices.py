"""Which voices are here, which is the default, and why.

Preferred in this order, until a person's ears say otherwise: Kokoro, the system's own, flite,
festival, espeak-ng; and silence, which never fails (sound trials of this project). A voice's name
is part of a URL: it is made of a-z, 0-9 and `-` alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kindward.errors import KindwardError
from kindward.voice.engine import Engine
from kindward.voice.espeak import Espeak
from kindward.voice.festival import Festival
from kindward.voice.flite import Flite
from kindward.voice.kokoro import KOKOROS
from kindward.voice.latin import ascii_words, foreign
from kindward.voice.pace import OURS, Pace
from kindward.voice.silent import SILENT, Silent
from kindward.voice.spoken import spoken
from kindward.voice.system import System

ENGINES: Final[tuple[Engine, ...]] = (
    *KOKOROS,
    System(),
    Flite("rms", "was best understood of the calm voices we measured; a low, level man's voice"),
    Flite("slt", "is a woman's voice, slowed to our pace"),
    Festival(),
    Espeak(),
    Silent(),
)

PLAIN: Final = {
    "system voice": "",
    "flite rms": "man",
    "flite slt": "woman",
    "festival slt": "woman",
    "espeak-ng": "",
}
"""The engines that anyone hears are machines, and whose voice each has."""

_WHOSE: Final = PLAIN | {kokoro.name: kokoro.who for kokoro in KOKOROS}

EVERY_LANGUAGE: Final = "*"


class UnknownVoice(KindwardError):
    """A voice that is not here, or does not speak the language; `known` are those that do."""

    def __init__(self, wanted: str, language: str, known: Sequence[str]) -> None:
        super().__init__(
            f"No voice here is called {wanted[:40]!r} and speaks {language[:20]!r}. "
            f"These are here: {', '.join(known)}."
        )
        self.wanted = wanted
        self.known = tuple(known)


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice, for one language: how to name it, and what one would want to know of it."""

    name: str
    engine: str
    language: str
    licence: str
    sample_rate: int
    """Samples in a second; 0 where only the operating system knows."""

    is_here: bool
    is_default: bool
    why: str
    """Why one would choose it, or how to get it where it is not here: one sentence."""

    ascii_only: bool = False
    """Whether it says no letters but those of ASCII, and those built on them."""

    edition: str = ""
    """What changes with the engine or its voice."""

    pace: Pace = OURS
    """How long it takes for the parts of a line."""

    is_synthetic: bool = True

    who: str = ""
    """Whose voice it sounds like: `woman`, `man`, or nobody's in particular."""

    made_by: str = "computer"
    """`computer` or `person`; empty for silence, which nobody made."""

    title: str = ""
    """What the person who made it calls it, such as `my sister's voice`."""

    is_narrated: bool = False
    """Whether its lines were spoken beforehand."""

    is_plain: bool = False
    """Whether it says its words as a machine does; pages tell it apart from natural ones."""


def voices(language: str = "en") -> tuple[VoiceInfo, ...]:
    """The voices of one language, the preferred first, also those that are not here yet."""
    found: list[VoiceInfo] = []
    for engine in ENGINES:
        tag = spoken_tag(engine.languages(), language)
        if tag is not None:
            first = not any(voice.is_here for voice in found)
            found.append(_introduced(engine, tag, first_here=first))
    return tuple(found)


def choose(language: str, wanted: str | None = None) -> VoiceInfo:
    """The voice of this name, or the default. Raises UnknownVoice."""
    here = [voice for voice in voices(language) if voice.is_here]
    if wanted is None:
        return here[0]
    for voice in here:
        if voice.name == wanted:
            return voice
    raise UnknownVoice(wanted, language, [voice.name for voice in here])


def said(voice: VoiceInfo, text: str) -> str:
    """The words that a voice is given for a text; the shown words stay as they were written."""
    words = spoken(text, voice.language)
    return ascii_words(words) if voice.ascii_only else words


def unsaid(voice: VoiceInfo, text: str) -> str:
    """The first word of a text that the voice has no letters for; empty where it has all."""
    return foreign(spoken(text, voice.language)) if voice.ascii_only else ""


def spoken_tag(tags: Sequence[str], language: str) -> str | None:
    """The tag that serves a language best: itself, the plain language, or another region's."""
    wanted = language.lower()
    plain = wanted.partition("-")[0]
    regions = (tag for tag in tags if tag.partition("-")[0] == plain)
    if EVERY_LANGUAGE in tags or wanted in tags:
        return wanted
    return plain if plain in tags else next(regions, None)


def _introduced(engine: Engine, tag: str, *, first_here: bool) -> VoiceInfo:
    """An engine as a voice of one language."""
    missing = engine.missing()
    is_here = missing is None
    return VoiceInfo(
        name=engine.stem if len(engine.languages()) == 1 else f"{engine.stem}-{tag}",
        engine=engine.name,
        language=tag,
        licence=engine.licence,
        sample_rate=engine.sample_rate,
        is_here=is_here,
        is_default=is_here and first_here,
        why=missing or f"It {engine.merit}.",
        ascii_only=engine.ascii_only,
        edition=engine.edition() if is_here else "",
        pace=engine.pace,
        who=_WHOSE.get(engine.name, ""),
        made_by="" if engine.stem == SILENT else "computer",
        is_plain=engine.name in PLAIN,
    )
