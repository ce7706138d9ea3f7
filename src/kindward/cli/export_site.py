"""`kindward export-site`: the whole library as a folder, for any web host or a stick."""

import re
import sys
from pathlib import Path

import click

from kindward.cli import words
from kindward.cli.asked import house
from kindward.site import Export, export

_MINUTES = re.compile(r"[1-9][0-9]?(,[1-9][0-9]?)*", re.ASCII)
MOST_MINUTES = 30


@click.command("export-site", help=words.EXPORT_SITE_HELP)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--minutes", default="1,5,10,20", show_default=True, help=words.SITE_MINUTES)
@click.option("--language", default="en,es", show_default=True, help=words.SITE_LANGUAGES)
def export_site(folder: Path, *, minutes: str, language: str) -> None:
    """Each file is told on a terminal while it is made; at the end, what there is."""
    wanted = Export(folder, tuple(language.split(",")), _minutes(minutes))
    files = size = 0
    with house() as opened:
        for asked in wanted.languages:
            opened.library.practices(asked)
        for told in export(opened, wanted):
            files, size = files + 1, size + told.size
            if sys.stderr.isatty():
                click.echo(f"\r\x1b[2K{told.file}", err=True, nl=False)
    if sys.stderr.isatty():
        click.echo("\r\x1b[2K", err=True, nl=False)
    click.echo(words.site_written(click.format_filename(folder), files, size), err=True)


def _minutes(told: str) -> tuple[int, ...]:
    """The lengths, each once and in order. Raises click.UsageError."""
    lengths = sorted({int(one) for one in told.split(",")}) if _MINUTES.fullmatch(told) else []
    if not lengths or lengths[-1] > MOST_MINUTES:
        raise click.UsageError(words.not_lengths(told))
    return tuple(lengths)
