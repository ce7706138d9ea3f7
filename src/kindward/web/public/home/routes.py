"""The welcome, a practice by chance, and the table of feelings."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.home.page import feelings, home, something_new


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/", partial(home, edge.house, edge.pages))
    yield Route("/something-new", partial(something_new, edge.own))
    yield Route("/feelings.json", partial(feelings, edge.house))
