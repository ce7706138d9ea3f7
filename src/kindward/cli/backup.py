"""`kindward backup`: a copy of the record as it is sealed, its key under a passphrase or not."""

import datetime as dt
import os
import sys
from pathlib import Path

import click

from kindward.cli import passphrases, words, words_keeping
from kindward.cli.record import open_own_record
from kindward.store.passphrase import is_long_enough


@click.command(help=words_keeping.BACKUP_HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=words.FORCE)
def backup(file: Path, *, force: bool) -> None:
    """The file is there whole, or not at all."""
    name = click.format_filename(file)
    if not force and os.path.lexists(file):
        raise click.ClickException(words.is_there(name))
    with open_own_record() as store:
        record = store.record(store.person())
        passphrase = _passphrase()
        try:
            store.backup(file, dt.datetime.now().astimezone(), passphrase)
        except OSError as error:
            told = words.cannot_write(name, error.errno, error.strerror)
            raise click.ClickException(told) from error
    counts = len(record.entries), len(record.sealed)
    click.echo(words_keeping.backed_up(name, *counts, has_key=bool(passphrase)), err=True)


def _passphrase() -> str:
    """What a person types twice; empty for none. Raises ClickException."""
    typed = passphrases.secret(words_keeping.FOR_BACKUP)
    if typed and not is_long_enough(typed):
        raise click.ClickException(words_keeping.TOO_SHORT)
    if typed and sys.stdin.isatty() and passphrases.secret(words_keeping.AGAIN) != typed:
        raise click.ClickException(words_keeping.NOT_SAME)
    return typed
