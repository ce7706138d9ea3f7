"""People to talk with."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward import support as directory
from kindward.web.http.edge import Edge
from kindward.web.public.support.page import support


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/support", partial(support, directory.shipped(), edge.pages))
