"""Today, before and after a sitting, looking back, and one's own preferences and copies."""

from collections.abc import Iterator

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.http.writing import written_entry, written_form, written_letter
from kindward.web.private.journal.around import Around
from kindward.web.private.journal.coming_back import ComingBack
from kindward.web.private.journal.days import Back
from kindward.web.private.journal.entries import Entries
from kindward.web.private.journal.favourites import Favourites
from kindward.web.private.journal.leave import Leave
from kindward.web.private.journal.notes import Notes
from kindward.web.private.journal.offer import Offers
from kindward.web.private.journal.page import Journal
from kindward.web.private.journal.summary import Summaries
from kindward.web.private.journal.wishes import Wishing
from kindward.web.private.remembered import Remembered
from kindward.web.private.weeks.reading import Reading


def routes(edge: Edge, reading: Remembered[Reading]) -> Iterator[Route]:
    """The addresses of this area."""
    offers = Offers(edge.own, edge.pages)
    yield from _today(edge, Journal(edge.own, edge.pages, reading.ahead, offers.suggested))
    yield from _sittings(offers, Around(edge.own, edge.pages))
    yield from _back(Back(edge.own, edge.pages), Summaries(edge.own, edge.pages))
    yield from _settings(Leave(edge.own, edge.pages), Wishing(edge.own, edge.pages))
    yield from _incoming(ComingBack(edge.own, edge.pages))
    yield from _sent(Entries(edge.own, edge.pages, edge.static))


def _today(edge: Edge, journal: Journal) -> Iterator[Route]:
    """Today, and what is written down there."""
    notes, favourites = Notes(edge.own, edge.pages), Favourites(edge.own)
    yield Route("/journal", journal.page)
    yield Route("/journal/evening", written_form(journal.evening), methods=["POST"])
    yield Route("/journal/settle", written_form(journal.settle), methods=["POST"])
    yield Route("/journal/remove", written_form(journal.remove), methods=["POST"])
    yield Route("/journal/note", notes.page)
    yield Route("/journal/note", written_form(notes.keep), methods=["POST"])
    yield Route("/journal/favourites", written_entry(favourites.change), methods=["POST"])


def _sittings(offers: Offers, around: Around) -> Iterator[Route]:
    """A practice for now, and what is asked before and after it."""
    yield Route("/journal/offer", offers.page)
    yield Route("/journal/begin", written_form(offers.begin), methods=["POST"])
    yield Route("/journal/quiet", around.quiet)
    yield Route("/journal/between", written_form(around.between), methods=["POST"])
    yield Route("/journal/afterwards", around.afterwards)
    yield Route("/journal/after", written_form(around.after), methods=["POST"])


def _back(days: Back, summaries: Summaries) -> Iterator[Route]:
    """Looking back: days, and the page for a therapist."""
    yield Route("/journal/back", days.page)
    yield Route("/journal/back", written_form(days.search), methods=["POST"])
    yield Route("/journal/summary", summaries.page)
    yield Route("/journal/summary", written_form(summaries.made), methods=["POST"])


def _settings(leave: Leave, wishes: Wishing) -> Iterator[Route]:
    """Preferences, copies to take along, and the end of it all."""
    yield Route("/journal/wishes", wishes.page)
    yield Route("/journal/wishes", written_form(wishes.keep), methods=["POST"])
    yield Route("/journal/calendar.ics", wishes.reminder)
    yield Route("/journal/leave", leave.page)
    yield Route("/journal/export.zip", leave.export)
    yield Route("/journal/export.zip.age", written_form(leave.sealed), methods=["POST"])
    yield Route("/journal/erase", written_form(leave.erase), methods=["POST"])


def _incoming(back: ComingBack) -> Iterator[Route]:
    """A copy that is brought back."""
    yield Route("/journal/import", back.read, methods=["POST"])
    yield Route("/journal/import/confirmed", written_form(back.bring_in), methods=["POST"])


def _sent(entries: Entries) -> Iterator[Route]:
    """What a page sends by itself, now or once it has a connection."""
    yield Route("/journal/entries", written_entry(entries.put), methods=["POST"])
    yield Route("/journal/outbox", written_letter(entries.arrive), methods=["POST"])
    yield Route("/journal/state", entries.state)
