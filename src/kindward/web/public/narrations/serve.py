"""`/narrations/LANGUAGE/VOICE/NAME`: all lines of a practice in one file, with its timetable.

    head      12 bytes, little-endian: `KWPL`, bytes of what is told, bytes of the sizes
    told      JSON, gzipped: the timetable, and the words that a page shows around a sitting
    sizes     for each clip a byte, 1 where its packets have sizes of their own, and then one byte
              for each of these; 0 where all are of one size
    sound     the packets of each clip: Opus, 20 ms each

Only a voice whose lines were spoken beforehand has it: an engine would speak for minutes.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from struct import pack
from typing import Any, Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kindward.clip import OPUS, Clip
from kindward.library import GROUNDING, Practice
from kindward.score import Choices
from kindward.studio import EDITION, Sitting
from kindward.units import LEAST_S
from kindward.voice import SILENT, VoiceInfo, narrated_sizes
from kindward.web.http.pages import Pages, Place
from kindward.web.http.reply import ASK_AGAIN, FOR_EVER, compressed
from kindward.web.languages.catalogues import catalogue
from kindward.web.public.narrations.timetable import MINUTES, KeptClip, timetable
from kindward.web.public.sitting.asked import FORMS
from kindward.web.public.sitting.player import LONGER_S, TOO_MUCH_MIN, digest
from kindward.wiring import House

MEDIA_TYPE: Final = "application/octet-stream"
NOT_KEPT: Final = "no-cache, no-store"
TIMETABLES_KEPT: Final = 64
"""A timetable takes a second or two to set, and some ten thousand bytes to keep."""

EDITIONS_KEPT: Final = 256
"""Each page that offers to keep lines tells their edition, and it takes milliseconds."""

_MAGIC: Final = b"KWPL"
_TABLE_BYTES: Final = 60_000
"""About what a timetable takes: those of ours have 30,000 to 80,000 bytes."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a page tells of a sitting in one line (sitting/_told.html)."""

    title: str
    form: str
    minutes: int
    is_spoken: bool
    is_recorded: bool


class KeptLines:
    """Answers `/narrations/LANGUAGE/VOICE/NAME`, and knows under which address it does."""

    def __init__(self, house: House, pages: Pages) -> None:
        self.house, self.pages = house, pages
        self.timetable = lru_cache(TIMETABLES_KEPT)(self._timetable)
        self.edition = lru_cache(EDITIONS_KEPT)(self._edition)

    def address(self, practice: Practice, voice: VoiceInfo) -> str:
        """Where the lines of a practice are, in a voice."""
        folders = (practice.language, voice.name, practice.name)
        place = "/".join(quote(folder, safe="") for folder in folders)
        return f"/narrations/{place}?v={self.edition(practice, voice)}"

    def serve(self, request: Request) -> Response:
        """The file. It is kept for ever where all of it is there and its address names it."""
        params, studio = request.path_params, self.house.studio
        practice = self.house.library.find(params["name"], params["language"])
        voice = self.house.voice(practice.language, params["voice"])
        if not has_all(practice, voice):
            raise HTTPException(404)
        sitting = Sitting(practice, voice, LEAST_S, Choices())
        told, clips = self.timetable(sitting)
        sounds = [studio.clip(voice, clip.cue, OPUS) for clip in clips]
        is_whole = all(map(_is_whole, clips, sounds))
        named = request.query_params.get("v") == self.edition(practice, voice)
        caching = (FOR_EVER if named else ASK_AGAIN) if is_whole else NOT_KEPT
        return Response(_file(told, sounds), 200, {"Cache-Control": caching}, MEDIA_TYPE)

    def _edition(self, practice: Practice, voice: VoiceInfo) -> str:
        """A short name for what is in the file: score, voice, and the words around them."""
        around = json.dumps(self._around(practice, voice))
        return digest("\n".join((EDITION, voice.name, voice.edition, repr(practice.score), around)))

    def _timetable(self, sitting: Sitting) -> tuple[bytes, tuple[KeptClip, ...]]:
        """What is told of a practice in one voice, and what has to sound for it."""
        table = timetable(self.house.studio, sitting)
        told = table.json() | self._around(sitting.practice, sitting.voice)
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return compressed(text.encode()), table.clips

    def _around(self, practice: Practice, voice: VoiceInfo) -> dict[str, Any]:
        """What a page shows around a sitting, and where it leads from there."""
        say = catalogue(practice.language).gettext
        return {
            "title": practice.score.title,
            "said": {form: [*self._said(practice, voice, form)] for form in FORMS},
            "quiet": say("(quiet)"),
            "bell": say("(bell)"),
            "longer": [seconds // 60 for seconds in LONGER_S],
            "ground": "" if practice.name == GROUNDING else GROUNDING,
            "ground_minutes": TOO_MUCH_MIN,
        }

    def _said(self, practice: Practice, voice: VoiceInfo, form: str) -> Iterator[str]:
        """A sitting of each length in one line, as its page tells it."""
        where, template = Place(practice.language, "", ""), "sitting/_told.html"
        is_spoken, is_recorded = voice.name != SILENT, voice.made_by == "person"
        for minutes in MINUTES:
            shown = _Shown(practice.score.title, form, minutes, is_spoken, is_recorded)
            yield self.pages.words_in(where, template, player=shown).strip()


def has_all(practice: Practice, voice: VoiceInfo) -> bool:
    """Whether every line of a practice was spoken beforehand."""
    return all(narrated_sizes(voice, line) for line in practice.score.lines())


def about_bytes(practice: Practice, voice: VoiceInfo) -> int:
    """About how large the file is, without setting a timetable."""
    sizes = (narrated_sizes(voice, line) for line in practice.score.lines())
    return _TABLE_BYTES + sum(len(each) + sum(each) for each in sizes)


def _is_whole(clip: KeptClip, sound: Clip) -> bool:
    return sound.count == clip.packets


def _file(told: bytes, sounds: Sequence[Clip]) -> bytes:
    sizes = b"".join(bytes((bool(sound.sizes),)) + sound.sizes for sound in sounds)
    head = pack("<4sII", _MAGIC, len(told), len(sizes))
    return b"".join((head, told, sizes, *(sound.frames for sound in sounds)))
