"""What one sitting needs to be practised without a network: its page, its sound and its words."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace

from kindward.library import Practice
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.voice import VoiceInfo
from kindward.web.http.sizes import megabytes
from kindward.web.public.narrations.serve import MEDIA_TYPE as LINES_TYPE
from kindward.web.public.narrations.serve import KeptLines, about_bytes, has_all
from kindward.web.public.sitting.asked import FORMS, Asked
from kindward.web.public.sitting.player import PLAYED, Player, captions


@dataclass(frozen=True, slots=True)
class File:
    """Something to be kept, under the address by which it is asked for."""

    url: str
    media_type: str
    size_bytes: int
    is_exact: bool = True
    """Whether it has exactly so many bytes."""


@dataclass(frozen=True, slots=True)
class Keep:
    """One sitting as it is kept; or all lines of a practice, from which any sitting is made."""

    title: str
    minutes: float | None
    """None where it will play at any length."""

    page: str
    sounds: tuple[File, ...]
    """The same sound in each form that browsers take; a browser keeps the first that it plays."""

    words: File | None

    def size(self, language: str) -> str:
        """What most browsers will fetch of it, as one says it."""
        files = (*self.sounds[:1], *filter(None, (self.words,)))
        return megabytes(sum(file.size_bytes for file in files), language)

    def json(self) -> str:
        """All of it, for a script."""
        return json.dumps(asdict(self))


def keep(studio: Studio, sitting: Sitting, told: Player, to: Callable[[str], str]) -> Keep:
    """The sitting of a player with its sizes; `to` puts the language before a page's address."""
    sizes = sizes_bytes(studio, sitting)
    return Keep(
        title=told.title,
        minutes=told.minutes,
        page=to(told.address),
        sounds=tuple(File(s.url, s.media_type, sizes[s.media_type]) for s in told.sources),
        words=File(told.captions, "text/vtt", _words_bytes(studio, sitting)),
    )


def keep_lines(
    kept: KeptLines, practice: Practice, voice: VoiceInfo, asked: Asked, to: Callable[[str], str]
) -> Keep | None:
    """The lines of a practice, where its voice has spoken all of them already."""
    if not has_all(practice, voice):
        return None
    size = about_bytes(practice, voice)
    lines = File(kept.address(practice, voice), LINES_TYPE, size, is_exact=False)
    page = f"/practices/{practice.name}{replace(asked, choices=Choices(), form=FORMS[0]).query()}"
    return Keep(practice.score.title, None, to(page), (lines,), None)


def sizes_bytes(studio: Studio, sitting: Sitting) -> dict[str, int]:
    """How large the sound is in each form of PLAYED, by media type; the plan alone tells it."""
    forms = [studio.recording(sitting, container) for container in PLAYED]
    return {form.media_type: form.size for form in forms}


def _words_bytes(studio: Studio, sitting: Sitting) -> int:
    return len(captions(studio, sitting).encode())
