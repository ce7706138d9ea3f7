"""`kindward practices`: what there is to practise."""

import json

import click

from kindward.cli import words
from kindward.cli.asked import house, language_option
from kindward.library import Practice


@click.command(help=words.PRACTICES_HELP)
@language_option
@click.option("--json", "as_json", is_flag=True, help=words.JSON)
def practices(language: str, *, as_json: bool) -> None:
    """All practices of a language, in the order in which they build on each other."""
    with house() as opened:
        found = opened.library.practices(language)
    if as_json:
        click.echo(json.dumps([_view(each) for each in found], ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo(f"{click.style(each.name, bold=True)}  {each.score.title}")
        click.echo(f"{_wrapped(each.score.summary)}\n" if each.score.summary else "")
    click.echo(words.TO_HEAR_ONE)


def _view(practice: Practice) -> dict[str, str]:
    score = practice.score
    return {
        "name": practice.name,
        "title": score.title,
        "language": practice.language,
        "summary": score.summary,
    }


def _wrapped(text: str) -> str:
    return click.wrap_text(text, width=80, initial_indent="    ", subsequent_indent="    ")
