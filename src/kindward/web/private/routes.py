"""What is one person's own: the list of its areas, all of them behind one wrapper."""

from collections.abc import Iterator

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.private.closed import private
from kindward.web.private.journal.routes import routes as journal
from kindward.web.private.key.routes import routes as key
from kindward.web.private.long_run.routes import routes as long_run
from kindward.web.private.own_practices.routes import routes as own_practices
from kindward.web.private.paths.routes import routes as paths
from kindward.web.private.remembered import Remembered
from kindward.web.private.way_in.routes import routes as way_in
from kindward.web.private.weeks.reading import read
from kindward.web.private.what_helps.routes import routes as what_helps


def routes(edge: Edge) -> Iterator[Route]:
    """Every address of one's own; what is listed in `_areas` is private, whatever it does."""
    return private(_areas(edge))


def _areas(edge: Edge) -> Iterator[Route]:
    reading = Remembered(read)
    yield from way_in(edge)
    yield from own_practices(edge)
    yield from journal(edge, reading)
    yield from what_helps(edge, reading)
    yield from long_run(edge, reading)
    yield from paths(edge)
    yield from key(edge)
