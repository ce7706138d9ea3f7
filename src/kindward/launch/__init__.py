"""The way to one's own record: a one-time token, a name of its own, and proof of who listens.

All three rest on files that only their owner can read or make.
"""

from kindward.launch.identity import LOCALHOST, LOOPBACK, host, is_ours, mark, prove
from kindward.launch.port import keep_port, kept_port
from kindward.launch.running import HOSTS, running, told
from kindward.launch.ways import FOLDER, LASTS_S, mint, page, redeem

__all__ = [
    "FOLDER",
    "HOSTS",
    "LASTS_S",
    "LOCALHOST",
    "LOOPBACK",
    "host",
    "is_ours",
    "keep_port",
    "kept_port",
    "mark",
    "mint",
    "page",
    "prove",
    "redeem",
    "running",
    "told",
]
