"""A practice as the text file that it is, to keep, to change, or to hand on."""

from starlette.requests import Request
from starlette.responses import Response

from kindward.score import write
from kindward.web.http.pages import place
from kindward.web.http.reply import reply
from kindward.wiring import House


def score(house: House, request: Request) -> Response:
    """The file at `/practices/NAME/score`. Raises UnknownPractice."""
    practice = house.library.find(request.path_params["name"], place(request).language)
    answer = reply(request, write(practice.score).encode(), "text/plain")
    named = f"{practice.name}.score"
    answer.headers["Content-Disposition"] = f'attachment; filename="{named}"'
    return answer
