"""What to practise now, out of the person's own record, with its reason; and how it begins.

Reading it changes nothing: the same record, day and way of asking give the same offer, however
often it is read and in how many tabs. Whoever wants another one asks for another by its number.
"""

import hmac
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kindward import guide
from kindward.guide import Candidate, Care, Context, quiet_minute_drawn
from kindward.journal import Chosen, Offer, Record, Sitting
from kindward.lengths import minutes
from kindward.library import GROUNDING, Practice
from kindward.plan import CannotFit
from kindward.web.http.own.own import Form, Own
from kindward.web.http.own.sessions import Session
from kindward.web.http.pages import Pages, place
from kindward.web.private.journal.fields import Unclear, check_in, new_id
from kindward.web.public.sitting.asked import BEGIN
from kindward.web.public.sitting.opened import lengths_near, shortest_s
from kindward.wiring import House

SEED_BITS: Final = 63
ASKED_BITS: Final = 256
MOST_OFFERS: Final = 64
"""That lie open in one session, the first leaving first: more than anyone has tabs."""

MOST_ANOTHER: Final = 999
"""The last number by which another one can be asked for."""

MINUTES: Final = (1, 3, 5, 10, 20)
"""What is offered, as far as the practice can have it."""

USUAL: Final = 5
MODES: Final = {"new": Chosen.NEW, "favourite": Chosen.FAVOURITE, "offered": Chosen.OFFERED}


@dataclass(frozen=True, slots=True)
class Page:
    """What the page of an offer shows; `offer` is None where something gentler stands instead."""

    token: str
    offer: Offer | None
    title: str
    summary: str
    minutes: tuple[float, ...]
    usual: float | None
    """Of these, the one that is chosen unless another is; None where there are none."""

    mode: str
    another: int
    """The number by which another one is asked for."""

    fault: Unclear | None = None


@dataclass(frozen=True, slots=True)
class Suggested:
    """What today suggests: the same as the page of an offer, for as long as the record stays."""

    offer: Offer
    title: str
    summary: str


