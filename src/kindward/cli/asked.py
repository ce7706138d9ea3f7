"""What a person may ask for at the command line: how it is typed, and the sitting it means."""

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import click

from kindward import lengths
from kindward.cli import words
from kindward.cli.decided import settings
from kindward.cli.faults import show_faults
from kindward.library import Practice, is_a_practice, read, shipped_languages
from kindward.score import CHOICES, Choices, FaultyScore
from kindward.studio import Sitting
from kindward.voice import SILENT, VoiceInfo, lacking
from kindward.wiring import House, open_house

USUAL_MINUTES: Final = "5"
"""The length when none is typed, for every command that needs one."""


class Minutes(click.ParamType[int]):
    """A length as it was typed, such as 5, 1.5 or 5:01; its value is whole seconds, 60..1800."""

    name = "minutes"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The seconds. A length that cannot be asked for is told with those that can."""
        seconds = lengths.read(value)
        if seconds is None:
            self.fail(words.not_minutes(value), param, ctx)
        return seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """A sitting as asked for: nothing of it is known to exist yet."""

    practice: str
    total_s: int
    language: str
    voice: str | None
    choices: Choices


def language_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds `--language`."""
    option = click.option(
        "--language", metavar="TAG", default="en", show_default=True, help=words.LANGUAGE
    )
    return option(command)


def asks_for_a_sitting(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds PRACTICE and all options of a sitting; the command gets them as one `Asked`."""
    options = (
        click.argument("practice", metavar="PRACTICE"),
        click.option(
            "--minutes",
            "-m",
            type=Minutes(),
            metavar="M",
            help=words.MINUTES,
            default=USUAL_MINUTES,
            show_default=True,
        ),
        language_option,
        click.option("--voice", metavar="NAME", help=words.VOICE),
        click.option("--without", type=click.Choice(CHOICES), multiple=True, help=words.WITHOUT),
        click.option("--bell", is_flag=True, help=words.BELL),
        click.option("--pace", is_flag=True, help=words.PACE),
    )

    @functools.wraps(command)
    def asked(**typed: Any) -> Any:  # noqa: ANN401 - click hands over what its options gave
        names = ("practice", "language", "voice")
        plain = {name: typed.pop(name) for name in names}
        choices = _choices(typed.pop("without"), typed.pop("bell"), typed.pop("pace"))
        total_s = typed.pop("minutes")
        return command(Asked(**plain, total_s=total_s, choices=choices), **typed)

    return functools.reduce(lambda done, option: option(done), reversed(options), asked)


def _choices(without: Sequence[str], bell: bool, pace: bool) -> Choices:  # noqa: FBT001 - two flags
    return Choices(**{name: name not in without for name in CHOICES}, bell=bell, pace=pace)


@contextmanager
def house() -> Iterator[House]:
    """Everything there is, from the settings of this machine; closed at the end.

    What went wrong on the way and was kept from the listener is told then, once.
    """
    with open_house(settings()) as opened:
        yield opened
        for trouble in (*opened.library.troubles, *opened.studio.troubles()):
            click.echo(trouble, err=True)


def sitting(opened: House, asked: Asked) -> Sitting:
    """The sitting that was asked for. Raises what the library and the voices raise."""
    practice = _practice(opened, asked)
    voice = opened.voice_for(practice, asked.voice)
    _tell_of_lacking(opened, practice, voice, asked.voice)
    return Sitting(practice, voice, asked.total_s, asked.choices)


def _tell_of_lacking(
    opened: House, practice: Practice, voice: VoiceInfo, wanted: str | None
) -> None:
    """What is to be known before anything is heard: that a voice has not all the words."""
    language, lines = practice.language, practice.score.lines()
    usual = opened.voice(language, wanted)
    if not lacking(usual, lines):
        return
    here = [each.name for each in opened.speaker.voices(language) if each.is_here
            and not lacking(each, lines)]  # fmt: skip
    whole = [name for name in here if name != SILENT]
    told = (
        words.voice_lacks(usual.name, whole)
        if wanted
        else words.voice_gave_way(usual.name, next(iter({voice.name} & {*whole}), ""))
    )
    click.echo(told, err=True)


def _practice(opened: House, asked: Asked) -> Practice:
    """A practice of the library by name, or a file of one's own by its path."""
    if is_a_practice(asked.practice):
        return _own_file(asked.practice)
    return opened.library.find(asked.practice, asked.language)


def _own_file(path: str) -> Practice:
    try:
        return read(Path(path), shipped_languages())
    except FaultyScore as faulty:
        show_faults(path, faulty.faults, err=True)
        raise click.ClickException(words.faulty_file(path)) from None
