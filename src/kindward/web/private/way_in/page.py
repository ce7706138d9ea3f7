"""The way in to one's own record, the proof that this is its server, and the way to close it.

They are `/open/TOKEN`, `/ours/NONCE`, `/lock`, and `/journal/open`, where pages ask if they stay.
"""

from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages, place

PURPOSES: Final = ("sec-purpose", "purpose", "x-purpose", "x-moz")
UNTOLD: Final = {"Referrer-Policy": "no-referrer"}
"""An address that is a secret is told to nobody, not even to us."""

AHEAD: Final = ("prefetch", "prerender", "preview")


def open_with_token(own: Own, pages: Pages, request: Request) -> Response:
    """To the first page, with a session; or a page that says how to come in.

    It is a GET since a browser is led here from outside; the token is good for nothing else. Only
    whoever goes there spends it: a look ahead is told that there is nothing yet.
    """
    if _only_looks(request):
        return Response(status_code=204, headers=UNTOLD)
    response: Response = RedirectResponse(place(request).to("/"), 303)
    if not own.enter(request, request.path_params["token"], response):
        response = pages.show(request, "own/used.html", None, status=403)
    response.headers.update(UNTOLD)
    return response


def prove(own: Own, request: Request) -> Response:
    """The proof that only this install's server can give; the launcher asks before it leads here.

    Raises HTTPException 404 where there is nothing to prove, or for what is no nonce.
    """
    address, port = request.scope["server"]
    proof = own.proof(address, port, request.path_params["nonce"])
    if not proof:
        raise HTTPException(404)
    return PlainTextResponse(proof, headers=UNTOLD)


def lies_open(own: Own, request: Request) -> Response:
    """Whether the session of a page lies open, and whether it was closed; its time goes on."""
    session = own.session(request)
    told = {
        "open": session is not None and own.sessions.lies_open(session),
        "closed": own.is_closed(request),
    }
    return JSONResponse(told)


async def lock(own: Own, request: Request) -> Response:
    """Nothing is shown any more, from now on. Also what a page sends as it is left at once."""
    await run_in_threadpool(partial(_lock, own, request))
    response = RedirectResponse(place(request).to("/"), 303)
    own.let_go(request, response)
    return response


def _only_looks(request: Request) -> bool:
    """Whether nobody goes there: a HEAD, a fetch or picture of a page, or what is fetched ahead.

    (Fetch Metadata; `Purpose` and its kin are what browsers and previews said before it.)
    """
    said = request.headers
    ahead = any(word in said.get(name, "").lower() for name in PURPOSES for word in AHEAD)
    goes = said.get("sec-fetch-mode", "navigate") == "navigate"
    return request.method != "GET" or ahead or not goes


def _lock(own: Own, request: Request) -> None:
    if own.session(request) is not None:
        own.close_all()
