"""The bare player, for a frame of another site."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.embed.page import embed


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/embed/{name}", partial(embed, edge.house, edge.pages))
