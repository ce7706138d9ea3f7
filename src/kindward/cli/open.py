"""`kindward open`: back in to one's own pages, through the server that runs already."""

import webbrowser
from pathlib import Path

import click

from kindward import launch
from kindward.cli import serving_words, words
from kindward.cli.decided import settings
from kindward.cli.way_in import has_a_screen, is_running, own_address, page
from kindward.launch import LOCALHOST


@click.command("open", help=serving_words.OPEN_HELP)
@click.option("--print", "is_printed", is_flag=True, help=serving_words.PRINT)
def open(*, is_printed: bool) -> int:  # noqa: A001 - the verb of its file, as every command's is
    """A browser at one's own pages, or the way in on standard output. Nothing is started."""
    decided = settings()
    if decided.hosts:
        raise click.ClickException(serving_words.NO_OWN_PAGES)
    found = _server(decided.home)
    if found is None:
        raise click.ClickException(serving_words.NOT_RUNNING)
    own = own_address(decided.home, *found)
    if is_printed:
        click.echo(f"{own}/open/{_token(decided.home)}")
        click.echo(serving_words.opens_once(found[1]), err=True)
    elif not (has_a_screen() and webbrowser.open(page(decided.home, own))):
        raise click.ClickException(serving_words.NO_BROWSER_HERE)
    return 0


def _server(home: Path) -> tuple[str, int] | None:
    """Host and port of this folder's server, as it proves; the latest, where there are several."""
    usual = launch.kept_port(home)
    told = [*launch.told(home), *([(LOCALHOST, usual)] if usual else [])]
    return next((each for each in told if is_running(home, *each)), None)


def _token(home: Path) -> str:
    try:
        return launch.mint(home)
    except OSError as error:
        told = words.cannot(serving_words.DATA_FOLDER, error.errno, error.strerror)
        raise click.ClickException(told) from error
