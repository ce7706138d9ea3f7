"""Every part of the look on one page, for whoever builds here: what it is called, how it stands."""

from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from kindward.library import GROUNDING, NINE, Feeling
from kindward.units import LEAST_S
from kindward.web.http.pages import Pages
from kindward.web.public.sitting.form import Form, form
from kindward.web.public.sitting.opened import opened
from kindward.web.public.sitting.player import Player, player
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
    feelings: tuple[Feeling, ...]
    player: Player
    form: Form


def patterns(house: House, pages: Pages, request: Request) -> Response:
    """The page at `/patterns`."""
    here = opened(house, request, GROUNDING, LEAST_S)
    page = Patterns(
        colours=COLOURS,
        sizes=SIZES,
        pictures=(*NINE, GROUNDING),
        feelings=tuple(f for f in house.feelings.of(here.language) if f.at_hand),
        player=player(house.studio, here.sitting, here.asked, here.instead),
        form=form(house.studio, "/patterns", here.asked, here.sitting),
    )
    return pages.show(request, "patterns/patterns.html", page)
