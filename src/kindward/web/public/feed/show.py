"""The practices of a house as a podcast: one episode each, at the length that is asked for."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final
from zlib import crc32

from kindward.lengths import told
from kindward.library import GROUNDING, NINE
from kindward.plan import CannotFit
from kindward.studio import Sitting, Studio
from kindward.web.languages.catalogues import catalogue
from kindward.web.public.feed.chapters import chapters
from kindward.web.public.feed.podcast import Episode, Show
from kindward.web.public.hand.link import link, practice_link
from kindward.web.public.sitting.asked import Asked, sound_url
from kindward.web.public.sitting.player import captions, digest
from kindward.wiring import House

PUBLISHED: Final = datetime(2026, 11, 23, tzinfo=UTC)
"""The day the practices first came out. A player of podcasts sorts by it, and may tell of an
episode as new if it moves: so it never does, whatever is edited."""

ORDER: Final = (*NINE, GROUNDING)

PLACES: Final = 7 * 24 * 60
"""Minutes of a week, among which the practices of a house's own are spread by their names."""

Whole = Callable[[str], str]
"""Makes a path the address that others can use."""


def show(house: House, language: str, asked: Asked, whole: Whole) -> Show:
    """All practices of a language that can have the length; it waits for no voice.

    Raises UnknownLanguage or UnknownVoice.
    """
    say = catalogue(language).gettext
    return Show(
        title=f"Kindward · {told(asked.total_s)}",
        summary=say(
            "Guided practices in being kinder to yourself, all the same length. They are for"
            " practicing alone. They are not therapy, and they cannot help in an emergency."
        ),
        language=language,
        address=whole(link(f"/feed/{language}.xml", asked)),
        page=whole(f"/{language}/"),
        cover=whole("/feed/cover.png"),
        episodes=tuple(_episodes(house, language, asked, whole)),
    )


def _episodes(house: House, language: str, asked: Asked, whole: Whole) -> Iterator[Episode]:
    for practice in house.library.practices(language):
        sitting = asked.sitting(practice, partial(house.voice_for, practice))
        with suppress(CannotFit):
            yield _episode(house.studio, sitting, asked, _published(practice.name), whole)


def _published(name: str) -> datetime:
    """The first of the practices is the newest, by a minute each: so apps keep their order.

    A house's own have places behind them that no other one moves when it comes or goes.
    """
    place = ORDER.index(name) if name in ORDER else len(ORDER) + crc32(name.encode()) % PLACES
    return PUBLISHED - timedelta(minutes=place)


def _episode(
    studio: Studio, sitting: Sitting, asked: Asked, published: datetime, whole: Whole
) -> Episode:
    recording, practice = studio.recording(sitting, "mp3"), sitting.practice
    page = practice_link(practice.language, practice.name, asked)
    return Episode(
        guid=page,
        title=practice.score.title,
        summary=practice.score.summary,
        page=whole(page),
        published=published,
        total_s=asked.total_s,
        sound=whole(sound_url(sitting, "mp3", v=digest(recording.etag))),
        size=recording.size,
        transcript=whole(sound_url(sitting, "vtt", v=digest(captions(studio, sitting)))),
        chapters=whole(_chapters_url(studio, sitting)),
    )


def _chapters_url(studio: Studio, sitting: Sitting) -> str:
    """The address of a sitting's chapters: made as that of its sound, under `/feed/`."""
    content = chapters(studio.plan(sitting), sitting.practice.score.title)
    url = sound_url(sitting, "json", v=digest(content))
    return url.replace("/sound/", "/feed/chapters/", 1)
