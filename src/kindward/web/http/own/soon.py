"""Asking for the record without waiting for it: a public page is there whatever the record does."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from starlette.requests import Request

from kindward.errors import KindwardError
from kindward.web.http.own.own import Own

SOON_S: Final = 1.0

_asking: Final = ThreadPoolExecutor(1, "soon")
"""One at a time: while a record does not answer, nobody else is sent to wait for it."""


def is_open_soon(own: Own, request: Request) -> bool:
    """Whether a request may read; no, where that is not known within a second."""
    if own.session(request) is None:
        return False
    asked = _asking.submit(own.is_open, request)
    try:
        return asked.result(SOON_S)
    except (KindwardError, TimeoutError):
        asked.cancel()
        return False
