"""The faults of a score file on a terminal: the place, the problem, a picture with a way out."""

from collections.abc import Iterable
from textwrap import indent

import click

from kindward.score import Fault


def show_faults(name: str, faults: Iterable[Fault], *, err: bool = False) -> None:
    """Each fault as FILE:LINE:COL: problem, then its line with a caret below the place."""
    for fault in faults:
        place = click.style(f"{name}:{fault.line}:{fault.column}:", bold=True)
        click.echo(f"{place} {fault.problem}", err=err)
        click.echo(indent(fault.picture(), "    ") + "\n", err=err)
