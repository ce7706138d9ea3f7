"""The application: every address, and the only map from an error to its status.

Endpoints are plain functions that run in a thread each; only sound is streamed.
"""

import logging
from collections.abc import AsyncIterator, Iterable
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from typing import Final

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kindward import support, teachers
from kindward.errors import KindwardError
from kindward.journal import FaultyRecord
from kindward.library import UnknownLanguage, UnknownPath, UnknownPractice
from kindward.plan import CannotFit
from kindward.store import (
    Conflict,
    Erased,
    KeyLocked,
    LetterBroken,
    LetterElsewhere,
    StoreFull,
    StoreReadOnly,
)
from kindward.voice import UnknownVoice
from kindward.web.http.bodies import Bodies
from kindward.web.http.errors.locked import LOCKED
from kindward.web.http.errors.page import Errors
from kindward.web.http.gate import Gate
from kindward.web.http.own.own import NotOpen, NotOurs, Own
from kindward.web.http.own.watch import watching
from kindward.web.http.pages import Fixed, Pages
from kindward.web.http.static import Static
from kindward.web.http.tongue import Tongue
from kindward.web.private.routes import own_pages
from kindward.web.public.embed.page import embed
from kindward.web.public.feed.serve import Feed
from kindward.web.public.hand.page import hand
from kindward.web.public.hand.score import score
from kindward.web.public.home.page import feelings, home, something_new
from kindward.web.public.long_run.page import long_run
from kindward.web.public.narrations.serve import KeptLines
from kindward.web.public.offline.manifest import manifest
from kindward.web.public.offline.page import Offline
from kindward.web.public.offline.serve import Worker
from kindward.web.public.outbox.page import check_in
from kindward.web.public.paper.page import paper
from kindward.web.public.paths.page import all_paths, path
from kindward.web.public.patterns.page import patterns
from kindward.web.public.practice.page import practice
from kindward.web.public.quiet.page import quiet
from kindward.web.public.settings.page import settings
from kindward.web.public.sitting.anew import anew
from kindward.web.public.sound.serve import Sound
from kindward.web.public.support.page import support as support_page
from kindward.wiring import House, Settings, open_house

STATUS: Final[dict[type[Exception], int]] = {
    CannotFit: 400,
    UnknownPractice: 404,
    UnknownPath: 404,
    UnknownLanguage: 404,
    UnknownVoice: 404,
    NotOpen: 403,
    NotOurs: 403,
    FaultyRecord: 422,
    LetterBroken: 422,
    LetterElsewhere: 404,
    Conflict: 409,
    Erased: 410,
    KeyLocked: LOCKED,
    StoreFull: 507,
    StoreReadOnly: 507,
    KindwardError: 503,
    Exception: 500,
}

ROBOTS: Final = "User-agent: *\nAllow: /sound/*.mp3\nDisallow: /sound/\n"
"""A directory of podcasts looks whether the sound of a feed is there."""


def create() -> ASGIApp:
    """The application of this machine's settings; its house is closed when the server stops."""
    closing = ExitStack()
    tell = logging.getLogger(__name__).warning
    house = closing.enter_context(open_house(Settings.from_env(), tell))
    return create_app(house, closing)


def create_app(
    house: House, closing: ExitStack | None = None, fixed: Fixed | None = None
) -> ASGIApp:
    """The application around a house that is open already; `fixed` for pages without a server."""
    static, own = Static(), Own(house)
    pages = Pages(static, fixed, own_is_here=own.is_here and fixed is None)
    errors = Errors(pages, STATUS, own_is_here=own.is_here, keeps=own.keeps)
    kept = KeptLines(house, pages)
    public = (*_pages(house, own, pages, kept), *_files(house, pages, static, kept))
    worker = Worker(house.library, pages, static, [route.path for route in public])
    app = Starlette(
        routes=[*public, Route("/sw.js", worker.serve), *own_pages(own, pages, static)],
        exception_handlers=errors.handlers(),
        lifespan=partial(_lifespan, house=house, own=own, closing=closing or ExitStack()),
    )
    app.router.redirect_slashes = False
    errors.routes = app.routes
    hosts = own.hosts if fixed is None else house.settings.hosts
    bounded, is_hosted = Bodies(app, own, errors.refuse), not own.is_here
    return Gate(Tongue(bounded, pages.languages), errors.refuse, hosts, is_hosted=is_hosted)


@asynccontextmanager
async def _lifespan(
    _: Starlette, house: House, own: Own, closing: ExitStack
) -> AsyncIterator[None]:
    """While the server runs, voices are made ready behind it, and what nobody reads is closed."""
    house.warm_up()
    with closing, watching(own.look):
        yield


def _pages(house: House, own: Own, pages: Pages, kept: KeptLines) -> Iterable[Route]:
    """What is shown in the language of its address, and is the same for everyone."""
    offline, people = Offline(house, pages, kept), support.shipped()
    yield Route("/", partial(home, house, pages))
    yield Route("/something-new", partial(something_new, own))
    yield Route("/practices/{name}", partial(practice, house, teachers.shipped(), pages, kept))
    yield Route("/feelings.json", partial(feelings, house))
    yield Route("/practices/{name}/anew", partial(anew, house, pages))
    yield Route("/practices/{name}/hand", partial(hand, house, people, pages))
    yield Route("/practices/{name}/print", partial(paper, house, people, pages))
    yield Route("/practices/{name}/score", partial(score, house))
    yield Route("/paths", partial(all_paths, house, pages))
    yield Route("/paths/{path}", partial(path, house, pages))
    yield Route("/embed/{name}", partial(embed, house, pages))
    yield Route("/long-run", partial(long_run, own, pages))
    yield Route("/support", partial(support_page, people, pages))
    yield Route("/check-in", partial(check_in, pages))
    yield Route("/settings", partial(settings, pages))
    yield Route("/quiet", partial(quiet, pages))
    yield Route("/offline", offline.page)
    yield Route("/offline/{minutes}.json", offline.list)
    yield Route("/patterns", partial(patterns, house, pages))


def _files(house: House, pages: Pages, static: Static, kept: KeptLines) -> Iterable[Route]:
    """What is fetched and not shown, by anyone."""
    sound, feed = Sound(house), Feed(house)
    yield Route("/sound/{language}/{voice}/{name}/{file}", sound.serve)
    yield Route("/narrations/{language}/{voice}/{name}", kept.serve)
    yield Route("/feed/cover.png", feed.cover)
    yield Route("/feed/{file}", feed.feed)
    yield Route("/feed/chapters/{language}/{voice}/{name}/{file}", feed.chapters)
    yield Route("/manifest.webmanifest", partial(manifest, pages, static))
    yield Route("/static/{version}/{name:path}", static.serve)
    yield Route("/favicon.svg", static.favicon)
    yield Route("/robots.txt", _robots)
    yield Route("/healthz", _health)


def _robots(_: Request) -> Response:
    return PlainTextResponse(ROBOTS)


async def _health(_: Request) -> Response:
    """Takes no thread, so that it waits for none."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
