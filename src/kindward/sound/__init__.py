"""The sound room: a plan and its clips become one unbroken sound, and the words beside it.

`weave` splices clips with silence, frame by frame and never encoding again, into one file whose
size is known before any clip is; `captions` tells the same plan in words; `ring_bell` and
`draw_breath` make the two sounds that are not speech. Nothing here knows a disk,
a clock or an engine. The two that make sound need numpy, and load it when they are first named.
"""

from typing import TYPE_CHECKING

from kindward.sound.captions import captions
from kindward.sound.containers import CONTAINERS, Container, weave
from kindward.sound.recording import ClipOf, Recording
from kindward.sound.reel import HEARD, SizesOf

if TYPE_CHECKING:
    from kindward.sound.bell import ring_bell
    from kindward.sound.breath import draw_breath

__all__ = [
    "CONTAINERS",
    "HEARD",
    "ClipOf",
    "Container",
    "Recording",
    "SizesOf",
    "captions",
    "draw_breath",
    "ring_bell",
    "weave",
]

_MADE_WITH_NUMPY = {"ring_bell": "kindward.sound.bell", "draw_breath": "kindward.sound.breath"}


def __getattr__(name: str) -> object:
    """A maker of sound, loaded when first named (PEP 562)."""
    if name not in _MADE_WITH_NUMPY:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415 - only where it is needed

    return getattr(import_module(_MADE_WITH_NUMPY[name]), name)
