"""Every part of the look on one page, for whoever builds here: what it is called, how it stands."""

from dataclasses import dataclass
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.library import GROUNDING, NINE
from kindward.web.pages import Pages
from kindward.web.sitting.asked import read
from kindward.web.sitting.form import Form, form
from kindward.web.sitting.player import Player, player
from kindward.wiring import House

COLOURS: Final = (
    "paper", "paper-raised", "ink", "ink-soft", "ember", "on-ember", "edge", "edge-soft",
)  # fmt: skip
SIZES: Final = ("small", "text", "large", "said", "title")


@dataclass(frozen=True, slots=True)
class Patterns:
    """What is shown."""

    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    pictures: tuple[str, ...]
    player: Player
    form: Form


def patterns(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/patterns`."""
    asked = read(request.query_params, 60)
    language = request.state.language
    practice = house.library.find(GROUNDING, language)
    sitting = asked.sitting(practice, partial(house.voice, language))
    page = Patterns(
        colours=COLOURS,
        sizes=SIZES,
        pictures=(*NINE, GROUNDING),
        player=player(house.studio, sitting, asked),
        form=form("/patterns", asked, sitting),
    )
    return pages.show(request, "patterns/patterns.html", page)
