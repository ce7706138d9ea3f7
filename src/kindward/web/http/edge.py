"""What every area of the edge is made with, so that a test mounts one of them by itself."""

from dataclasses import dataclass

from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages
from kindward.web.http.static import Static
from kindward.wiring import House


@dataclass(frozen=True, slots=True)
class Edge:
    """The open house, the record's owner, and the templates and assets of all pages."""

    house: House
    own: Own
    pages: Pages
    static: Static
