"""What seems to help."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.private.remembered import Remembered
from kindward.web.private.weeks.reading import Reading
from kindward.web.private.what_helps.page import what_helps


def routes(edge: Edge, reading: Remembered[Reading]) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/what-helps", partial(what_helps, edge.own, edge.pages, reading))
