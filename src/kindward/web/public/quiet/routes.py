"""A few minutes of quiet."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.quiet.page import quiet


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/quiet", partial(quiet, edge.pages))
