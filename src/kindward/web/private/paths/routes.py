"""Paths that are gone through."""

from collections.abc import Iterator

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.http.writing import written_form
from kindward.web.private.paths.own import OwnPaths


def routes(edge: Edge) -> Iterator[Route]:
    """The addresses of this area."""
    paths = OwnPaths(edge.own, edge.pages)
    yield Route("/journal/paths/begin", written_form(paths.begin), methods=["POST"])
    yield Route("/journal/paths/skip", written_form(paths.skip), methods=["POST"])
    yield Route("/journal/paths/stop", written_form(paths.stop), methods=["POST"])
    yield Route("/journal/paths/calendar.ics", written_form(paths.calendar), methods=["POST"])
    yield Route("/journal/paths/{path}", paths.page)
