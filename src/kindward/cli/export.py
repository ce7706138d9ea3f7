"""`kindward export`: a person's whole record as a file that only they can open."""

import os
import secrets
from pathlib import Path
from typing import Final

import click

from kindward import envelope
from kindward.archive import pack
from kindward.cli import passphrases, words, words_key
from kindward.cli.record import open_own_record
from kindward.journal import write

WAYS: Final = {".zip": pack, ".json": write}
"""How a record becomes bytes, by the ending of the file."""

_PRIVATE: Final = 0o600


@click.command(help=words.EXPORT_HELP)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help=words.FORCE)
@click.option("--encrypt", is_flag=True, help=words_key.ENCRYPT)
@click.option("--recipient", metavar="KEY", multiple=True, help=words_key.RECIPIENT)
def export(file: Path, *, force: bool, encrypt: bool, recipient: tuple[str, ...]) -> None:
    """The file is there whole, or not at all."""
    name = click.format_filename(file)
    is_sealed = file.suffix.lower() == envelope.ENDING
    way = WAYS.get((file.with_suffix("") if is_sealed else file).suffix.lower())
    if way is None:
        raise click.UsageError(words.not_an_export(name))
    if (encrypt or recipient) and not is_sealed:
        raise click.UsageError(words_key.ends_in_age(name))
    if not force and os.path.lexists(file):
        raise click.ClickException(words.is_there(name))
    with open_own_record() as store:
        record = store.record(store.person())
    content, told = (
        _sealed(way(record), recipient) if is_sealed else (way(record), words_key.READABLE)
    )
    try:
        _write_whole(file, content)
    except OSError as error:
        failed = words.cannot_write(name, error.errno, error.strerror)
        raise click.ClickException(failed) from error
    counts = len(record.entries), len(record.sealed), len(content)
    click.echo(f"{words.exported(name, *counts)} {told}", err=True)


def _sealed(content: bytes, recipients: tuple[str, ...]) -> tuple[bytes, str]:
    """The file, and what opens it."""
    if recipients:
        return envelope.seal_for(content, recipients), words_key.SEALED_FOR
    return envelope.seal(content, passphrases.new(words_key.FOR_FILE)), words_key.SEALED


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
