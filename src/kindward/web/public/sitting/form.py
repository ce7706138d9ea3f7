"""What can be changed about a sitting, and how it stands."""

from dataclasses import dataclass

from kindward.lengths import minutes
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.units import LEAST_S, MOST_S
from kindward.web.public.sitting.asked import Asked
from kindward.web.public.voices.offered import Offered, offered


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
    voices: tuple[Offered, ...]
    choices: Choices


def form(studio: Studio, action: str, asked: Asked, sitting: Sitting) -> Form:
    """The form that stands as this sitting was asked for."""
    voices = offered(studio, sitting, asked)
    return Form(action, _lengths(asked.total_s), asked.form, voices, asked.choices)


def _lengths(total_s: int) -> tuple[Option, ...]:
    """Every whole minute, and the length that was asked for if it is none of them."""
    offered = sorted({*range(LEAST_S, MOST_S + 1, 60), total_s})
    return tuple(Option(f"{minutes(s)}", _label(s), s == total_s) for s in offered)


def _label(seconds: int) -> str:
    """Minutes; where there are seconds too, as on a clock."""
    whole, rest = divmod(seconds, 60)
    return f"{whole}:{rest:02}" if rest else f"{whole}"
