"""`kindward voices`: which voices this machine has, which is used, and why; and one to add."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import click

from kindward.cli import words, words_voices
from kindward.cli.asked import language_option
from kindward.cli.decided import settings
from kindward.voice import VoiceInfo
from kindward.voice import voices as known_voices
from kindward.voice.kokoro import files
from kindward.wiring import narrations


@click.group(help=words.VOICES_HELP, invoke_without_command=True)
@language_option
@click.option("--json", "as_json", is_flag=True, help=words.JSON)
@click.pass_context
def voices(ctx: click.Context, language: str, *, as_json: bool) -> None:
    """All voices of a language, the preferred first; those that could be added come last."""
    if ctx.invoked_subcommand is not None:
        return
    spoken = narrations(settings().home, partial(click.echo, err=True))
    known = sorted(known_voices(language, spoken), key=lambda voice: not voice.is_here)
    if as_json:
        click.echo(json.dumps([_told(each) for each in known], ensure_ascii=False, indent=2))
        return
    for each in known:
        _show(each)


@voices.command(help=words_voices.ADD_HELP, short_help=words_voices.ADD)
@click.argument("voice", type=click.Choice(["kokoro"]), expose_value=False)
@click.option(
    "--from", "folder", metavar="FOLDER", help=words_voices.FROM,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)  # fmt: skip
def add(*, folder: Path | None) -> None:
    """Its files, whole and right, or nothing."""
    from kindward.voice.kokoro import fetch, registries  # noqa: PLC0415 - they load much

    place = settings().home / files.FOLDER
    with _bar(fetch.TO_FETCH) as tell:
        fetch.add(place, fetch.GivenFolder(folder) if folder else registries.Registries(), tell)
    has_runtime = find_spec("onnxruntime") is not None
    click.echo(words_voices.ADDED if has_runtime else words_voices.NO_RUNTIME, err=True)


@contextmanager
def _bar(size: int) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal that moves as bytes come."""
    with click.progressbar(
        length=size, label=words_voices.GETTING, file=sys.stderr, show_pos=False,
        hidden=not sys.stderr.isatty(), update_min_steps=size // 100,
    ) as bar:  # fmt: skip
        yield bar.update


def _told(voice: VoiceInfo) -> dict[str, Any]:
    """All that is known of a voice, but for what it has spoken."""
    return {each.name: getattr(voice, each.name) for each in fields(voice) if each.repr}


def _show(voice: VoiceInfo) -> None:
    mark = words.DEFAULT if voice.is_default else "" if voice.is_here else words.NOT_HERE
    click.echo(f"{click.style(voice.name, bold=voice.is_here, dim=not voice.is_here)}{mark}")
    click.echo(words.voice(voice.engine, voice.language, voice.sample_rate, voice.licence))
    click.echo(f"    {voice.why}\n")
