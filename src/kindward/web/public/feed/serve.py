"""The podcast over HTTP: a feed for each language, its cover, and the chapters of each sitting.

A feed is public, and the same for everyone who asks for the same: its address holds the length,
the voice and the choices of all its sittings.
"""

import re
from email.utils import format_datetime
from functools import partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kindward.library import UnknownLanguage
from kindward.studio import Sitting
from kindward.units import LEAST_S, MOST_S
from kindward.web.http.reply import ASK_AGAIN, FOR_EVER, reply
from kindward.web.languages.catalogues import languages
from kindward.web.public.feed.chapters import chapters
from kindward.web.public.feed.podcast import podcast
from kindward.web.public.feed.show import PUBLISHED, show
from kindward.web.public.hand.link import absolute
from kindward.web.public.sitting.asked import read, read_choices
from kindward.web.public.sitting.player import digest
from kindward.wiring import House

USUAL_S: Final = 600
_FEED: Final = re.compile(r"([A-Za-z-]{2,20})\.xml", re.ASCII)
_CHAPTERS: Final = re.compile(r"([1-9][0-9]{1,3})\.json", re.ASCII)


class Feed:
    """Answers `/feed/LANGUAGE.xml` and what the feed names under `/feed/`."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.picture = (Path(__file__).parent / "cover.png").read_bytes()

    def feed(self, request: Request) -> Response:
        """The feed of a language, or word that nothing is new."""
        file = _FEED.fullmatch(request.path_params["file"])
        if file is None or file[1] not in languages():
            raise UnknownLanguage(request.path_params["file"], languages())
        asked = read(request.query_params, USUAL_S)
        whole = partial(absolute, request, hosts=self.house.settings.hosts)
        content = podcast(show(self.house, file[1], asked, whole))
        tag = f'W/"{sha256(content).hexdigest()[:32]}"'  # weak: it may go out as gzip or plain
        answer = reply(request, content, "application/rss+xml")
        if _is_known(request, tag):
            answer = Response(status_code=HTTPStatus.NOT_MODIFIED)
        published = format_datetime(PUBLISHED, usegmt=True)
        answer.headers.update({"ETag": tag, "Last-Modified": published, "Cache-Control": ASK_AGAIN})
        return answer

    def chapters(self, request: Request) -> Response:
        """The chapters at `/feed/chapters/LANGUAGE/VOICE/NAME/SECONDS.json`."""
        sitting = self._named(request)
        content = chapters(self.house.studio.plan(sitting), sitting.practice.score.title)
        named = request.query_params.get("v") == digest(content)
        caching = FOR_EVER if named else ASK_AGAIN
        return reply(request, content.encode(), "application/json+chapters", caching=caching)

    def cover(self, _: Request) -> Response:
        """The picture at `/feed/cover.png`."""
        headers = {"Cache-Control": "public, max-age=86400"}
        return Response(self.picture, headers=headers, media_type="image/png")

    def _named(self, request: Request) -> Sitting:
        """The sitting of an address; what is not there raises, and becomes a 404."""
        params = request.path_params
        file = _CHAPTERS.fullmatch(params["file"])
        if file is None or not LEAST_S <= int(file[1]) <= MOST_S:
            raise HTTPException(404)
        practice = self.house.library.find(params["name"], params["language"])
        voice = self.house.voice(practice.language, params["voice"])
        return Sitting(practice, voice, int(file[1]), read_choices(request.query_params))


def _is_known(request: Request, tag: str) -> bool:
    """Whether the client holds just this feed (RFC 9110, 13.1.2: weak comparison)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag.removeprefix("W/") in (
        told.strip().removeprefix("W/") for told in known.split(",")
    )
