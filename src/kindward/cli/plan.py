"""`kindward plan`: a sitting set in time, for a person to read or a program to use."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from kindward.cli import words
from kindward.cli.asked import Asked, asks_for_a_sitting, house, sitting
from kindward.plan import Cue, Kind, Plan
from kindward.studio import Sitting


@click.command(help=words.PLAN_HELP)
@asks_for_a_sitting
@click.option("--json", "as_json", is_flag=True, help=words.JSON)
def plan(asked: Asked, *, as_json: bool) -> None:
    """What is heard when."""
    with house() as opened:
        wanted = sitting(opened, asked)
        laid_out = opened.studio.plan(wanted)
    if as_json:
        click.echo(json.dumps(view(wanted, laid_out), ensure_ascii=False))
    else:
        click.echo("\n".join(_table(wanted, laid_out)))


def view(wanted: Sitting, laid_out: Plan) -> dict[str, object]:
    """The plan as the JSON of docs/design.md; a cue has text only where there is some."""
    return {
        "practice": wanted.practice.name,
        "language": wanted.practice.language,
        "voice": wanted.voice.name,
        "total_s": laid_out.total_s,
        "cues": [_cue_view(cue) for cue in laid_out.cues],
    }


def _cue_view(cue: Cue) -> dict[str, object]:
    times = {"start_s": cue.start_s, "end_s": cue.end_s, "kind": str(cue.kind)}
    return times | ({"text": cue.text} if cue.text else {})


def _table(wanted: Sitting, laid_out: Plan) -> Iterator[str]:
    """The words at their times; what lies between, in the signs of the score language."""
    title, voice = wanted.practice.score.title, wanted.voice.name
    yield click.style(words.plan_title(title, laid_out.total_s, voice), bold=True)
    section = ""
    for (_, heading), group in groupby(laid_out.cues, key=lambda cue: (cue.kind, cue.section)):
        cues = tuple(group)
        if heading != section:
            section = heading
            yield f"\n        {click.style(section, underline=True)}"
        yield from _rows(cues)


def _rows(cues: Sequence[Cue]) -> Iterator[str]:
    """Cues of one kind that follow each other; breaths are told once, with how often they come."""
    first, last = cues[0], cues[-1]
    match first.kind:
        case Kind.LINE:
            yield from (_row(cue.start_s, cue.text) for cue in cues)
        case Kind.SILENCE:
            yield _row(first.start_s, words.silence(last.end_s - first.start_s), dim=True)
        case Kind.BELL:
            yield _row(first.start_s, words.A_BELL, dim=True)
        case Kind.BREATH:
            lengths = [cue.end_s - cue.start_s for cue in cues[:2]]
            yield _row(first.start_s, words.breath(lengths, -(-len(cues) // 2)), dim=True)


def _row(start_s: float, text: str, *, dim: bool = False) -> str:
    """One moment: its time on the left, what it holds on the right, wrapped below itself."""
    wrapped = click.wrap_text(text, width=90, initial_indent=" " * 8, subsequent_indent=" " * 8)
    return f"{words.clock(start_s):>6}  {click.style(wrapped[8:], dim=dim)}"
