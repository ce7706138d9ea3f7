"""The whole library as a static site: for any web host, or a stick without one.

The application is asked for every page as a browser would ask, in this process and without a
network, and what it answers becomes a file. So there is one rendering of every page, and a page
that changes changes here too. What needs a server (setting a sitting anew, handing on by address)
is left out by the templates themselves: they know the lengths that are there.
"""

from kindward.site.export import Export, Told, export
from kindward.web.public.sitting.player import PLAYED as FORMATS

__all__ = ["FORMATS", "Export", "Told", "export"]
