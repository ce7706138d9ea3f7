"""Every part of the look on one page."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.patterns.page import patterns


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/patterns", partial(patterns, edge.house, edge.pages))
