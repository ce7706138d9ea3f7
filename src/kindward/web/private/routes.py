"""The addresses of one's own pages: kept by no cache; the record, for an open session alone."""

from collections.abc import Iterable
from functools import partial

from starlette.routing import Route

from kindward.web.http.own.own import Own
from kindward.web.http.pages import Pages
from kindward.web.http.static import Static
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
from kindward.web.private.key.page import KeyPage
from kindward.web.private.long_run.back import back as look_back
from kindward.web.private.long_run.conduct import Conduct
from kindward.web.private.long_run.result import analyzed
from kindward.web.private.long_run.setting_up import SettingUp
from kindward.web.private.own_practices.page import own_practices
from kindward.web.private.paths.own import OwnPaths
from kindward.web.private.remembered import Remembered
from kindward.web.private.way_in.page import lies_open, lock, open_with_token, prove
from kindward.web.private.weeks.reading import Reading, read
from kindward.web.private.what_helps.page import what_helps


def own_pages(own: Own, pages: Pages, static: Static) -> Iterable[Route]:
    """All of them, and what browsers send to them."""
    reading, offers = Remembered(read), Offers(own, pages)
    yield Route("/open/{token}", partial(open_with_token, own, pages))
    yield Route("/ours/{nonce}", partial(prove, own))
    yield Route("/journal/open", partial(lies_open, own))
    yield Route("/lock", partial(lock, own), methods=["POST"])
    yield Route("/practices", partial(own_practices, own, pages))
    yield from _today(Journal(own, pages, reading.ahead, offers.suggested), own, pages)
    yield from _sittings(offers, Around(own, pages))
    yield from _back(own, pages, reading)
    yield from _long_run(own, pages)
    yield from _paths(own, pages)
    yield from _settings(own, pages)
    yield from _sent(Entries(own, pages, static))


def _today(journal: Journal, own: Own, pages: Pages) -> Iterable[Route]:
    """Today, and what is written down there."""
    notes, favourites = Notes(own, pages), Favourites(own)
    yield Route("/journal", journal.page)
    yield Route("/journal/evening", written_form(journal.evening), methods=["POST"])
    yield Route("/journal/settle", written_form(journal.settle), methods=["POST"])
    yield Route("/journal/remove", written_form(journal.remove), methods=["POST"])
    yield Route("/journal/note", notes.page)
    yield Route("/journal/note", written_form(notes.keep), methods=["POST"])
    yield Route("/journal/favourites", written_entry(favourites.change), methods=["POST"])


def _sittings(offers: Offers, around: Around) -> Iterable[Route]:
    """A practice for now, and what is asked before and after it."""
    yield Route("/journal/offer", offers.page)
    yield Route("/journal/begin", written_form(offers.begin), methods=["POST"])
    yield Route("/journal/quiet", around.quiet)
    yield Route("/journal/between", written_form(around.between), methods=["POST"])
    yield Route("/journal/afterwards", around.afterwards)
    yield Route("/journal/after", written_form(around.after), methods=["POST"])


def _back(own: Own, pages: Pages, reading: Remembered[Reading]) -> Iterable[Route]:
    """Looking back: days, what seems to help, weeks, and the page for a therapist."""
    days, summaries = Back(own, pages), Summaries(own, pages)
    yield Route("/journal/back", days.page)
    yield Route("/journal/back", written_form(days.search), methods=["POST"])
    yield Route("/journal/summary", summaries.page)
    yield Route("/journal/summary", written_form(summaries.made), methods=["POST"])
    yield Route("/what-helps", partial(what_helps, own, pages, reading))
    yield Route("/long-run/back", partial(look_back, own, pages, reading))


def _long_run(own: Own, pages: Pages) -> Iterable[Route]:
    """A trial of the long-run question."""
    setting_up, conduct = SettingUp(own, pages), Conduct(own, pages, analyzed)
    yield Route("/long-run/look", conduct.page)
    yield Route("/long-run/look/new", setting_up.page)
    yield Route("/long-run/look/plan", written_form(setting_up.plan), methods=["POST"])
    yield Route("/long-run/look/evening", conduct.evening_page)
    yield Route("/long-run/look/evening", written_form(conduct.evening), methods=["POST"])
    yield Route("/long-run/look/stop", written_form(conduct.stop), methods=["POST"])
    yield Route("/long-run/look/result", conduct.result)
    yield Route("/long-run/look/quiet", conduct.quiet)


def _paths(own: Own, pages: Pages) -> Iterable[Route]:
    """Paths that are gone through."""
    paths = OwnPaths(own, pages)
    yield Route("/journal/paths/begin", written_form(paths.begin), methods=["POST"])
    yield Route("/journal/paths/skip", written_form(paths.skip), methods=["POST"])
    yield Route("/journal/paths/stop", written_form(paths.stop), methods=["POST"])
    yield Route("/journal/paths/calendar.ics", written_form(paths.calendar), methods=["POST"])
    yield Route("/journal/paths/{path}", paths.page)


def _settings(own: Own, pages: Pages) -> Iterable[Route]:
    """Preferences, the key, copies to take along and bring back, and the end of it all."""
    leave, wishes, key = Leave(own, pages), Wishing(own, pages), KeyPage(own, pages)
    back = ComingBack(own, pages)
    yield Route("/journal/wishes", wishes.page)
    yield Route("/journal/wishes", written_form(wishes.keep), methods=["POST"])
    yield Route("/journal/calendar.ics", wishes.reminder)
    yield Route("/journal/key", key.page)
    yield Route("/journal/key", written_form(key.cover), methods=["POST"])
    yield Route("/journal/key/off", written_form(key.uncover), methods=["POST"])
    yield Route("/journal/key/unlock", written_form(key.unlock), methods=["POST"])
    yield Route("/journal/leave", leave.page)
    yield Route("/journal/export.zip", leave.export)
    yield Route("/journal/export.zip.age", written_form(leave.sealed), methods=["POST"])
    yield Route("/journal/import", back.read, methods=["POST"])
    yield Route("/journal/import/confirmed", written_form(back.bring_in), methods=["POST"])
    yield Route("/journal/erase", written_form(leave.erase), methods=["POST"])


def _sent(entries: Entries) -> Iterable[Route]:
    """What a page sends by itself, now or once it has a connection."""
    yield Route("/journal/entries", written_entry(entries.put), methods=["POST"])
    yield Route("/journal/outbox", written_letter(entries.arrive), methods=["POST"])
    yield Route("/journal/state", entries.state)
