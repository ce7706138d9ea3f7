"""A sitting on a page: its words, its clock, its sound in the forms that browsers take.

All of it is known from the plan, so no page waits for a voice.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import groupby
from typing import Final

from kindward.lengths import minutes
from kindward.library import GROUNDING
from kindward.plan import Cue, Kind, Plan
from kindward.studio import Sitting, Studio
from kindward.voice import SILENT
from kindward.web.languages.catalogues import catalogue
from kindward.web.public.picture.pictures import chosen
from kindward.web.public.sitting.asked import BEGIN, Asked, sound_url
from kindward.web.public.sitting.opened import nearest_s
from kindward.web.public.voices.instead import Instead

PLAYED: Final = ("webm", "mp3")
"""What a browser is offered, in this order: small first, then what everything plays.

WebM and not MP4, although both hold the same Opus: WebKitGTK 2.50 takes a table of one packet size
for samples of raw sound, and is at the end at once.
"""

SIGNS: Final = {Kind.LINE: "l", Kind.SILENCE: "s", Kind.BELL: "b"}
"""What stands for a cue in the clock of a page; a breath is `i` or `o`, its way."""

LONGER_S: Final = (180, 300, 600, 1200, 1800)
"""What a longer sitting may last: the next of these that the practice can have."""

TOO_MUCH_MIN: Final = 2
"""How long grounding lasts that begins at once."""


@dataclass(frozen=True, slots=True)
class Source:
    """A sound that a browser may play."""

    container: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Words:
    """A spoken line, when it begins, and which of the score's lines it is, from 0."""

    start_s: float
    clock: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Player:
    """Everything to hear, to read and to see of one sitting."""

    name: str
    title: str
    language: str
    picture: str
    form: str
    total_s: int
    minutes: float
    is_spoken: bool
    """Whether there is a voice, and not only the time to read."""

    sources: tuple[Source, ...]
    captions: str
    words: tuple[Words, ...]
    clock: str
    """When each cue begins: `l0 s5.48 i12 o16|l20 ...`, one sign each, a bar between sections."""

    address: str
    """Where this sitting has its page."""

    anew: str
    """Where to ask for it in another length or way, from some moment on."""

    longer: str
    """Where the next longer sitting of it begins at once; empty where this is the longest."""

    ground: str
    """Where grounding begins at once, followed in the same way; empty in grounding itself."""

    has_troubles: bool
    """Whether a voice may not come through just now."""

    is_recorded: bool
    """Whether a person spoke it, and no computer."""

    instead: Instead | None
    """Who reads in the place of a voice that lacks words of the practice."""


def player(
    studio: Studio, sitting: Sitting, asked: Asked, instead: Instead | None = None
) -> Player:
    """The sitting as a page shows it; `instead` where that has to be said before it begins."""
    plan, practice = studio.plan(sitting), sitting.practice
    heard = () if asked.form == "read" else PLAYED
    told = captions(studio, sitting)
    page = f"/practices/{practice.name}"
    return Player(
        name=practice.name,
        title=practice.score.title,
        language=practice.language,
        picture=chosen(practice.score.picture),
        form=asked.form,
        total_s=round(sitting.total_s),
        minutes=minutes(sitting.total_s),
        is_spoken=sitting.voice.name != SILENT,
        sources=tuple(_source(studio, sitting, container) for container in heard),
        captions=sound_url(sitting, "vtt", v=digest(told)),
        words=tuple(_words(plan, practice.score.lines())),
        clock=clock(plan),
        address=page + asked.query(minutes=f"{minutes(sitting.total_s)}"),
        anew=f"{page}/anew",
        longer=_longer(studio, sitting, asked),
        ground=_ground(practice.name, asked),
        has_troubles=bool(studio.troubles()),
        is_recorded=sitting.voice.made_by == "person",
        instead=instead,
    )


def captions(studio: Studio, sitting: Sitting) -> str:
    """The words of a sitting as WebVTT, with quiet and bell in the language of the practice."""
    say = catalogue(sitting.practice.language).gettext
    return studio.captions(sitting, quiet=say("(quiet)"), bell=say("(bell)"))


def clock(plan: Plan) -> str:
    """When each cue begins, in seconds, with a bar where a section ends.

    The last cue ends with the plan.
    """
    sections = groupby(plan.cues, key=lambda cue: cue.section)
    return "|".join(" ".join(map(_moment, cues)) for _, cues in sections)


def digest(content: str) -> str:
    """A short name for exactly this content: in an address, it makes that one lasting."""
    return sha256(content.encode()).hexdigest()[:12]


def _longer(studio: Studio, sitting: Sitting, asked: Asked) -> str:
    wished = (each for each in LONGER_S if each > sitting.total_s)
    total_s = nearest_s(studio, replace(sitting, total_s=next(wished, sitting.total_s)))
    is_longer = total_s > sitting.total_s
    return _begins(sitting.practice.name, asked, minutes(total_s)) if is_longer else ""


def _ground(name: str, asked: Asked) -> str:
    return "" if name == GROUNDING else _begins(GROUNDING, asked, TOO_MUCH_MIN)


def _begins(name: str, asked: Asked, length: float) -> str:
    return f"/practices/{name}{asked.query(minutes=f'{length}', **BEGIN)}"


def _moment(cue: Cue) -> str:
    sign = SIGNS.get(cue.kind) or cue.text[0]
    return f"{sign}{cue.start_s:g}"


def _source(studio: Studio, sitting: Sitting, container: str) -> Source:
    recording = studio.recording(sitting, container)
    url = sound_url(sitting, container, v=digest(recording.etag))
    return Source(container, url, recording.media_type)


def _words(plan: Plan, lines: tuple[str, ...]) -> Iterator[Words]:
    for cue in plan.cues:
        if cue.kind is Kind.LINE:
            yield Words(cue.start_s, _read(cue.start_s), cue.text, lines.index(cue.text))


def _read(seconds: float) -> str:
    whole, rest = divmod(int(seconds), 60)
    return f"{whole}:{rest:02}"
