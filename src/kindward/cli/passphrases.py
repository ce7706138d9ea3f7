"""Passphrases at a terminal: typed unseen, or a line of standard input; never an argument.

What stands in an argument or in the surroundings of a program can be seen by others.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import click

from kindward.cli import words_key as words
from kindward.cli.decided import settings
from kindward.envelope import NotOpened
from kindward.store import Store, WrongPassphrase
from kindward.store.keys import KeyPlace
from kindward.store.passphrase import is_long_enough
from kindward.wiring import open_record

T = TypeVar("T")

TRIES: Final = 3


@contextmanager
def open_own_record() -> Iterator[Store]:
    """The store of this machine's settings, with its key at hand; asks for a passphrase over it.

    Raises what `open_record` does, and ClickException after three tries.
    """
    with open_record(settings()) as store:
        if store.keys.place is KeyPlace.PASSPHRASE:
            opened_with(words.ASKED, store.keys.unlock)
        yield store


def opened_with(question: str, attempt: Callable[[str], T]) -> T:
    """What the attempt gives for the passphrase that is typed, of three. Raises ClickException."""
    for _ in range(TRIES):
        try:
            return attempt(_typed(question))
        except (WrongPassphrase, NotOpened) as wrong:
            click.echo(str(wrong), err=True)
    raise click.ClickException(words.NOT_OPENED)


def new(question: str) -> str:
    """A new passphrase, typed twice. Raises ClickException after three tries."""
    for _ in range(TRIES):
        typed = _typed(question)
        if not is_long_enough(typed):
            click.echo(words.NOT_LONG, err=True)
        elif _typed(words.AGAIN) != typed:
            click.echo(words.NOT_SAME, err=True)
        else:
            return typed
    raise click.ClickException(words.NOT_OPENED)


def _typed(question: str) -> str:
    """One answer, unseen. Raises ClickException where there is nobody to give one."""
    if sys.stdin.isatty():
        typed: str = click.prompt(
            question, hide_input=True, default="", show_default=False, err=True
        )
        return typed
    click.echo(f"{question}:", err=True)
    line = sys.stdin.readline()
    if not line:
        raise click.ClickException(words.NOT_OPENED)
    return line.rstrip("\r\n")
