"""A practice's own page."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward import teachers
from kindward.web.http.edge import Edge
from kindward.web.public.narrations.serve import KeptLines
from kindward.web.public.practice.page import practice


def routes(edge: Edge, kept: KeptLines) -> Iterator[Route]:
    """The addresses of this area."""
    shown = partial(practice, edge.house, teachers.shipped(), edge.pages, kept)
    yield Route("/practices/{name}", shown)
