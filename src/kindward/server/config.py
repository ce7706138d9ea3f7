"""How uvicorn is set up: nothing of a request is logged, and nobody's word is taken for it."""

import logging
import os
from typing import Final

import uvicorn

from kindward.server.connection import Connection
from kindward.server.room import AT_ONCE

PROXIES: Final = "FORWARDED_ALLOW_IPS"
"""Uvicorn's own setting: addresses of proxies that are believed on how a request came to them."""


def configured(app: str) -> uvicorn.Config:
    """The settings of a server of the application that this name makes.

    An address may hold what a person chose, so no request leaves a line, well-formed or not. What a
    program says of how it was asked (X-Forwarded-Proto) counts only where its address was named.
    """
    return uvicorn.Config(
        app,
        factory=True,
        http=Connection,
        ws="none",
        lifespan="on",
        backlog=AT_ONCE,
        proxy_headers=PROXIES in os.environ,
        server_header=False,
        access_log=False,
        log_config=None,
        log_level=logging.ERROR,
    )
