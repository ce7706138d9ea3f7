"""`kindward restore`: a backup comes back, after a look at what is in it and what it replaces."""

from pathlib import Path

import click

from kindward.cli import passphrases, words, words_keeping
from kindward.cli.decided import settings
from kindward.cli.record import open_own_record
from kindward.store import NotARecord, SealBroken, Store, StoreBusy, unreadable_aside


@click.command(help=words_keeping.RESTORE_HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help=words.YES)
def restore(file: Path, *, yes: bool) -> None:
    """All of it takes the place of what is here, or nothing does."""
    decided = settings()
    try:
        _restore(file, yes=yes)
    except NotARecord:
        if decided.database:
            raise
        with unreadable_aside(decided.home) as is_taken:
            if _restore(file, yes=yes, is_readable=False):
                is_taken()
    except OSError as error:
        told = words.cannot(click.format_filename(file), error.errno, error.strerror)
        raise click.ClickException(told) from error


def _restore(file: Path, *, yes: bool, is_readable: bool = True) -> bool:
    """Whether it took the place of what is here, which may not be a record that can be read."""
    with open_own_record() as store, store.restoring(file) as found:
        passphrase = passphrases.secret(words_keeping.OF_BACKUP) if found.has_key else ""
        record = found.record(store.person(), passphrase)
        entries, sealed = len(record.entries), len(record.sealed)
        here = _here(store) if is_readable else None
        told = words_keeping.HERE_UNREADABLE
        if here is not None:
            told = words_keeping.would_restore(found.made, entries, sealed, here)
        click.echo(told, err=True)
        if not (yes or click.confirm(words_keeping.BRING_BACK, default=False, err=True)):
            click.echo(words_keeping.NOT_RESTORED, err=True)
            return False
        try:
            aside = found.take_place(passphrase)
        except StoreBusy:
            raise click.ClickException(words_keeping.IN_USE) from None
        click.echo(words_keeping.restored(entries, aside), err=True)
        return True


def _here(store: Store) -> int | None:
    """How many entries are here; None where they cannot be opened."""
    try:
        return len(store.record(store.person()).entries)
    except (SealBroken, NotARecord):
        return None
