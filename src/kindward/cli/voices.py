"""`kindward voices`: which voices this machine has, which is used, and why."""

import json
from dataclasses import fields
from functools import partial
from typing import Any

import click

from kindward.cli import words
from kindward.cli.asked import language_option
from kindward.cli.decided import settings
from kindward.voice import VoiceInfo
from kindward.voice import voices as known_voices
from kindward.wiring import narrations


@click.command(help=words.VOICES_HELP)
@language_option
@click.option("--json", "as_json", is_flag=True, help=words.JSON)
def voices(language: str, *, as_json: bool) -> None:
    """All voices of a language, the preferred first; those that could be added come last."""
    spoken = narrations(settings().home, partial(click.echo, err=True))
    known = sorted(known_voices(language, spoken), key=lambda voice: not voice.is_here)
    if as_json:
        click.echo(json.dumps([_told(each) for each in known], ensure_ascii=False, indent=2))
        return
    for each in known:
        _show(each)


def _told(voice: VoiceInfo) -> dict[str, Any]:
    """All that is known of a voice, but for what it has spoken."""
    return {each.name: getattr(voice, each.name) for each in fields(voice) if each.repr}


def _show(voice: VoiceInfo) -> None:
    mark = words.DEFAULT if voice.is_default else "" if voice.is_here else words.NOT_HERE
    click.echo(f"{click.style(voice.name, bold=voice.is_here, dim=not voice.is_here)}{mark}")
    click.echo(words.voice(voice.engine, voice.language, voice.sample_rate, voice.licence))
    click.echo(f"    {voice.why}\n")
