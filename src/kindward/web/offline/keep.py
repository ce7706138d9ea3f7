"""What one sitting needs to be practised without a network: its page, its sound and its words."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

from babel.units import format_unit

from kindward.studio import Sitting, Studio
from kindward.web.sitting.player import PLAYED, Player, captions

MEGABYTE: Final = 1_000_000
"""As phones count what is free on them, and as SI has it."""


@dataclass(frozen=True, slots=True)
class File:
    """Something to be kept, under the address by which it is asked for."""

    url: str
    media_type: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Keep:
    """One sitting as it is kept."""

    title: str
    minutes: float
    page: str
    sounds: tuple[File, ...]
    """The same sound in each form that browsers take; a browser keeps the first that it plays."""

    words: File

    def size(self, language: str) -> str:
        """What most browsers will fetch of it, as one says it."""
        sound_bytes = self.sounds[0].size_bytes if self.sounds else 0
        return megabytes(sound_bytes + self.words.size_bytes, language)

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


def sizes_bytes(studio: Studio, sitting: Sitting) -> dict[str, int]:
    """How large the sound is in each form of PLAYED, by media type; the plan alone tells it."""
    forms = [studio.recording(sitting, container) for container in PLAYED]
    return {form.media_type: form.size for form in forms}


def megabytes(size_bytes: int, language: str) -> str:
    """A size as one says it: `3.4 MB`, and never less than a tenth."""
    size = max(round(size_bytes / MEGABYTE, 1), 0.1)
    return format_unit(size, "digital-megabyte", "short", locale=language.replace("-", "_"))


def _words_bytes(studio: Studio, sitting: Sitting) -> int:
    return len(captions(studio, sitting).encode())
