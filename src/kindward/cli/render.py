"""`kindward render`: a sitting as a file to keep.

A file appears under its name only when it is whole: it is written beside it, then renamed. What
is no plain file (a pipe, a device, stdout) is written as it comes.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

import click

from kindward.cli import words
from kindward.cli.asked import Asked, asks_for_a_sitting, house, sitting
from kindward.studio import Recording, Sitting, Studio

CONTAINERS: Final = {
    ".opus": "opus",
    ".mp3": "mp3",
    ".wav": "wav",
    ".webm": "webm",
    ".mp4": "mp4",
    ".m4a": "mp4",
}
"""The container of each ending."""

STDOUT: Final = "-"


@click.command(help=words.RENDER_HELP)
@asks_for_a_sitting
@click.option("--output", "-o", metavar="FILE", help=words.OUTPUT)
@click.option("--captions", metavar="FILE.vtt", help=words.CAPTIONS)
def render(asked: Asked, *, output: str | None, captions: str | None) -> None:
    """Sound by the file's ending, and captions beside it if they are asked for."""
    target = output or words.file_name(Path(asked.practice).stem, asked.total_s)
    container = "opus" if target == STDOUT else _container(target)
    if captions is not None and not captions.endswith(".vtt"):
        raise click.UsageError(words.not_captions(captions))
    with house() as opened:
        wanted = sitting(opened, asked)
        recording = opened.studio.recording(wanted, container, is_awaited=target == STDOUT)
        _write_sound(target, recording)
        if captions is not None:
            _write(captions, [_captions(opened.studio, wanted).encode()])


def _captions(studio: Studio, wanted: Sitting) -> str:
    """The words as WebVTT; how quiet and a bell are told is in the language of the practice."""
    from kindward.catalogue import catalogue  # noqa: PLC0415 - Babel is loaded for those who read

    say = catalogue(wanted.practice.language).gettext
    return studio.captions(wanted, quiet=say("(quiet)"), bell=say("(bell)"))


def _container(target: str) -> str:
    ending = Path(target).suffix.lower()
    if ending not in CONTAINERS:
        raise click.UsageError(words.not_an_ending(ending, tuple(CONTAINERS)))
    return CONTAINERS[ending]


def _write_sound(target: str, recording: Recording) -> None:
    if target == STDOUT:
        if sys.stdout.isatty():
            raise click.UsageError(words.SOUND_ON_A_TERMINAL)
        sys.stdout.buffer.writelines(recording.read(0, recording.size))
        return
    _write(target, _with_progress(recording))
    click.echo(words.written(click.format_filename(target), recording.size), err=True)


def _with_progress(recording: Recording) -> Iterator[bytes]:
    """The recording's bytes; on a terminal, a bar shows how many have gone by."""
    with click.progressbar(
        length=recording.size, label=words.RENDERING, file=sys.stderr, show_pos=False,
        hidden=not sys.stderr.isatty(), update_min_steps=recording.size // 100,
    ) as bar:  # fmt: skip
        for piece in recording.read(0, recording.size):
            yield piece
            bar.update(len(piece))


def _write(target: str, pieces: Iterable[bytes]) -> None:
    try:
        with _opened(Path(target)) as file:
            file.writelines(pieces)
    except OSError as error:
        told = words.cannot_write(click.format_filename(target), error.errno, error.strerror)
        raise click.ClickException(told) from error


@contextmanager
def _opened(target: Path) -> Iterator[BinaryIO]:
    """A file to write in that takes the target's name at the end, or leaves nothing behind."""
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            yield file
        return
    target = target.resolve()  # a link keeps pointing where it did
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            yield file
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
