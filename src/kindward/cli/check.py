"""`kindward check`: every fault of a score, a path, a table or a lexicon, or what is in it.

A folder is checked as the house would take it: what each file is called there, where it belongs,
and why one is left out. Without a name it is those of one's own.
"""

import os
import select
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from kindward import paths
from kindward.cli import words, words_own
from kindward.cli.check_lexicon import is_fine_lexicon, is_lexicon
from kindward.cli.decided import settings
from kindward.cli.faults import show_faults
from kindward.library import (
    Feelings,
    NamedPath,
    OwnFile,
    Practice,
    filed,
    is_a_path,
    is_feelings,
    read_feelings,
    shipped_languages,
    why,
)
from kindward.library.files import entries
from kindward.library.names import name_of
from kindward.score import Faulty, parse
from kindward.voice import unsaid
from kindward.wiring import (
    FEELINGS,
    PATHS,
    PRACTICES,
    House,
    here,
    open_house,
    own_feelings,
    own_folder,
    own_paths,
)

AnyFile = OwnFile[Practice] | OwnFile[NamedPath] | OwnFile[Feelings]

STDIN: Final = "-"

MOST_READ: Final = 1024 * 1024
"""More than any score may hold, so that an endless file ends here, and is told as too large."""

WAITS_S: Final = 10
"""How long a pipe that was named may keep silent."""


@click.command(help=words.CHECK_HELP)
@click.argument("files", metavar="[FILE|FOLDER]...", nargs=-1)
def check(files: Sequence[str]) -> int:
    """Exit code 1 if any of the files has a fault or cannot be read."""
    decided = settings()
    home = decided.home
    names = files or [
        str(home / PRACTICES),
        *(str(home / folder) for folder in (PATHS, FEELINGS) if (home / folder).is_dir()),
    ]
    with open_house(decided) as house:
        faulty = sum(not _is_fine(name, house, is_own=not files) for name in names)
    return min(faulty, 1)


def _is_fine(name: str, house: House, *, is_own: bool) -> bool:
    shown = click.format_filename(name)
    if is_own or Path(name).is_dir():
        return _is_fine_folder(Path(name), house, shown)
    try:
        if is_a_path(name):
            path = paths.parse(_read(name), here(house.library, house.lengths))
            click.echo(words_own.fine_path(shown, path))
        elif is_feelings(Path(name).name):
            names = {practice.name for practice in house.library.all()}
            click.echo(words_own.fine_feelings(shown, read_feelings(_read(name), names)))
        elif is_lexicon(name):
            return is_fine_lexicon(shown, name, _read(name))
        else:
            score = parse(_read(name))
            language = filed(score.language, shipped_languages())
            _show_score(shown, Practice(name_of(name), language, score), house)
    except OSError as error:
        click.echo(words.cannot(shown, error.errno, error.strerror), err=True)
    except Faulty as faulty:
        show_faults(shown, faulty.faults)
    else:
        return True
    return False


def _is_fine_folder(folder: Path, house: House, shown: str) -> bool:
    """Each file of the folder is told; whether all of them are what belongs there."""
    what, files = _files(folder, house)
    for file in files:
        _show(file, house)
    left = sum(file.left is not None for file in files)
    click.echo(words_own.summed(what, len(files) - left, left) if files else words_own.empty(shown))
    return not left


def _files(folder: Path, house: House) -> tuple[str, Sequence[AnyFile]]:
    """What lies in a folder, told by its first file that says so, and its files."""
    names = [each.name for each in entries(folder)[0]]
    if any(map(is_a_path, names)):
        return "path", own_paths(folder, house.library, lengths=house.lengths).files()
    if any(map(is_feelings, names)):
        return "table", own_feelings(folder, house.library).files()
    return "practice", own_folder(folder, lengths=house.lengths).files()


def _show(file: AnyFile, house: House) -> None:
    shown = click.format_filename(file.path)
    match file.found:
        case Practice() as practice:
            click.echo(words.fine(shown, practice.score.title, house.lengths(practice)))
            click.echo(words_own.here(practice, file.lies_in))
        case NamedPath() as named:
            click.echo(words_own.fine_path(shown, named.path))
            click.echo(words_own.here(named, file.lies_in))
        case Feelings() as table:
            click.echo(words_own.fine_feelings(shown, table))
        case None if file.faults:
            show_faults(shown, file.faults)
        case None:
            click.echo(f"{shown} {why(file)}")


def _show_score(shown: str, practice: Practice, house: House) -> None:
    click.echo(words.fine(shown, practice.score.title, house.lengths(practice)))
    if unsayable := _unsayable(practice, house):
        click.echo(words.unsayable(*unsayable))


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


def _unsayable(practice: Practice, house: House) -> tuple[str, str] | None:
    """The voice that would speak it, and the first word that it has no letters for."""
    lines = practice.score.lines()
    if all(map(str.isascii, lines)):
        return None
    voice = house.voice_for(practice)
    found = filter(None, (unsaid(voice, line) for line in lines))
    return next(((voice.name, word) for word in found), None)
