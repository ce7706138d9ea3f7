"""What can be changed about a sitting, and how it stands."""

from dataclasses import dataclass

from kindward.score import Choices
from kindward.studio import Sitting
from kindward.units import LEAST_S, MOST_S
from kindward.voice import SILENT, VoiceInfo, voices
from kindward.web.sitting.asked import Asked, minutes


@dataclass(frozen=True, slots=True)
class Option:
    """One of several to choose from."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Form:
    """The form on a page; `form` is one of `asked.FORMS`."""

    action: str
    lengths: tuple[Option, ...]
    form: str
    voices: tuple[Option, ...]
    choices: Choices


def form(action: str, asked: Asked, sitting: Sitting) -> Form:
    """The form that stands as this sitting was asked for."""
    return Form(action, _lengths(asked.total_s), asked.form, _voices(sitting, asked), asked.choices)


def _lengths(total_s: int) -> tuple[Option, ...]:
    """Every whole minute, and the length that was asked for if it is none of them."""
    offered = sorted({*range(LEAST_S, MOST_S + 1, 60), total_s})
    return tuple(Option(f"{minutes(s)}", _label(s), s == total_s) for s in offered)


def _label(seconds: int) -> str:
    """Minutes; where there are seconds too, as on a clock."""
    whole, rest = divmod(seconds, 60)
    return f"{whole}:{rest:02}" if rest else f"{whole}"


def _voices(sitting: Sitting, asked: Asked) -> tuple[Option, ...]:
    """Those of this machine that speak the practice's language."""
    here = [v for v in voices(sitting.practice.language) if v.is_here and v.name != SILENT]
    return tuple(
        _voice(voice, chosen=voice.name == sitting.voice.name, asked=asked) for voice in here
    )


def _voice(voice: VoiceInfo, *, chosen: bool, asked: Asked) -> Option:
    """A voice; the one that is there unless another is asked for has no name in an address."""
    return Option("" if chosen and asked.voice is None else voice.name, voice.engine, chosen)
