"""All paths, and each."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.public.paths.page import all_paths, path


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/paths", partial(all_paths, edge.house, edge.pages))
    yield Route("/paths/{path}", partial(path, edge.house, edge.pages))