class Offers:
    """The endpoints of an offer."""

    def __init__(self, own: Own, pages: Pages) -> None:
        self.own, self.pages = own, pages
        self._secret = secrets.randbits(ASKED_BITS).to_bytes(ASKED_BITS // 8)

    def page(self, request: Request) -> Response:
        """The page at `/journal/offer`."""
        session, record = self.own.opened(request), self.own.record(request)
        return self._show(request, self._offered(request, session, record))

    def suggested(self, request: Request) -> Suggested | None:
        """What would be offered to whoever asks for nothing in particular; None as for an offer."""
        session, record = self.own.opened(request), self.own.record(request)
        offered = self._offered(request, session, record)
        found = self._practice(request, offered)
        if offered is None or found is None:
            return None
        return Suggested(offered, found.score.title, found.score.summary)

    def begin(self, request: Request, form: Form) -> Response:
        """The practice follows. Offer and sitting are kept: now, or once a script has heard it."""
        session = self.own.check(request, form)
        asked, offered = _named(session, form.text("offer"))
        try:
            sitting = self._sitting(request, form, offered)
        except Unclear as fault:
            return self._show(request, offered, fault)
        if form.text("heard") == "later":
            make_room(session.begun)
            session.begun[sitting.id] = (offered, sitting)
        else:
            self.own.store.put_all(self.own.person, (offered, sitting))
        session.offers.pop(asked, None)
        way = f"/journal/quiet?sitting={sitting.id}" if sitting.quiet_minute else way_of(sitting)
        return RedirectResponse(place(request).to(way), 303)

    def _offered(self, request: Request, session: Session, record: Record) -> Offer | None:
        """What is offered to whoever asks so; None where something gentler stands instead."""
        asked = self._asked(request, record)
        if known := session.offers.get(asked):
            return known
        offered = guide.offer(
            record,
            self._candidates(request),
            Context(self.own.now, suits=_suits(request)),
            MODES[_mode(request)],
            int(asked, 16) >> (ASKED_BITS - SEED_BITS),
        )
        if isinstance(offered, Care):
            return None
        make_room(session.offers)
        return session.offers.setdefault(asked, offered)

    def _asked(self, request: Request, record: Record) -> str:
        """A number of 256 bits for this record, day and way of asking, which nobody foretells."""
        way = place(request).language, _mode(request), sorted(_suits(request)), _another(request)
        known = [(entry.id, entry.edition) for entry in record.entries]
        asked = repr((self.own.today, known, way))
        return hmac.new(self._secret, asked.encode(), "sha256").hexdigest()

    def _sitting(self, request: Request, form: Form, offered: Offer) -> Sitting:
        lengths = self._lengths(self._practice(request, offered))
        chosen = form.text("minutes") or str(_usual(lengths))
        if chosen not in map(str, lengths):
            raise Unclear("minutes", form.fields)
        return Sitting(
            id=new_id(),
            at=self.own.now,
            practice=offered.practice,
            seconds=round(float(chosen) * 60),
            language=place(request).language,
            chosen=offered.mode,
            offer=offered.id,
            before=check_in(form.fields),
            quiet_minute=quiet_minute_drawn(offered),
        )

    def _candidates(self, request: Request) -> list[Candidate]:
        house, language = self.own.house, place(request).language
        return list(_candidates(house, house.library.practices(language)))

    def _lengths(self, practice: Practice | None) -> tuple[float, ...]:
        """The minutes in which a practice is offered; none of one that is not here any more."""
        return lengths_near(self.own.house, practice, MINUTES) if practice else ()

    def _practice(self, request: Request, offered: Offer | None) -> Practice | None:
        practices = self.own.house.library.practices(place(request).language)
        return next((p for p in practices if offered and p.name == offered.practice), None)

    def _show(
        self, request: Request, offered: Offer | None, fault: Unclear | None = None
    ) -> Response:
        session = self.own.opened(request)
        found = self._practice(request, offered)
        lengths = self._lengths(found)
        page = Page(
            token=session.form_token,
            offer=offered if found else None,
            title=found.score.title if found else "",
            summary=found.score.summary if found else "",
            minutes=lengths,
            usual=_usual(lengths),
            mode=offered.mode.value if offered else "",
            another=_another(request) + 1,
            fault=fault,
        )
        status = 422 if fault else 200
        return self.pages.show(request, "journal/offer.html", page, status=status)


def _candidates(house: House, practices: Iterable[Practice]) -> Iterator[Candidate]:
    """All but grounding, each with its shortest sitting; one that can have none is left out."""
    for practice in practices:
        if practice.name != GROUNDING:
            with suppress(CannotFit):
                shortest = shortest_s(house, practice)
                yield Candidate(practice.name, practice.score.suits, shortest)


def _usual(lengths: Iterable[float]) -> float | None:
    return min(lengths, key=lambda each: abs(each - USUAL), default=None)


def make_room(held: dict[str, Any]) -> None:
    """The first of what a session holds leaves, where there is no room for another."""
    while len(held) >= MOST_OFFERS:
        held.pop(next(iter(held)), None)


def way_of(sitting: Sitting) -> str:
    """The address of the page on which this sitting begins."""
    told = {"minutes": minutes(sitting.seconds), "sitting": sitting.id} | BEGIN
    return f"/practices/{sitting.practice}?{urlencode(told)}"


def _named(session: Session, name: str) -> tuple[str, Offer]:
    """The offer of this id, and how it was asked for. Raises HTTPException 410."""
    found = ((asked, offer) for asked, offer in [*session.offers.items()] if offer.id == name)
    named = next(found, None)
    if named is None:
        raise HTTPException(410)
    return named


def _mode(request: Request) -> str:
    mode = request.query_params.get("mode", "")
    return mode if mode in MODES else Chosen.OFFERED.value


def _another(request: Request) -> int:
    """The number of the offer that is asked for; 0 for the first, and for what is no number."""
    number = request.query_params.get("another", "0")
    return min(int(number), MOST_ANOTHER) if number.isascii() and number.isdigit() else 0


def _suits(request: Request) -> frozenset[str]:
    return frozenset({"walking", "wary"} & set(request.query_params))
