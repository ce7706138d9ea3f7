"""`kindward check`: every fault of a score file, or the lengths that it can last."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from kindward.cli import words
from kindward.cli.faults import show_faults
from kindward.plan import reach
from kindward.score import FaultyScore, Score, parse
from kindward.voice import choose, unsaid
from kindward.voice.pace import spoken_s

STDIN: Final = "-"

MOST_READ: Final = 1024 * 1024
"""More than any score may hold, so that an endless file ends here, and is told as too large."""


@click.command(help=words.CHECK_HELP)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
def check(files: Sequence[str]) -> int:
    """Exit code 1 if any of the files has a fault or cannot be read."""
    faulty = sum(not _is_fine(name) for name in files)
    return min(faulty, 1)


def _is_fine(name: str) -> bool:
    shown = click.format_filename(name)
    try:
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


def _read(name: str) -> bytes:
    if name == STDIN:
        return sys.stdin.buffer.read(MOST_READ)
    with Path(name).open("rb") as file:
        return file.read(MOST_READ)


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
