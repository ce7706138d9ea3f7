"""A practice to hand on, as a page and as the text file that it is."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward import support
from kindward.web.http.edge import Edge
from kindward.web.public.hand.page import hand
from kindward.web.public.hand.score import score


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/practices/{name}/hand", partial(hand, edge.house, support.shipped(), edge.pages))
    yield Route("/practices/{name}/score", partial(score, edge.house))
