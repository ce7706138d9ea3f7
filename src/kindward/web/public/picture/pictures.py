"""Which drawings there are, and which of them a practice gets.

A drawing is `NAME.svg` in this folder and its mark `marks/NAME.svg`; a page includes them by
`_picture.html` and `_mark.html`, which take only a name that is one of PICTURES.
"""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent
RING: Final = "ring"
"""The drawing of a practice that names none of ours."""

PICTURES: Final = frozenset(path.stem for path in ROOT.glob("*.svg"))
"""The names of all drawings."""


def chosen(name: str) -> str:
    """The drawing for what a score says under `Picture:`, which may be any text."""
    return name if name in PICTURES else RING
