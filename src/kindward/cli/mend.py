"""`kindward mend`: what is amiss with the record, and going on with what is here."""

import click

from kindward.cli import words_keeping
from kindward.cli.decided import settings
from kindward.cli.record import say_defects
from kindward.wiring import open_record


@click.command(help=words_keeping.MEND_HELP)
def mend() -> None:
    """Nothing is changed without a word."""
    with open_record(settings()) as store:
        if not store.defects:
            click.echo(words_keeping.WHOLE, err=True)
            return
        say_defects(store)
        if all(defect.is_settled for defect in store.defects):
            store.settle()
        elif click.confirm(words_keeping.GO_ON, default=False, err=True):
            store.settle()
            click.echo(words_keeping.GOING_ON, err=True)
        else:
            click.echo(words_keeping.LEFT, err=True)
