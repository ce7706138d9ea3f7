"""`kindward narrate`: what practices say, spoken beforehand, and whether it all was."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from kindward.cli import words, words_narrate
from kindward.cli.decided import settings
from kindward.library import Library
from kindward.narrate.failures import NotSpoken
from kindward.narrate.wanted import Go, goes, lacking
from kindward.narration import Narration, Narrations
from kindward.score import Score
from kindward.voice import SHIPPED_FOLDER
from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro import KOKOROS
from kindward.voice.kokoro.engine import Kokoro
from kindward.wiring import NARRATIONS, PRACTICES, Settings, own_folder

TAKES = "takes"


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose words are spoken, where the packs go, and what was spoken elsewhere."""

    folder: Path
    library: Library
    others: Narrations

    def scores(self, language: str) -> list[Score]:
        return [each.score for each in self.library.practices(language)]

    def held(self, voice: Kokoro) -> tuple[Narration, ...]:
        return _of(voice, self.others)


@click.command(help=words_narrate.NARRATE_HELP)
@click.option("--language", metavar="TAG", help=words_narrate.LANGUAGE)
@click.option("--voice", "name", metavar="NAME", help=words_narrate.VOICE)
@click.option("--check", "only_check", is_flag=True, help=words_narrate.CHECK)
@click.option(
    "--into", metavar="FOLDER", help=words_narrate.INTO,
    type=click.Path(file_okay=False, path_type=Path),
)  # fmt: skip
def narrate(*, language: str | None, name: str | None, only_check: bool, into: Path | None) -> None:
    """One pack for each voice, or what the packs lack."""
    decided = settings()
    place = _place(decided, into)
    chosen = _chosen(language, name)
    if only_check:
        sys.exit(1 if [voice for voice in chosen if _lacks(place, voice)] else 0)
    for voice in chosen:
        _narrate(place, voice, decided.home / TAKES)


def _place(decided: Settings, into: Path | None) -> _Place:
    """A folder that is given gets whole packs of the practices that come with Kindward."""
    tell = partial(click.echo, err=True)
    if into is not None:
        return _Place(into, Library(), Narrations(()))
    own = own_folder(decided.home / PRACTICES, tell)
    return _Place(decided.home / NARRATIONS, Library(own), Narrations((SHIPPED_FOLDER,), tell))


def _chosen(language: str | None, name: str | None) -> tuple[Kokoro, ...]:
    """The voice of this name, else the first of each language."""
    fitting = [each for each in KOKOROS if language in {None, each.language}]
    first = {each.language: each for each in reversed(fitting)}
    chosen = tuple(each for each in fitting if name in {None, each.stem})
    if not chosen:
        raise click.UsageError(words_narrate.unknown([each.stem for each in fitting or KOKOROS]))
    return chosen if name else tuple(each for each in chosen if each in first.values())


def _lacks(place: _Place, voice: Kokoro) -> bool:
    """Whether a voice has not said all; told."""
    here = _of(voice, Narrations((place.folder,), partial(click.echo, err=True)))
    lines = lacking(place.scores(voice.language), (*here, *place.held(voice)))
    click.echo(words_narrate.checked(voice.stem, voice.language, lines))
    return bool(lines)


def _narrate(place: _Place, voice: Kokoro, kept: Path) -> None:
    scores = place.scores(voice.language)
    wished = lacking(scores, place.held(voice))
    if not wished:
        click.echo(words_narrate.complete(voice.stem, voice.language), err=True)
        return
    if missing := voice.missing():
        raise click.ClickException(missing)
    try:
        _speak(place.folder, voice, tuple(goes(voice, scores, wished)), kept)
    except OSError as error:
        raise click.ClickException(words.cannot(kept.name, error.errno, error.strerror)) from error
    except EngineFailed as failed:
        raise NotSpoken(str(failed)) from failed


def _speak(folder: Path, voice: Kokoro, wished: tuple[Go, ...], kept: Path) -> None:
    """Speak what is missing, and make the pack."""
    from kindward.narrate.baking import bake  # noqa: PLC0415 - they load numpy
    from kindward.narrate.packs import pack, place  # noqa: PLC0415
    from kindward.narrate.takes import Takes  # noqa: PLC0415

    takes = Takes(kept)
    with _bar(len(wished), words_narrate.speaking(voice.stem, voice.language)) as tell:
        bake(takes, [go.wanted for go in wished], tell)
    file = place(folder, voice)
    lines = pack(file, voice, wished, takes)
    click.echo(words_narrate.made(voice.stem, lines, file.stat().st_size), err=True)


@contextmanager
def _bar(count: int, label: str) -> Iterator[Callable[[int], None]]:
    """A bar on a terminal that moves passage by passage."""
    with click.progressbar(
        length=count, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        yield bar.update


def _of(voice: Kokoro, narrations: Narrations) -> tuple[Narration, ...]:
    """What a voice has said."""
    found = narrations.of(voice.language)
    return tuple(each for own in found for each in own if each.about.voice == voice.stem)
