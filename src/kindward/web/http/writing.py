"""What is written: a form's fields or an entry's JSON, read in full before anything happens.

Whatever then becomes of a form, its words are at hand for the page that tells of it.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from kindward.web.http.own.own import Form

MOST_FIELDS = 64
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
SEALED = "application/octet-stream"
WORDS = ("text", "goal", "action", "changes_my_mind", "why", "reminder")
"""The fields that hold a person's own words, in the forms of all pages."""

MULTIPART = "multipart/form-data"

Endpoint = Callable[[Request], Awaitable[Response]]


class Written:
    """An endpoint for POST: reads the body, then answers in a thread."""

    def __init__(self, media_type: str, answer: Callable[[Request, bytes], Response]) -> None:
        self.media_type, self.answer = media_type, answer

    async def serve(self, request: Request) -> Response:
        """The answer. Raises HTTPException for what is not of our kind (415) or not whole (400)."""
        if not is_of(request, self.media_type):
            raise HTTPException(415)
        try:
            body = await request.body()
        except ClientDisconnect:  # they went while it came in: nothing happens, and nobody hears it
            raise HTTPException(400) from None
        return await run_in_threadpool(self.answer, request, body)


def is_of(request: Request, media_type: str) -> bool:
    """Whether the body says it is of this kind."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower() == media_type


def written_form(answer: Callable[[Request, Form], Response]) -> Endpoint:
    """An endpoint for a form of ours."""

    def answering(request: Request, body: bytes) -> Response:
        form = _form(body)
        request.state.written = form.fields
        return answer(request, form)

    return Written(FORM, answering).serve


def written_entry(answer: Callable[[Request, bytes], Response]) -> Endpoint:
    """An endpoint for an entry, sent by a script of ours."""
    return Written(JSON, answer).serve


def written_letter(answer: Callable[[Request, bytes], Response]) -> Endpoint:
    """An endpoint for what a browser has sealed."""
    return Written(SEALED, answer).serve


def _form(body: bytes) -> Form:
    """The fields of a form (URL standard, 5.1); of a field that came twice, the last."""
    try:
        text = body.decode("ascii")
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        raise HTTPException(400) from None
    return Form({name: value.replace("\r\n", "\n") for name, value in pairs})
