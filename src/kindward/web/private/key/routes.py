"""The passphrase over one's own pages."""

from collections.abc import Iterator

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.http.writing import written_form
from kindward.web.private.key.page import KeyPage


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    key = KeyPage(edge.own, edge.pages)
    yield Route("/journal/key", key.page)
    yield Route("/journal/key", written_form(key.cover), methods=["POST"])
    yield Route("/journal/key/off", written_form(key.uncover), methods=["POST"])
    yield Route("/journal/key/unlock", written_form(key.unlock), methods=["POST"])
