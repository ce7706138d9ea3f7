"""`kindward export-site`: the whole library as a folder, for any web host or a stick."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from kindward.cli import words
from kindward.cli.asked import house
from kindward.site import FORMATS, Export, Told, export
from kindward.wiring import House

MOST_MINUTES: Final = 30

_MINUTES: Final = re.compile(r"[1-9][0-9]?(,[1-9][0-9]?)*", re.ASCII)


@click.command("export-site", help=words.EXPORT_SITE_HELP)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--minutes", default="1,5,10,20", show_default=True, help=words.SITE_MINUTES)
@click.option("--language", default="en,es", show_default=True, help=words.SITE_LANGUAGES)
@click.option("--voice", metavar="NAME", help=words.SITE_VOICE)
@click.option("--format", "formats", default=FORMATS[0], show_default=True, help=words.SITE_FORMATS)
def export_site(
    folder: Path, *, minutes: str, language: str, voice: str | None, formats: str
) -> None:
    """How much sound there will be is told before it is made; at the end, what there is."""
    wanted = Export(folder, tuple(language.split(",")), _minutes(minutes), _formats(formats))
    name = click.format_filename(folder)
    with house() as opened, _progress() as bar:
        try:
            files, size = _show(export(_ready(opened, wanted, voice), wanted), bar)
        except OSError as error:
            told = words.cannot_write(name, error.errno, error.strerror)
            raise click.ClickException(told) from error
    click.echo(words.site_written(name, files, size), err=True)


def _minutes(told: str) -> tuple[int, ...]:
    """The lengths, each once and in order. Raises click.UsageError."""
    lengths = sorted({int(one) for one in told.split(",")}) if _MINUTES.fullmatch(told) else []
    if not lengths or lengths[-1] > MOST_MINUTES:
        raise click.UsageError(words.not_lengths(told))
    return tuple(lengths)


def _formats(told: str) -> tuple[str, ...]:
    """The formats, in the order in which a browser is offered them. Raises click.UsageError."""
    asked = set(told.split(","))
    if not asked <= set(FORMATS):
        raise click.UsageError(words.not_formats(told, tuple(FORMATS)))
    return tuple(name for name in FORMATS if name in asked)


def _ready(opened: House, wanted: Export, voice: str | None) -> House:
    """The house with the voice that was asked for, where it speaks the language.

    Raises UnknownLanguage or UnknownVoice.
    """
    speaks = {each.name: tag for tag in wanted.languages for each in opened.speaker.voices(tag)}
    if voice is not None:
        opened.speaker.choose(speaks.get(voice, wanted.languages[0]), voice)
        opened = replace(opened, settings=replace(opened.settings, voice=voice))
    for language in wanted.languages:
        opened.library.practices(language)
    return opened


@contextmanager
def _progress() -> Iterator[Progress]:
    """A bar on a terminal, gone at the end; elsewhere, only what is told stays."""
    console = Console(stderr=True)
    columns = (BarColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        yield bar


def _show(steps: Iterator[Told], bar: Progress) -> tuple[int, int]:
    """How many files there are, and their bytes."""
    files, size, to_come = 0, 0, None
    task = bar.add_task("", total=None)
    for told in steps:
        files, size = files + 1, size + told.size
        if to_come is None and told.left is not None:
            to_come = told.left
            bar.reset(task, total=to_come)
            bar.console.print(
                words.site_to_come(to_come), markup=False, highlight=False, soft_wrap=True
            )
        if told.left is not None and to_come is not None:
            bar.update(task, completed=to_come - told.left)
        bar.update(task, description=told.file)
    return files, size
