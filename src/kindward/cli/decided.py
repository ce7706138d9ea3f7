"""The settings of this machine, as every command that needs them reads them: once, and first."""

import os

import click

from kindward.cli import words
from kindward.settings import slips
from kindward.wiring import Settings


def settings() -> Settings:
    """What its owner decided. A name that is none is told. Raises settings.BadSetting."""
    for typed, meant in slips(os.environ):
        click.echo(words.no_setting(typed, meant), err=True)
    return Settings.from_env()
