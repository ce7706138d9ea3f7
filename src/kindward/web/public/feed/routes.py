"""The feeds of the practices, and what they point to."""

from collections.abc import Iterator

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.feed.serve import Feed


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    feed = Feed(edge.house)
    yield Route("/feed/cover.png", feed.cover)
    yield Route("/feed/{file}", feed.feed)
    yield Route("/feed/chapters/{language}/{voice}/{name}/{file}", feed.chapters)
