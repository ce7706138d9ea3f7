"""`kindward export`: a person's whole record as a file that only they can open."""

import os
import secrets
from pathlib import Path
from typing import Final

import click

from kindward.archive import pack
from kindward.cli import words
from kindward.cli.record import open_own_record, say_findings
from kindward.journal import write

WAYS: Final = {".zip": pack, ".json": write}
"""How a record becomes bytes, by the ending of the file."""

_PRIVATE: Final = 0o600


@click.command(help=words.EXPORT_HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=words.FORCE)
def export(file: Path, *, force: bool) -> None:
    """The file is there whole, or not at all."""
    name = click.format_filename(file)
    way = WAYS.get(file.suffix.lower())
    if way is None:
        raise click.UsageError(words.not_an_export(name))
    if not force and os.path.lexists(file):
        raise click.ClickException(words.is_there(name))
    with open_own_record() as store:
        say_findings(store)
        record = store.record(store.person())
    content = way(record)
    try:
        _write_whole(file, content)
    except OSError as error:
        told = words.cannot_write(name, error.errno, error.strerror)
        raise click.ClickException(told) from error
    click.echo(
        words.exported(name, len(record.entries), len(record.sealed), len(content)), err=True
    )


def _write_whole(file: Path, content: bytes) -> None:
    """Write for the owner's eyes only; others see the file once it is on the disk."""
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as kept:
            kept.write(content)
            kept.flush()
            os.fsync(kept.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
