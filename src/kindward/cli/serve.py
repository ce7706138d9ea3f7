"""`kindward serve`, and the bare `kindward`: the page, on this machine.

The web room is named by a string that uvicorn loads, so neither edge imports the other. No
request is logged: an address may hold what a person chose.
"""

import logging
import os
import socket
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Final

import click
import uvicorn

from kindward import launch
from kindward.cli import serving_words
from kindward.cli.decided import settings
from kindward.cli.listening import Listening, listen
from kindward.cli.way_in import address, has_a_screen, is_running, own_address, page
from kindward.launch import LOCALHOST
from kindward.server import Server, configured
from kindward.settings import host as host_name
from kindward.wiring import keep_home_private, require_voice

APP: Final = "kindward.web.app:create"

PORTS: Final = (*range(8423, 8443), 0)
"""Tried in this order when none was asked for; 0 lets the system choose."""

HOSTS: Final = "KINDWARD_HOSTS"
"""The setting that holds the names under which the page may be asked for."""


@click.command(help=serving_words.SERVE_HELP)
@click.option("--host", default=LOCALHOST, show_default=True, metavar="H", help=serving_words.HOST)
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help=serving_words.PORT)
@click.option("--no-browser", is_flag=True, help=serving_words.NO_BROWSER)
def serve(host: str, port: int | None, *, no_browser: bool) -> int:
    """Serve until Ctrl-C. A port that was asked for is taken or told; else the usual, or one free.

    Where this folder's server runs already, a browser is led to it and this one ends.
    """
    host, decided = host.lower(), settings()
    require_voice(decided)
    if not decided.hosts:  # a house for others keeps nothing of anyone
        keep_home_private(decided)
    home, shows = decided.home, not no_browser and has_a_screen()
    usual = launch.kept_port(home) if (host, port) == (LOCALHOST, None) else None
    if shows and usual and is_running(home, LOCALHOST, usual):
        click.echo(serving_words.ready(address(LOCALHOST, usual)))
        webbrowser.open(page(home, own_address(home, LOCALHOST, usual)))
        return 0
    listening = _listen(host, port, usual)
    if (host, port) == (LOCALHOST, None):
        _keep(home, usual, listening.port)
    if host not in launch.HOSTS:
        _open_to_others(listening, decided.hosts)
    return _serve(home, listening, shows=shows, is_own=not decided.hosts and host in launch.HOSTS)


def _serve(home: Path, listening: Listening, *, shows: bool, is_own: bool) -> int:
    """Serve until it is stopped; `is_own` where there are pages of one's own to be led to."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    way_in = partial(_way_in, home, listening) if is_own else partial(str, listening.url)
    server = _Server(
        configured(APP), listening.url, way_in if shows else None, tells=is_own and not shows
    )
    is_told = launch.running(home, listening.host, listening.port) if is_own else nullcontext()
    try:
        with is_told:
            server.run(listening.sockets)
    except KeyboardInterrupt:  # uvicorn hands it on once everything is closed
        return 0
    return 0 if server.started else 1


class _Server(Server):
    """Says its address, and opens it, at the moment when it is ready."""

    def __init__(
        self,
        config: uvicorn.Config,
        address: str,
        way_in: Callable[[], str | None] | None,
        *,
        tells: bool,
    ) -> None:
        """`way_in` makes what a browser is shown, if it may be; None if none is opened.

        `tells` has it said how one's own pages are opened.
        """
        super().__init__(config)
        self.address, self.way_in, self.tells = address, way_in, tells

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Ready after this."""
        await super().startup(sockets)
        if self.should_exit:
            return
        click.echo(serving_words.ready(self.address))
        if self.tells:
            click.echo(serving_words.OPENS_OWN, err=True)
        if self.way_in:
            # Some browsers hold on until they are closed: nothing waits for this one.
            Thread(target=_show, args=(self.way_in,), daemon=True).start()


def _show(way_in: Callable[[], str | None]) -> None:
    shown = way_in()
    if shown:
        webbrowser.open(shown)


def _way_in(home: Path, listening: Listening) -> str | None:
    """A page that leads in to one's own record; where none can be kept, the address alone.

    None, and a word on it, where somebody else listens too: a browser might be led there.
    """
    try:
        is_ours = launch.is_ours(home, listening.port, listening.addresses)
    except OSError:
        return listening.url
    if not is_ours:
        click.echo(serving_words.not_ours(listening.port), err=True)
        return None
    return page(home, own_address(home, listening.host, listening.port))


def _keep(home: Path, usual: int | None, port: int) -> None:
    """The first port is the usual one from then on; another, for this time, is told."""
    if usual is None:
        launch.keep_port(home, port)
    elif port != usual:
        click.echo(serving_words.unusual(usual), err=True)


def _listen(host: str, port: int | None, usual: int | None) -> Listening:
    first = () if usual is None else (usual,)
    try:
        return listen(host, (*first, *PORTS) if port is None else (port,))
    except (socket.gaierror, UnicodeError):
        raise click.ClickException(serving_words.no_host(host)) from None
    except OSError as error:
        told = serving_words.no_port(port or PORTS[0], error.errno, error.strerror)
        raise click.ClickException(told) from error


def _open_to_others(listening: Listening, hosts: Sequence[str]) -> None:
    """Whoever may reach the page is let in under the names they will use, and it is said so."""
    names = listening.names()
    known = [known for known in map(host_name, names) if known]
    os.environ[HOSTS] = " ".join((*hosts, *known))
    if not listening.is_private:
        click.echo(serving_words.reachable(listening.url_of(names[0])), err=True)
