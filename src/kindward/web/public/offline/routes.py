"""What can be kept on a device, and the place's name and icons there."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.narrations.serve import KeptLines
from kindward.web.public.offline.manifest import manifest
from kindward.web.public.offline.page import Offline


def routes(edge: Edge, kept: KeptLines) -> Iterator[Route]:
    """The addresses of this area."""
    offline = Offline(edge.house, edge.pages, kept)
    yield Route("/offline", offline.page)
    yield Route("/offline/{minutes}.json", offline.list)
    yield Route("/manifest.webmanifest", partial(manifest, edge.pages, edge.static))
