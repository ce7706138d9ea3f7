"""The long-run question, for everyone."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.long_run.page import long_run


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/long-run", partial(long_run, edge.own, edge.pages))
