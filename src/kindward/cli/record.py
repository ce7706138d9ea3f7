"""The record of this home, opened for a command: what is amiss with it is said, before anything."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from kindward.cli import passphrases, words_keeping, words_key
from kindward.cli.decided import settings
from kindward.store import Store
from kindward.store.keys import KeyPlace
from kindward.wiring import open_record


@contextmanager
def open_own_record() -> Iterator[Store]:
    """The store of this machine's settings, with its key at hand; asks for a passphrase over it.

    Raises what `open_record` does, and ClickException after three tries.
    """
    with open_record(settings()) as store:
        say_defects(store)
        if store.keys.place is KeyPlace.PASSPHRASE:
            passphrases.opened_with(words_key.ASKED, store.keys.unlock)
        yield store


def say_defects(store: Store) -> None:
    """What was found amiss with the record, if anything, beside the answer and before it."""
    if store.defects:
        click.echo(words_keeping.found(store.defects), err=True)
