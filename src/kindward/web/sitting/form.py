"""What can be changed about a sitting, and how it stands."""

from dataclasses import dataclass

from kindward.score import Choices
from kindward.studio import Sitting
from kindward.units import LEAST_S, MOST_S
from kindward.voice import SILENT, voices
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
    return Form(action, _lengths(asked.total_s), asked.form, _voices(sitting), asked.choices)


def _lengths(total_s: int) -> tuple[Option, ...]:
    """Every whole minute, and the length that was asked for if it is none of them."""
    offered = sorted({*range(LEAST_S, MOST_S + 1, 60), total_s})
    return tuple(Option(f"{minutes(s)}", f"{minutes(s)}", s == total_s) for s in offered)


def _voices(sitting: Sitting) -> tuple[Option, ...]:
    """Those of this machine that speak the practice's language."""
    here = [voice for voice in voices(sitting.practice.language) if voice.is_here]
    return tuple(
        Option(v.name, v.engine, v.name == sitting.voice.name) for v in here if v.name != SILENT
    )
