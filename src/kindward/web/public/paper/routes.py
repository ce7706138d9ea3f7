"""A practice on paper."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward import support
from kindward.web.http.edge import Edge
from kindward.web.public.paper.page import paper


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    shown = partial(paper, edge.house, support.shipped(), edge.pages)
    yield Route("/practices/{name}/print", shown)
