"""What is set for this browser."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.settings.page import settings


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/settings", partial(settings, edge.pages))
