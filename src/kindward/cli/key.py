"""`kindward key`: where the key to one's record is; a passphrase for it is set or taken off."""

import click

from kindward.cli import passphrases
from kindward.cli import words_key as words
from kindward.cli.decided import settings
from kindward.cli.record import open_own_record
from kindward.store import Store
from kindward.store.keys import KeyPlace
from kindward.wiring import open_record


@click.command(help=words.KEY_HELP)
@click.option("--passphrase/--no-passphrase", "wanted", default=None, help=words.SET)
def key(*, wanted: bool | None) -> None:
    """Says where the key is, at the end."""
    if wanted is None:
        with open_record(settings()) as store:
            click.echo(words.PLACES[store.keys.place])
        return
    with open_own_record() as store:
        if store.keys.place is KeyPlace.GIVEN:
            raise click.ClickException(words.GIVEN)
        if wanted:
            _cover(store)
        else:
            _uncover(store)


def _cover(store: Store) -> None:
    click.echo(words.BEFORE, err=True)
    store.keys.cover(passphrases.new(words.NEW))
    click.echo(words.COVERED, err=True)


def _uncover(store: Store) -> None:
    if store.keys.place is not KeyPlace.PASSPHRASE:
        click.echo(words.NOT_COVERED, err=True)
        return
    store.keys.uncover()
    click.echo(words.PLACES[store.keys.place], err=True)
