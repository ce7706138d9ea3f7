"""What is the same for everyone: the list of its areas, and what the worker may keep of them."""

from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.embed.routes import routes as embed
from kindward.web.public.feed.routes import routes as feed
from kindward.web.public.hand.routes import routes as hand
from kindward.web.public.home.routes import routes as home
from kindward.web.public.long_run.routes import routes as long_run
from kindward.web.public.narrations.routes import routes as narrations
from kindward.web.public.narrations.serve import KeptLines
from kindward.web.public.offline.routes import routes as offline
from kindward.web.public.outbox.routes import routes as outbox
from kindward.web.public.paper.routes import routes as paper
from kindward.web.public.paths.routes import routes as paths
from kindward.web.public.patterns.routes import routes as patterns
from kindward.web.public.practice.routes import routes as practice
from kindward.web.public.quiet.routes import routes as quiet
from kindward.web.public.settings.routes import routes as settings
from kindward.web.public.sitting.routes import routes as sitting
from kindward.web.public.sound.routes import routes as sound
from kindward.web.public.support.routes import routes as people

ROBOTS: Final = "User-agent: *\nAllow: /sound/*.mp3\nDisallow: /sound/\n"
"""A directory of podcasts looks whether the sound of a feed is there."""


def routes(edge: Edge) -> Iterator[Route]:
    """Every address that tells nothing of anyone; an area that is not named here is not kept."""
    kept = KeptLines(edge.house, edge.pages)
    yield from home(edge)
    yield from practice(edge, kept)
    yield from sitting(edge)
    yield from hand(edge)
    yield from paper(edge)
    yield from paths(edge)
    yield from embed(edge)
    yield from long_run(edge)
    yield from people(edge)
    yield from outbox(edge)
    yield from settings(edge)
    yield from quiet(edge)
    yield from offline(edge, kept)
    yield from patterns(edge)
    yield from sound(edge)
    yield from narrations(kept)
    yield from feed(edge)
    yield Route("/static/{version}/{name:path}", edge.static.serve)
    yield Route("/favicon.svg", edge.static.favicon)
    yield Route("/robots.txt", _robots)
    yield Route("/healthz", _health)


def _robots(_: Request) -> Response:
    return PlainTextResponse(ROBOTS)


async def _health(_: Request) -> Response:
    """Takes no thread, so that it waits for none."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})
