"""Sound and captions over HTTP: any range of any sitting, while its voice may still be at work.

Size and ETag are known from the plan, so headers leave at once. What is sent comes from a blocking
iterator; each step of it holds a thread, so sound has threads of its own, and a sitting that waits
for its voice takes none from those that are ready, nor from the pages. A player asks for a range,
from the first request on; whoever asks for the whole keeps it, and does not listen yet.
"""

import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Final

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from kindward.lengths import told
from kindward.studio import Recording, Sitting
from kindward.units import LEAST_S, MOST_S
from kindward.web.http.ranges import NoSuchRange, Range, asked_range
from kindward.web.http.reply import ASK_AGAIN, FOR_EVER, reply
from kindward.web.public.sitting.asked import read_choices
from kindward.web.public.sitting.player import captions, digest
from kindward.wiring import House

THREADS: Final = 40
BATCH_BYTES: Final = 65_536
"""What one step gathers when nothing has to be waited for."""

NOT_KEPT: Final = "no-cache, no-store"

_FILE: Final = re.compile(r"([1-9][0-9]{1,3})\.(opus|webm|mp4|mp3|vtt)", re.ASCII)


class Sound:
    """Answers `/sound/LANGUAGE/VOICE/NAME/SECONDS.ENDING`."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.ready_threads = CapacityLimiter(THREADS)
        self.waiting_threads = CapacityLimiter(THREADS)

    def serve(self, request: Request) -> Response:
        """The sound or the captions that an address names."""
        sitting, ending = self._named(request)
        if ending == "vtt":
            answer = _captions(request, captions(self.house.studio, sitting))
            answer.headers.update(_to_keep(request, sitting, ending))
            return answer
        is_awaited = "range" in request.headers
        recording = self.house.studio.recording(sitting, ending, is_awaited=is_awaited)
        ready = self.house.studio.is_ready(sitting, ending)
        headers = _headers(request, recording, ready=ready) | _to_keep(request, sitting, ending)
        return self._answer(request, recording, headers, ready=ready)

    def _named(self, request: Request) -> tuple[Sitting, str]:
        """The sitting and the ending; what is not there raises, and becomes a 404."""
        params = request.path_params
        file = _FILE.fullmatch(params["file"])
        if file is None or not LEAST_S <= int(file[1]) <= MOST_S:
            raise HTTPException(404)
        practice = self.house.library.find(params["name"], params["language"])
        voice = self.house.voice(practice.language, params["voice"])
        choices = read_choices(request.query_params)
        return Sitting(practice, voice, int(file[1]), choices), file[2]

    def _answer(
        self, request: Request, recording: Recording, headers: dict[str, str], *, ready: bool
    ) -> Response:
        """The whole, a range of it, or word that there is nothing new or nothing there."""
        if _is_known(request, recording.etag):
            return Response(status_code=304, headers=headers)
        try:
            part = _asked_part(request, recording)
        except NoSuchRange:
            headers |= {"Content-Range": f"bytes */{recording.size}", "Cache-Control": "no-store"}
            return Response(status_code=416, headers=headers)
        stop = recording.size if part is None else part.stop
        start = 0 if part is None else part.start
        headers["Content-Length"] = str(stop - start)
        if part is not None:
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{recording.size}"
        headers["Content-Type"] = recording.media_type
        status = 200 if part is None else 206
        if request.method == "HEAD":
            return Response(status_code=status, headers=headers)
        return StreamingResponse(
            self._pieces(recording.read(start, stop), ready=ready), status, headers
        )

    async def _pieces(self, pieces: Iterator[bytes], *, ready: bool) -> AsyncIterator[bytes]:
        """The bytes as they come. When the listener has gone, nothing more is asked for."""
        threads = self.ready_threads if ready else self.waiting_threads
        gather = partial(_gathered, pieces, BATCH_BYTES if ready else 1)
        while batch := await to_thread.run_sync(gather, limiter=threads):
            yield batch


def _gathered(pieces: Iterator[bytes], least: int) -> bytes:
    """The next bytes, at least so many while there are any."""
    batch = bytearray()
    while len(batch) < least:
        piece = next(pieces, b"")
        if not piece:
            break
        batch += piece
    return bytes(batch)


def _asked_part(request: Request, recording: Recording) -> Range | None:
    """The range to send; None is the whole. A Range counts in a GET only (RFC 9110, 14.2)."""
    header = request.headers.get("range")
    if header is None or request.method != "GET" or not _may_be_cut(request, recording.etag):
        return None
    return asked_range(header, recording.size)


def _may_be_cut(request: Request, etag: str) -> bool:
    """Whether what the client holds a part of is still this recording (RFC 9110, 13.1.5)."""
    return request.headers.get("if-range", etag) == etag


def _is_known(request: Request, etag: str) -> bool:
    """Whether the client holds this recording whole (RFC 9110, 13.1.2)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in (
        tag.strip().removeprefix("W/") for tag in known.split(",")
    )


def _headers(request: Request, recording: Recording, *, ready: bool) -> dict[str, str]:
    """Kept for ever if all of it is there and its address names exactly this content.

    What was sent while the voice was still at work is not kept at all: a line that failed went
    out as silence, and an ETag that comes from the plan cannot tell.
    """
    named = request.query_params.get("v") == digest(recording.etag)
    caching = (FOR_EVER if named else ASK_AGAIN) if ready else NOT_KEPT
    return {"Accept-Ranges": "bytes", "Cache-Control": caching, "ETag": recording.etag}


def _captions(request: Request, captions: str) -> Response:
    named = request.query_params.get("v") == digest(captions)
    caching = FOR_EVER if named else ASK_AGAIN
    return reply(request, captions.encode(), "text/vtt", caching=caching)


def _to_keep(request: Request, sitting: Sitting, ending: str) -> dict[str, str]:
    """What makes a browser keep a file under a good name, where that was asked for."""
    if not request.query_params.get("download"):
        return {}
    name = f"{sitting.practice.name}-{told(sitting.total_s).replace(' ', '-')}.{ending}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}
