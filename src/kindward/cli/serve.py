"""`kindward serve`, and the bare `kindward`: the page, on this machine.

The web room is named by a string that uvicorn loads, so neither edge imports the other. No
request is logged: an address may hold what a person chose.
"""

import logging
import os
import socket
import sys
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Thread
from typing import Final

import click
import uvicorn

from kindward import launch
from kindward.cli import words
from kindward.cli.listening import Listening, bracketed, listen
from kindward.launch import LOCALHOST
from kindward.wiring import Settings, keep_home_private

APP: Final = "kindward.web.app:create"

PORTS: Final = (*range(8423, 8443), 0)
"""Tried in this order when none was asked for; 0 lets the system choose."""

HOSTS: Final = "KINDWARD_HOSTS"
"""The setting that holds the names under which the page may be asked for."""


@click.command(help=words.SERVE_HELP)
@click.option("--host", default=LOCALHOST, show_default=True, metavar="H", help=words.HOST)
@click.option("--port", type=click.IntRange(0, 65535), metavar="N", help=words.PORT)
@click.option("--no-browser", is_flag=True, help=words.NO_BROWSER)
def serve(host: str, port: int | None, *, no_browser: bool) -> int:
    """Serve until Ctrl-C. A port that was asked for is taken or told; else the usual, or one free.

    Where this folder's server runs already, a browser is led to it and this one ends.
    """
    settings = Settings.from_env()
    if not settings.hosts:  # a house for others keeps nothing of anyone
        keep_home_private(settings)
    home, shows = settings.home, not no_browser and _has_a_screen()
    usual = launch.kept_port(home) if (host, port) == (LOCALHOST, None) else None
    if shows and usual and _is_running(home, usual):
        click.echo(words.ready(_address(LOCALHOST, usual)))
        webbrowser.open(_page(home, _address(launch.host(home), usual)))
        return 0
    listening = _listen(host, port, usual)
    if (host, port) == (LOCALHOST, None):
        _keep(home, usual, listening.port)
    if not listening.is_private:
        _open_to_others(listening)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    config = uvicorn.Config(
        APP,
        factory=True,
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
    )
    server = _Server(config, listening.url, partial(_way_in, home, listening) if shows else None)
    try:
        server.run(listening.sockets)
    except KeyboardInterrupt:  # uvicorn hands it on once everything is closed
        return 0
    return 0 if server.started else 1


class _Server(uvicorn.Server):
    """Says its address, and opens it, at the moment when it is ready."""

    def __init__(
        self, config: uvicorn.Config, address: str, way_in: Callable[[], str | None] | None
    ) -> None:
        """`way_in` makes what a browser is shown, if it may be; None if none is opened."""
        super().__init__(config)
        self.address, self.way_in = address, way_in

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Ready after this."""
        await super().startup(sockets)
        if self.should_exit:
            return
        click.echo(words.ready(self.address))
        if self.way_in:
            # Some browsers hold on until they are closed: nothing waits for this one.
            Thread(target=_show, args=(self.way_in,), daemon=True).start()


def _show(way_in: Callable[[], str | None]) -> None:
    shown = way_in()
    if shown:
        webbrowser.open(shown)


def _is_running(home: Path, port: int) -> bool:
    with suppress(OSError):
        return launch.is_ours(home, port)
    return False


def _way_in(home: Path, listening: Listening) -> str | None:
    """A page that leads in to one's own record; where none is kept or can be, the address alone.

    None, and a word on it, where somebody else listens too: a browser might be led there.
    """
    if os.environ.get(HOSTS):
        return listening.url
    try:
        is_ours = launch.is_ours(home, listening.port, listening.addresses)
    except OSError:
        return listening.url
    if not is_ours:
        click.echo(words.not_ours(listening.port), err=True)
        return None
    host = launch.host(home) if listening.host == LOCALHOST else listening.host
    return _page(home, _address(host, listening.port))


def _page(home: Path, address: str) -> str:
    try:
        return launch.page(home, address).as_uri()
    except OSError:
        return address


def _address(host: str, port: int) -> str:
    return f"http://{bracketed(host)}:{port}"


def _keep(home: Path, usual: int | None, port: int) -> None:
    """The first port is the usual one from then on; another, for this time, is told."""
    if usual is None:
        launch.keep_port(home, port)
    elif port != usual:
        click.echo(words.unusual(usual), err=True)


def _listen(host: str, port: int | None, usual: int | None) -> Listening:
    first = () if usual is None else (usual,)
    try:
        return listen(host, (*first, *PORTS) if port is None else (port,))
    except (socket.gaierror, UnicodeError):
        raise click.ClickException(words.no_host(host)) from None
    except OSError as error:
        told = words.no_port(port or PORTS[0], error.errno, error.strerror)
        raise click.ClickException(told) from error


def _open_to_others(listening: Listening) -> None:
    """Whoever may reach the page is let in under the names they will use, and it is said so."""
    names = listening.names()
    allowed = (os.environ.get(HOSTS, ""), *map(bracketed, names))
    os.environ[HOSTS] = " ".join(allowed)
    click.echo(words.reachable(listening.url_of(names[0])), err=True)


def _has_a_screen() -> bool:
    """Whether a browser would open in a window, and not in this terminal."""
    if sys.platform in {"darwin", "win32"} or "BROWSER" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
