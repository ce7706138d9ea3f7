"""A sitting set anew, for the player of an open page."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.sitting.anew import anew


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/practices/{name}/anew", partial(anew, edge.house, edge.pages))
