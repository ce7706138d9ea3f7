"""A trial of the long-run question, and looking back over the weeks."""

from collections.abc import Iterator
from functools import partial

from starlette.routing import Route

from kindward.web.http.edge import Edge
from kindward.web.http.writing import written_form
from kindward.web.private.long_run.back import back
from kindward.web.private.long_run.conduct import Conduct
from kindward.web.private.long_run.result import analyzed
from kindward.web.private.long_run.setting_up import SettingUp
from kindward.web.private.remembered import Remembered
from kindward.web.private.weeks.reading import Reading


def routes(edge: Edge, reading: Remembered[Reading]) -> Iterator[Route]:
    """The addresses of this area."""
    setting_up = SettingUp(edge.own, edge.pages)
    conduct = Conduct(edge.own, edge.pages, analyzed)
    yield Route("/long-run/back", partial(back, edge.own, edge.pages, reading))
    yield Route("/long-run/look", conduct.page)
    yield Route("/long-run/look/new", setting_up.page)
    yield Route("/long-run/look/plan", written_form(setting_up.plan), methods=["POST"])
    yield Route("/long-run/look/evening", conduct.evening_page)
    yield Route("/long-run/look/evening", written_form(conduct.evening), methods=["POST"])
    yield Route("/long-run/look/stop", written_form(conduct.stop), methods=["POST"])
    yield Route("/long-run/look/result", conduct.result)
    yield Route("/long-run/look/quiet", conduct.quiet)
