"""What is kept on this device, and all practices to keep at one length; sizes are said first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kindward.library import Practice
from kindward.plan import CannotFit
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.voice import VoiceInfo
from kindward.web.offline.keep import Keep, keep, megabytes, sizes_bytes
from kindward.web.pages import Pages, Place, place
from kindward.web.reply import ASK_AGAIN
from kindward.web.sitting.asked import Asked, minutes
from kindward.web.sitting.player import player
from kindward.wiring import House

LENGTHS_S: Final = {"1": 60, "5": 300, "10": 600, "20": 1200}
"""The lengths at which all can be kept at once, by the minutes in the address of their list."""


@dataclass(frozen=True, slots=True)
class Length:
    """All practices at one length, before they are kept."""

    minutes: float
    address: str
    """Where their list is."""

    sizes: dict[str, str]
    """What the sound of all comes to, by media type, in the order of PLAYED."""

    @property
    def size(self) -> str:
        """What most browsers will fetch."""
        return next(iter(self.sizes.values()))


@dataclass(frozen=True, slots=True)
class Kept:
    """What the page shows; what this device has is known to its browser alone."""

    lengths: tuple[Length, ...]


class Offline:
    """Answers `/offline`, and `/offline/MINUTES.json` with everything of that length."""

    def __init__(self, house: House, pages: Pages) -> None:
        self.house, self.pages = house, pages
        self.sizes_bytes = lru_cache(partial(_sizes_bytes, house.studio))

    def page(self, request: Request) -> Response:
        """The page, which also stands in for one that cannot be reached."""
        where = place(request)
        voice = self.house.voice(where.language)
        lengths = tuple(
            Length(minutes(total_s), where.to(f"/offline/{name}.json"), self._sizes(voice, total_s))
            for name, total_s in LENGTHS_S.items()
        )
        return self.pages.show(request, "offline/offline.html", Kept(lengths))

    def list(self, request: Request) -> Response:
        """Every practice that can have this length, each with what is to be kept of it."""
        total_s = LENGTHS_S.get(request.path_params["minutes"])
        if total_s is None:
            raise HTTPException(404)
        where = place(request)
        kept = [asdict(keep) for keep in _keeps(self.house, where, total_s)]
        return JSONResponse(kept, headers={"Cache-Control": ASK_AGAIN})

    def _sizes(self, voice: VoiceInfo, total_s: int) -> dict[str, str]:
        practices = self.house.library.practices(voice.language)
        sizes = self.sizes_bytes(practices, voice, total_s)
        return {form: megabytes(size, voice.language) for form, size in sizes.items()}


def _sizes_bytes(
    studio: Studio, practices: Sequence[Practice], voice: VoiceInfo, total_s: int
) -> Counter[str]:
    """What the sound of all practices comes to, by media type."""
    sizes: Counter[str] = Counter()
    for sitting in _sittings(studio, practices, voice, total_s):
        sizes.update(sizes_bytes(studio, sitting))
    return sizes


def _sittings(
    studio: Studio, practices: Sequence[Practice], voice: VoiceInfo, total_s: int
) -> Iterator[Sitting]:
    """Each practice that can have this length, with nothing left out."""
    for practice in practices:
        sitting = Sitting(practice, voice, total_s, Choices())
        try:
            studio.plan(sitting)
        except CannotFit:
            continue
        yield sitting


def _keeps(house: House, where: Place, total_s: int) -> Iterator[Keep]:
    asked = Asked(total_s, None, Choices())
    voice = house.voice(where.language)
    practices = house.library.practices(voice.language)
    for sitting in _sittings(house.studio, practices, voice, total_s):
        yield keep(house.studio, sitting, player(house.studio, sitting, asked), where.to)
