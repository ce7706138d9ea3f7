"""Passphrases at a terminal: typed unseen, or a line of standard input; never an argument.

What stands in an argument or in the surroundings of a program can be seen by others.
"""

import sys
from collections.abc import Callable
from typing import Final, TypeVar

import click

from kindward.cli import words_key as words
from kindward.envelope import NotOpened
from kindward.store import WrongPassphrase
from kindward.store.passphrase import is_long_enough

T = TypeVar("T")

TRIES: Final = 3


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


def secret(question: str) -> str:
    """What is typed unseen; a line of what is piped in, or nothing at its end."""
    if sys.stdin.isatty():
        return str(
            click.prompt(question, hide_input=True, default="", show_default=False, err=True)
        )
    return sys.stdin.readline().rstrip("\r\n")


def _typed(question: str) -> str:
    """One answer, unseen. Raises ClickException where there is nobody to give one."""
    if sys.stdin.isatty():
        return secret(question)
    click.echo(f"{question}:", err=True)
    typed = secret(question)
    if not typed:
        raise click.ClickException(words.NOT_OPENED)
    return typed
