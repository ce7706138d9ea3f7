"""What is kept on this device, and all practices to keep at one length; sizes are said first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache, partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kindward.lengths import minutes
from kindward.library import Practice
from kindward.plan import CannotFit
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.units import LEAST_S
from kindward.voice import VoiceInfo
from kindward.web.http.pages import Pages, Place, place
from kindward.web.http.reply import ASK_AGAIN
from kindward.web.http.sizes import megabytes
from kindward.web.public.narrations.serve import KeptLines
from kindward.web.public.offline.keep import Keep, keep, keep_lines, sizes_bytes
from kindward.web.public.sitting.asked import Asked
from kindward.web.public.sitting.player import player
from kindward.wiring import House

LENGTHS_S: Final = {"1": 60, "5": 300, "10": 600, "20": 1200}
"""The lengths at which all can be kept at once, by the minutes in the address of their list."""

ANY: Final = "any"
"""What stands there for all lines, from which any length is made."""


@dataclass(frozen=True, slots=True)
class Length:
    """All practices at one length, before they are kept."""

    minutes: float | None
    """None where the lines are kept, for any length."""

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

    def __init__(self, house: House, pages: Pages, kept: KeptLines) -> None:
        self.house, self.pages, self.kept = house, pages, kept
        self.sizes_bytes = lru_cache(partial(_sizes_bytes, house.studio))

    def page(self, request: Request) -> Response:
        """The page, which also stands in for one that cannot be reached."""
        where = place(request)
        lengths = (
            Length(minutes(total_s), where.to(f"/offline/{name}.json"), self._sizes(where, total_s))
            for name, total_s in LENGTHS_S.items()
        )
        lines = self._lines(where)
        at_any = (_at_any(lines, where),) if lines else ()
        return self.pages.show(request, "offline/offline.html", Kept((*at_any, *lengths)))

    def list(self, request: Request) -> Response:
        """Every practice that can have this length, each with what is to be kept of it."""
        name, where = request.path_params["minutes"], place(request)
        if name not in (ANY, *LENGTHS_S):
            raise HTTPException(404)
        keeps = self._lines(where) if name == ANY else _keeps(self.house, where, LENGTHS_S[name])
        kept = [asdict(keep) for keep in keeps]
        return JSONResponse(kept, headers={"Cache-Control": ASK_AGAIN})

    def _lines(self, where: Place) -> tuple[Keep, ...]:
        """The lines of every practice, in the usual voice; those that it has not spoken are not."""
        voice, asked = self.house.voice(where.language), Asked(LEAST_S, None, Choices())
        practices = self.house.library.practices(voice.language)
        keeps = (keep_lines(self.kept, each, voice, asked, where.to) for each in practices)
        return tuple(filter(None, keeps))

    def _sizes(self, where: Place, total_s: int) -> dict[str, str]:
        sizes = self.sizes_bytes(_spoken(self.house, where), total_s)
        return {form: megabytes(size, where.language) for form, size in sizes.items()}


def _at_any(lines: Sequence[Keep], where: Place) -> Length:
    files = [file for kept in lines for file in kept.sounds]
    size = megabytes(sum(file.size_bytes for file in files), where.language)
    return Length(None, where.to(f"/offline/{ANY}.json"), {files[0].media_type: size})


def _spoken(house: House, where: Place) -> tuple[tuple[Practice, VoiceInfo], ...]:
    """Each practice of a language, with the voice that has all of its words."""
    language = house.voice(where.language).language
    return tuple((each, house.voice_for(each)) for each in house.library.practices(language))


def _sizes_bytes(
    studio: Studio, spoken: Sequence[tuple[Practice, VoiceInfo]], total_s: int
) -> Counter[str]:
    """What the sound of all practices comes to, by media type."""
    sizes: Counter[str] = Counter()
    for sitting in _sittings(studio, spoken, total_s):
        sizes.update(sizes_bytes(studio, sitting))
    return sizes


def _sittings(
    studio: Studio, spoken: Sequence[tuple[Practice, VoiceInfo]], total_s: int
) -> Iterator[Sitting]:
    """Each practice that can have this length, with nothing left out."""
    for practice, voice in spoken:
        sitting = Sitting(practice, voice, total_s, Choices())
        try:
            studio.plan(sitting)
        except CannotFit:
            continue
        yield sitting


def _keeps(house: House, where: Place, total_s: int) -> Iterator[Keep]:
    asked = Asked(total_s, None, Choices())
    for sitting in _sittings(house.studio, _spoken(house, where), total_s):
        yield keep(house.studio, sitting, player(house.studio, sitting, asked), where.to)
