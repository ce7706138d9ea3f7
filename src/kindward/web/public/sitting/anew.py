"""A sitting set anew while it runs: another length, voice or content from this moment on.

    /practices/NAME/anew?minutes=10&line=17&nth=0&into=1.4&heard=80&voice=...

`minutes` is the whole length that is wished now, of which `heard` seconds have been heard; `line`
is the line of the score that is spoken at this moment, for the how-manieth time, since `into`
seconds. The answer has all that a player needs to go on, as JSON. It holds nothing about anyone,
and nothing is kept.
"""

import re
from dataclasses import asdict, replace
from typing import Any, Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kindward.lengths import minutes
from kindward.plan import Joined, Moment, Plan, rejoin
from kindward.studio import Sitting
from kindward.units import MOST_S
from kindward.web.http.pages import Pages, place
from kindward.web.http.reply import ASK_AGAIN
from kindward.web.public.sitting.opened import opened
from kindward.web.public.sitting.player import player
from kindward.wiring import House

LEAST_LEFT_S: Final = 15.0
"""So much at the least is left for an ending, however short the new length is."""

_NUMBER: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,6})?", re.ASCII)


def anew(house: House, pages: Pages, request: Request) -> Response:
    """The sitting to go on with, and the second to go on at."""
    here = opened(house, request)
    joined = _joined(house, here.sitting, request)
    going_on = replace(here.sitting, total_s=joined.total_s)
    asked = replace(here.asked, total_s=joined.total_s)
    anew, to = player(house.studio, going_on, asked), place(request).to
    told: dict[str, Any] = asdict(anew) | {
        "at_s": round(joined.at_s, 2),
        "left_minutes": minutes(round(joined.left_s)),
        "told": pages.words(request, "sitting/_told.html", player=anew).strip(),
        "page": to(anew.address),
        "longer": anew.longer and to(anew.longer),
        "ground": anew.ground and to(anew.ground),
    }
    return JSONResponse(told, headers={"Cache-Control": ASK_AGAIN})


def _joined(house: House, sitting: Sitting, request: Request) -> Joined:
    """Where the new sitting is joined. Raises CannotFit, or HTTPException 400."""

    def lay(total_s: int) -> Plan:
        return house.studio.plan(replace(sitting, total_s=total_s))

    lines, line = sitting.practice.score.lines(), round(_number(request, "line"))
    if line >= len(lines):
        raise HTTPException(400)
    moment = Moment(lines[line], round(_number(request, "nth")), _number(request, "into"))
    left_s = max(sitting.total_s - _number(request, "heard"), LEAST_LEFT_S)
    return rejoin(lay, moment, left_s)


def _number(request: Request, name: str) -> float:
    """A number of the query. Raises HTTPException 400."""
    text = request.query_params.get(name, "")
    if not _NUMBER.fullmatch(text) or float(text) > MOST_S:
        raise HTTPException(400)
    return float(text)
