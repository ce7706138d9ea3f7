"""What to practise now, out of the person's own record, with its reason; and how it begins."""

import secrets
from dataclasses import dataclass
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward import guide
from kindward.guide import Candidate, Care, Moment, quiet_minute_drawn
from kindward.journal import Chosen, Offer, Sitting
from kindward.library import GROUNDING
from kindward.web.journal.fields import Unclear, check_in, new_id
from kindward.web.own.own import FOR_NOBODY_ELSE, Form, Own
from kindward.web.pages import Pages, place

SEED_BITS: Final = 63
MINUTES: Final = (1, 3, 5, 10, 20)
USUAL: Final = 5
MODES: Final = {"new": Chosen.NEW, "favourite": Chosen.FAVOURITE, "offered": Chosen.OFFERED}


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of an offer shows; `offer` is None where something gentler stands instead."""

    token: str
    offer: Offer | None
    title: str
    summary: str
    minutes: tuple[int, ...]
    mode: str
    fault: Unclear | None = None


class Offers:
    """The endpoints of an offer."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages

    def page(self, request: Request) -> Response:
        """The page at `/journal/offer`; what it offers is drawn anew each time."""
        session, record = self.own.opened(request), self.own.record(request)
        mode = request.query_params.get("mode", "offered")
        offered = guide.offer(
            record,
            self._candidates(request),
            Moment(self.own.now, suits=_suits(request)),
            MODES.get(mode, Chosen.OFFERED),
            secrets.randbits(SEED_BITS),
        )
        session.offered = None if isinstance(offered, Care) else offered
        return self._show(request, mode if mode in MODES else "offered")

    def begin(self, request: Request, form: Form) -> Response:
        """The sitting begins: offer and sitting are kept, and the practice follows."""
        session = self.own.check(request, form)
        offered = session.offered
        if offered is None or offered.id != form.text("offer"):
            raise HTTPException(410)
        try:
            sitting = self._sitting(request, form, offered)
        except Unclear as fault:
            return self._show(request, offered.mode.value, fault)
        session.offered = None
        self.own.store.put_all(self.own.person, (offered, sitting))
        way = f"/journal/quiet?sitting={sitting.id}" if sitting.quiet_minute else way_of(sitting)
        return RedirectResponse(place(request).to(way), 303)

    def _sitting(self, request: Request, form: Form, offered: Offer) -> Sitting:
        minutes = form.text("minutes") or str(USUAL)
        if minutes not in map(str, MINUTES):
            raise Unclear("minutes", form.fields)
        return Sitting(
            id=new_id(),
            at=self.own.now,
            practice=offered.practice,
            seconds=int(minutes) * 60,
            language=place(request).language,
            chosen=offered.mode,
            offer=offered.id,
            before=check_in(form.fields),
            quiet_minute=quiet_minute_drawn(offered),
        )

    def _candidates(self, request: Request) -> list[Candidate]:
        practices = self.own.house.library.practices(place(request).language)
        return [Candidate(p.name, p.score.suits) for p in practices if p.name != GROUNDING]

    def _show(self, request: Request, mode: str, fault: Unclear | None = None) -> Response:
        session = self.own.opened(request)
        offered = session.offered
        practices = self.own.house.library.practices(place(request).language)
        found = next((p for p in practices if offered and p.name == offered.practice), None)
        page = Page(
            token=session.form_token,
            offer=offered if found else None,
            title=found.score.title if found else "",
            summary=found.score.summary if found else "",
            minutes=MINUTES,
            mode=mode,
            fault=fault,
        )
        status = 422 if fault else 200
        response = self.pages.show(request, "journal/offer.html", page, status=status)
        response.headers["Cache-Control"] = FOR_NOBODY_ELSE
        return response


def way_of(sitting: Sitting) -> str:
    """The address of the page on which this sitting goes on."""
    return f"/practices/{sitting.practice}?minutes={sitting.seconds // 60}&sitting={sitting.id}"


def _suits(request: Request) -> frozenset[str]:
    return frozenset({"walking", "wary"} & set(request.query_params))
