"""Which voices are here, which is the default, and why.

First come those that have spoken already (narrations). Then, in this order, until a person's ears
say otherwise: Kokoro, the system's own, flite, festival, espeak-ng; and silence, which never fails
(sound trials of this project). An engine with the name of a narration is the same voice: it says
what the narration lacks. A voice's name is part of a URL: it is made of a-z, 0-9 and `-` alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kindward.errors import KindwardError
from kindward.narration import Narration, Narrations
from kindward.units import SAMPLE_RATE
from kindward.voice.engine import Engine, SpeaksTogether
from kindward.voice.espeak import Espeak
from kindward.voice.festival import Festival
from kindward.voice.flite import Flite
from kindward.voice.info import VoiceInfo
from kindward.voice.kokoro import KOKOROS
from kindward.voice.latin import ascii_words, foreign
from kindward.voice.pace import OURS
from kindward.voice.silent import Silent
from kindward.voice.spoken import spoken
from kindward.voice.system import System

ENGINES: Final[tuple[Engine, ...]] = (
    *KOKOROS,
    System(),
    Flite(
        "rms", "man", "was best understood of the calm voices we measured; a low, level man's voice"
    ),
    Flite("slt", "woman", "is a woman's voice, slowed to our pace"),
    Festival(),
    Espeak(),
    Silent(),
)

EVERY_LANGUAGE: Final = "*"

SPOKEN_ALREADY: Final = "It is ready for the practices it comes with."
MORE_WORDS: Final = "It can say other words too, once the program behind it is here."

SHIPPED_FOLDER: Final = Path(__file__).parents[1] / "narrations"
SHIPPED: Final = Narrations((SHIPPED_FOLDER,))
"""What was spoken beforehand and comes with Kindward."""


class UnknownVoice(KindwardError):
    """A voice that is not here, or does not speak the language; `known` are those that do."""

    def __init__(self, wanted: str, language: str, known: Sequence[str]) -> None:
        super().__init__(
            f"No voice here is called {wanted[:40]!r} and speaks {language[:20]!r}. "
            f"These are here: {', '.join(known)}."
        )
        self.wanted = wanted
        self.known = tuple(known)


def voices(language: str = "en", narrations: Narrations = SHIPPED) -> tuple[VoiceInfo, ...]:
    """The voices of one language, the preferred first, also those that are not here yet."""
    live = {voice.name: voice for voice in _live(language)}
    narrated = [_narrated(each, live) for each in _narrations_of(language, narrations)]
    others = live.keys() - {voice.name for voice in narrated}
    found = [*narrated, *(voice for name, voice in live.items() if name in others)]
    first = next(place for place, voice in enumerate(found) if voice.is_here)
    found[first] = replace(found[first], is_default=True)
    return tuple(found)


def choose(language: str, wanted: str | None = None, narrations: Narrations = SHIPPED) -> VoiceInfo:
    """The voice of this name, or the default. Raises UnknownVoice."""
    here = [voice for voice in voices(language, narrations) if voice.is_here]
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


def _live(language: str) -> Iterator[VoiceInfo]:
    """The engines that speak a language, as voices of it."""
    for engine in ENGINES:
        tag = spoken_tag(engine.languages(), language)
        if tag is not None:
            yield _introduced(engine, tag)


def _narrations_of(language: str, narrations: Narrations) -> tuple[tuple[Narration, ...], ...]:
    """What was spoken beforehand in a language, voice by voice."""
    tag = spoken_tag(narrations.languages(), language)
    return () if tag is None else narrations.of(tag)


def _introduced(engine: Engine, tag: str) -> VoiceInfo:
    """An engine as a voice of one language."""
    missing = engine.missing()
    return VoiceInfo(
        name=engine.stem if len(engine.languages()) == 1 else f"{engine.stem}-{tag}",
        engine=engine.name,
        language=tag,
        licence=engine.licence,
        sample_rate=engine.sample_rate,
        is_here=missing is None,
        is_default=False,
        why=missing or f"It {engine.merit}.",
        ascii_only=engine.ascii_only,
        edition=engine.edition() if missing is None else "",
        who=engine.who,
        pace=engine.pace,
        made_by=engine.made_by,
        is_plain=engine.is_plain,
        speaks_together=isinstance(engine, SpeaksTogether),
    )


def _narrated(narrations: tuple[Narration, ...], live: Mapping[str, VoiceInfo]) -> VoiceInfo:
    """A voice that has spoken already, and speaks on where its engine is here."""
    about = narrations[0].about
    same = live.get(about.voice)
    engine = same if same and same.is_here else None
    editions = " ".join(narration.edition for narration in narrations)
    return VoiceInfo(
        name=about.voice,
        engine=engine.engine if engine else about.model,
        language=about.language,
        licence=about.licence,
        sample_rate=SAMPLE_RATE,
        is_here=True,
        is_default=False,
        why=f"{SPOKEN_ALREADY} {MORE_WORDS} {same.why}" if same and not engine else SPOKEN_ALREADY,
        ascii_only=engine.ascii_only if engine else False,
        pace=engine.pace if engine else OURS,
        edition=f"{engine.edition} {editions}" if engine else editions,
        is_synthetic=about.made_by == "computer",
        who=about.who,
        made_by=about.made_by,
        title=about.title,
        is_narrated=True,
        is_live=engine is not None,
        speaks_together=engine is not None and engine.speaks_together,
        narrations=narrations,
    )
