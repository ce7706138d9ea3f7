"""A whole answer, compressed where the browser takes it (RFC 9110, 12.5.3)."""

import gzip
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

FOR_EVER: Final = "public, max-age=31536000, immutable"
ASK_AGAIN: Final = "no-cache"


def compressed(content: bytes) -> bytes:
    """The bytes as gzip, the same each time."""
    return gzip.compress(content, mtime=0)


def reply(  # noqa: PLR0913 - what an answer is made of, by name
    request: Request,
    content: bytes,
    media_type: str,
    *,
    caching: str = ASK_AGAIN,
    status: int = 200,
    packed: bytes | None = None,
) -> Response:
    """The content as an answer; `packed` is its gzip, if that is there already."""
    headers = {"Cache-Control": caching, "Vary": "Accept-Encoding"}
    if _takes_gzip(request):
        headers["Content-Encoding"] = "gzip"
        content = compressed(content) if packed is None else packed
    return Response(content, status, headers, media_type)


def _takes_gzip(request: Request) -> bool:
    """Whether gzip is on the list of what the browser takes, and not with weight 0."""
    for coding in request.headers.get("accept-encoding", "").split(","):
        name, _, weight = coding.replace(" ", "").lower().partition(";")
        if name == "gzip":
            return weight.rstrip("0.") != "q="
    return False
