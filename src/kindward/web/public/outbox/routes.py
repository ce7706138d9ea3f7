"""A check-in that needs no network."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.outbox.page import check_in


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/check-in", partial(check_in, edge.pages))
