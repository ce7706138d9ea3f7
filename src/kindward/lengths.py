"""How long: read as people and programs write it, and told as one says it.

5   1.5   1,5   5.016666666666667   5:01   5m   90s   5 min 1 s   0.5 h
"""

import re
from typing import Final

from kindward.units import LEAST_S, MOST_S

_NUMBER: Final = r"[0-9]{1,4}(?:[.,][0-9]{1,20})?"
_UNITS: Final = {
    "hours": r"h|hrs?|hours?|horas?",
    "minutes": r"m|mins?|minutes?|minutos?",
    "seconds": r"s|secs?|seconds?|segs?|segundos?",
}
_SPOKEN: Final = re.compile(
    r"\s*".join(rf"(?:(?P<{name}>{_NUMBER})\s*(?:{unit})\.?)?" for name, unit in _UNITS.items()),
    re.ASCII | re.IGNORECASE,
)
_PLAIN: Final = re.compile(_NUMBER, re.ASCII)
_CLOCK: Final = re.compile(
    r"(?:(?P<hours>0?[0-9]):)?(?P<minutes>[0-9]{1,2}):(?P<seconds>[0-5][0-9])", re.ASCII
)
_IN_S: Final = {"hours": 3600, "minutes": 60, "seconds": 1}


def read(text: str) -> int | None:
    """The whole seconds nearest to it, 60..1800; None for what is no length, or none of ours.

    A number by itself is minutes, with a point or a comma before its decimals.
    """
    typed = text.strip()
    found = _CLOCK.fullmatch(typed) or _SPOKEN.fullmatch(typed)
    if _PLAIN.fullmatch(typed):
        total_s = _number(typed) * 60
    elif found:
        parts = found.groupdict(default="0")
        total_s = sum(_number(parts[name]) * each_s for name, each_s in _IN_S.items())
    else:
        return None
    seconds = round(total_s, 6)  # a third of a minute, as a program writes it, is not less than 20
    return round(seconds) if LEAST_S <= seconds <= MOST_S else None


def told(seconds: float) -> str:
    """A length as one says it: 5 min, 45 s, 3 min 9 s. The same in all our languages."""
    minutes, rest = divmod(round(seconds), 60)
    parts = (f"{minutes} min" if minutes else "", f"{rest} s" if rest or not minutes else "")
    return " ".join(part for part in parts if part)


def minutes(seconds: float) -> float:
    """Minutes as one would write them: 5, 1.5, or 1.0167 for 61 s, which is 61 s again if read."""
    exact = round(seconds / 60, 4)
    return int(exact) if exact == int(exact) else exact


def _number(text: str) -> float:
    return float(text.replace(",", "."))
