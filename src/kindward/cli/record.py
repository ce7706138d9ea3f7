"""The record of this home, opened for a command; what is amiss with it is said."""

import sys

import click

from kindward.cli import words_keeping
from kindward.store import Store
from kindward.wiring import Settings, open_record


def open_own_record() -> Store:
    """The store of the settings. Raises store.StoreUnavailable and its kin."""
    return open_record(Settings.from_env())


def secret(what: str) -> str:
    """What is typed without being shown; a line of what is piped in, or nothing at its end."""
    if sys.stdin.isatty():
        return str(click.prompt(what, default="", show_default=False, hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")


def say_findings(store: Store) -> None:
    """What was found amiss with the record, if anything, beside the answer and before it."""
    if store.findings:
        click.echo(words_keeping.found(store.findings), err=True)
