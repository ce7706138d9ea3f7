"""Practices of one's own."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.private.own_practices.page import own_practices


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/practices", partial(own_practices, edge.own, edge.pages))
