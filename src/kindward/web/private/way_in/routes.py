"""The way in to one's own pages, the proof of their server, and the way to close them."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.private.way_in.page import lies_open, lock, open_with_token, prove


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    yield Route("/open/{token}", partial(open_with_token, edge.own, edge.pages))
    yield Route("/ours/{nonce}", partial(prove, edge.own))
    yield Route("/journal/open", partial(lies_open, edge.own))
    yield Route("/lock", partial(lock, edge.own), methods=["POST"])
