"""How requests come in, before any page: whole, in time, in a number that there is room for.

A connection that keeps us waiting is let go, and one that breaks the protocol ends. The server
itself ends within seconds of being asked to, whatever hangs.
"""

from kindward.server.config import configured
from kindward.server.server import Server

__all__ = ["Server", "configured"]
