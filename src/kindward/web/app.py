"""The application: every address, and the only map from an error to its status.

Endpoints are plain functions that run in a thread each; only sound is streamed.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from functools import partial
from typing import Final

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import ASGIApp

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
from kindward.web.http.edge import Edge
from kindward.web.http.errors.locked import LOCKED
from kindward.web.http.errors.page import Errors
from kindward.web.http.gate import Gate
from kindward.web.http.own.own import NotOpen, NotOurs, Own
from kindward.web.http.own.watch import watching
from kindward.web.http.pages import Fixed, Pages
from kindward.web.http.static import Static
from kindward.web.http.tongue import Tongue
from kindward.web.private.routes import routes as private_routes
from kindward.web.public.offline.serve import Worker
from kindward.web.public.routes import routes as public_routes
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
    edge = Edge(house, own, pages, static)
    public = tuple(public_routes(edge))
    worker = Worker(house.library, pages, static, [route.path for route in public])
    app = Starlette(
        routes=[*public, Route("/sw.js", worker.serve), *private_routes(edge)],
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
