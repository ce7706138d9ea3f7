"""Some seconds of a practice in a voice, to choose by.

They are the first sentences of its shortest sitting, of the very file that a listener would get: no
voice has to say anything for an excerpt that it would not say anyway.
"""

from dataclasses import dataclass, replace
from typing import Final

from kindward.plan import Cue, Kind
from kindward.sound import CONTAINERS
from kindward.studio import Sitting, Studio
from kindward.units import LEAST_S
from kindward.voice import VoiceInfo
from kindward.web.public.sitting.asked import sound_url
from kindward.web.public.sitting.opened import nearest_s
from kindward.web.public.sitting.player import PLAYED, Source

MOST_S: Final = 12.0
"""About ten seconds: the last sentence that ends by then is the last that is heard."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sound, and the second at which it stops."""

    sources: tuple[Source, ...]
    until_s: float


def excerpt(studio: Studio, sitting: Sitting, voice: VoiceInfo) -> Excerpt:
    """How this sitting's practice begins in another voice, without bell and breath.

    At least one sentence, however long. Raises CannotFit as `nearest_s` does.
    """
    heard = replace(sitting.choices, bell=False, pace=False)
    tried = replace(sitting, voice=voice, total_s=LEAST_S, choices=heard)
    tried = replace(tried, total_s=nearest_s(studio, tried))
    until_s = _until_s(studio.plan(tried).cues)
    return Excerpt(tuple(_source(tried, kind, until_s) for kind in PLAYED), until_s)


def _until_s(cues: tuple[Cue, ...]) -> float:
    """Where the sentences end that are short enough together."""
    ends_s = [cue.end_s for cue in cues if cue.kind is Kind.LINE]
    return max((end_s for end_s in ends_s if end_s <= MOST_S), default=ends_s[0])


def _source(sitting: Sitting, container: str, until_s: float) -> Source:
    """Its address says where to stop, to any browser (W3C Media Fragments 1.0, 4.2.1)."""
    url = f"{sound_url(sitting, container)}#t=0,{until_s:.2f}"
    return Source(container, url, CONTAINERS[container].media_type)
