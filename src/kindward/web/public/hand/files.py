"""What of a sitting can be taken along, for `hand/_keep_file.html`."""

from dataclasses import dataclass
from typing import Final

from kindward.studio import Sitting, Studio
from kindward.web.http.sizes import megabytes
from kindward.web.public.hand.link import link
from kindward.web.public.sitting.asked import Asked, sound_url

KEPT: Final = {"opus": "Opus", "mp3": "MP3"}
"""Small, and what plays on everything; by the ending of its name."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to keep."""

    url: str
    kind: str
    size: str
    """As the language writes it: 2.4 MB, or 2,4 MB."""


@dataclass(frozen=True, slots=True)
class Along:
    """Every way to take a sitting along. Addresses of pages are still without their language."""

    files: tuple[File, ...]
    """Its sound; none where it is only read."""

    captions: str
    printed: str
    score: str
    """The practice as a text file."""

    handed: str
    feed: str
    title: str
    share: str
    """Its whole address for others; empty where it opens on this computer alone."""


def take_along(studio: Studio, sitting: Sitting, asked: Asked, language: str, share: str) -> Along:
    """What can be taken of this sitting, told on a page in a language; waits for no voice."""
    page = f"/practices/{sitting.practice.name}"
    kinds = () if asked.form == "read" else KEPT
    return Along(
        files=tuple(_file(studio, sitting, ending, language) for ending in kinds),
        captions=sound_url(sitting, "vtt", download="1"),
        printed=link(f"{page}/print", asked),
        score=f"{page}/score",
        handed=link(f"{page}/hand", asked),
        feed=link(f"/feed/{sitting.practice.language}.xml", asked),
        title=sitting.practice.score.title,
        share=share,
    )


def _file(studio: Studio, sitting: Sitting, ending: str, language: str) -> File:
    told = megabytes(studio.recording(sitting, ending).size, language)
    return File(sound_url(sitting, ending, download="1"), KEPT[ending], told)
