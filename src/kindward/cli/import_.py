"""`kindward import`: what an export took along comes back, after a look at what would change."""

from functools import partial
from pathlib import Path
from typing import Final

import click

from kindward import envelope
from kindward.archive import preview, unpack
from kindward.archive.unpack import MOST_UNPACKED
from kindward.cli import passphrases, words, words_key
from kindward.cli.record import open_own_record
from kindward.journal import Record, brought

_MORE_THAN_ANY: Final = MOST_UNPACKED + 1
"""Bytes that are read at the most: an endless file ends here, and is told as too large."""


@click.command("import", help=words.IMPORT_HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=words.YES)
def import_(file: Path, *, yes: bool) -> None:
    """All of what is new is kept, or none of it."""
    incoming = _read(file)
    with open_own_record() as store:
        person = store.person()
        erased = store.erased(person, [entry.id for entry in incoming.entries])
        found = preview(store.record(person), incoming, erased)
        counts = map(len, (found.new, found.same, found.conflicting, found.erased))
        click.echo(words.would_import(*counts), err=True)
        if incoming.sealed:
            click.echo(words.left_sealed(len(incoming.sealed)), err=True)
        if not found.new:
            click.echo(words.NOTHING_NEW, err=True)
        elif yes or click.confirm(words.BRING_IN, default=True, err=True):
            new = store.put_all(person, found.new, brought)
            click.echo(words.imported(len(new)), err=True)
        else:
            click.echo(words.NOT_IMPORTED, err=True)


def _read(file: Path) -> Record:
    try:
        with file.open("rb") as opened:
            data = opened.read(_MORE_THAN_ANY)
    except OSError as error:
        told = words.cannot(click.format_filename(file), error.errno, error.strerror)
        raise click.ClickException(told) from error
    if envelope.is_sealed(data):
        envelope.check(data)
        data = passphrases.opened_with(words_key.OF_FILE, partial(envelope.unseal, data))
    return unpack(data)
