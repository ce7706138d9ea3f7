"""`kindward check`: every fault of a file, or what Kindward makes of it: a score or feelings.

A folder is checked as the house would take it: what each file is called there, where it belongs,
and why one is left out. Without a name it is that of one's own practices.
"""

import os
import select
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from kindward.cli import words, words_own
from kindward.cli.decided import settings
from kindward.cli.faults import show_faults
from kindward.library import (
    Library,
    OwnFile,
    is_feelings,
    read_feelings,
    why,
)
from kindward.plan import reach
from kindward.score import FaultyScore, Score, parse
from kindward.voice import choose, unsaid
from kindward.voice.pace import spoken_s
from kindward.wiring import PRACTICES, own_folder

STDIN: Final = "-"

MOST_READ: Final = 1024 * 1024
"""More than any score may hold, so that an endless file ends here, and is told as too large."""

WAITS_S: Final = 10
"""How long a pipe that was named may keep silent."""


@click.command(help=words.CHECK_HELP)
@click.argument("files", metavar="[FILE|FOLDER]...", nargs=-1)
def check(files: Sequence[str]) -> int:
    """Exit code 1 if any of the files has a fault or cannot be read."""
    names = files or (str(settings().home / PRACTICES),)
    faulty = sum(not _is_fine(name, is_own=not files) for name in names)
    return min(faulty, 1)


def _is_fine(name: str, *, is_own: bool) -> bool:
    shown = click.format_filename(name)
    if is_own or Path(name).is_dir():
        return _is_fine_folder(Path(name), shown)
    try:
        if is_feelings(Path(name).name):
            return _are_fine_feelings(name, shown)
        score = parse(_read(name))
    except OSError as error:
        click.echo(words.cannot(shown, error.errno, error.strerror), err=True)
    except FaultyScore as faulty:
        show_faults(shown, faulty.faults)
    else:
        click.echo(words.fine(shown, score.title, _reach(score)))
        if unsayable := _unsayable(score):
            click.echo(words.unsayable(*unsayable))
        return True
    return False


def _are_fine_feelings(name: str, shown: str) -> bool:
    """A table may name every practice that is here. Raises FaultyScore, OSError."""
    library = Library(own_folder(settings().home / PRACTICES))
    here = {p.name for tag in library.languages() for p in library.practices(tag)}
    click.echo(words_own.feelings(shown, read_feelings(_read(name), here)))
    return True


def _is_fine_folder(folder: Path, shown: str) -> bool:
    """Each file of the folder is told; whether all of them are practices."""
    files = own_folder(folder).files()
    for file in files:
        _show(file)
    left = sum(file.left is not None for file in files)
    found = sum(file.practice is not None for file in files)
    click.echo(words_own.summed(found, left) if files else words_own.empty(shown))
    return not left


def _show(file: OwnFile) -> None:
    shown = click.format_filename(file.path)
    if file.practice:
        score = file.practice.score
        click.echo(words.fine(shown, score.title, _reach(score)))
        click.echo(words_own.here(file.practice, file.lies_in))
    elif file.feelings:
        click.echo(words_own.feelings(shown, file.feelings))
    elif file.faults:
        show_faults(shown, file.faults)
    else:
        click.echo(f"{shown} {why(file)}")


def _read(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(MOST_READ)
    with open(name, "rb", opener=_opened) as file:
        return file.read(MOST_READ)


def _opened(name: str, flags: int) -> int:
    """The file; a pipe is waited for a while and not for ever. Raises OSError."""
    if not (os.name == "posix" and Path(name).is_fifo()):
        return os.open(name, flags)
    pipe = os.open(name, flags | os.O_NONBLOCK)
    ready, _, _ = select.select([pipe], [], [], WAITS_S)
    if not ready:
        os.close(pipe)
        raise TimeoutError(0, words_own.SILENT)
    os.set_blocking(pipe, True)
    return pipe


def _unsayable(score: Score) -> tuple[str, str] | None:
    """The voice that would speak it, and the first word that it has no letters for."""
    if all(map(str.isascii, score.lines())):
        return None
    voice = choose(score.language)
    found = filter(None, (unsaid(voice, line) for line in score.lines()))
    return next(((voice.name, word) for word in found), None)


def _reach(score: Score) -> list[tuple[int, int]]:
    """The first and the last second of each range of lengths."""
    lengths = {line: spoken_s(line, score.language) for line in score.lines()}
    return [(seconds[0], seconds[-1]) for seconds in reach(score, lengths)]
