"""Favourites that are starred at a practice: while the record lies open, they are the record's."""

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from starlette.requests import Request
from starlette.responses import Response

from kindward.journal import FaultyRecord, following
from kindward.web.http.own.own import Own


class Starred(Struct, frozen=True, forbid_unknown_fields=True):
    """What a page tells: names of practices that are favourites from now on, and that are not."""

    add: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()


class Favourites:
    """The endpoint of the stars."""

    def __init__(self, own: Own) -> None:
        self.own = own

    def change(self, request: Request, body: bytes) -> Response:
        """The favourites are changed, and then the answer is 204. What is no practice is left out.

        Raises NotOpen, journal.FaultyRecord, and what the store raises.
        """
        self.own.opened(request)
        try:
            told = msgspec.json.decode(body, type=Starred)
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise FaultyRecord("Those are no favorites.") from None
        before = self.own.wishes()
        kept = dict.fromkeys(name for name in before.favourites if name not in told.drop)
        names = tuple(kept | dict.fromkeys(name for name in told.add if name in self._names()))
        if names != before.favourites:
            edition = following(before)
            at = self.own.now
            self.own.put(replace(before, edition=edition, at=at, favourites=names))
        return Response(status_code=204)

    def _names(self) -> set[str]:
        library = self.own.house.library
        return {p.name for tag in library.languages() for p in library.practices(tag)}
