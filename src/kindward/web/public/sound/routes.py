"""Sound and captions of any sitting."""

from collections.abc import Iterator

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.sound.serve import Sound


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/sound/{language}/{voice}/{name}/{file}", Sound(edge.house).serve)
