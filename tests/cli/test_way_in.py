"""Who is handed the one-time way in: the server of this folder, and nobody else at its port."""
# ruff: noqa: F811 - a fixture is imported, then asked for by its name

import os
import re
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import httpx2
import pytest

from kindward import launch
from kindward.launch import identity
from tests.computer import Computer
from tests.store.entries import note
from tests.store.test_read_only import disk  # noqa: F401 - a fixture
from tests.there import group, there

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the stand-in browser is a shell script"),
]

TOKEN = re.compile(r"/open/([-_\w]{43})")


class Six(ThreadingHTTPServer):
    address_family = socket.AF_INET6


def asking(target: str = ""):
    """A handler that writes down every path, and passes it on to another server, if it can."""
    seen: list[str] = []

    class Squatter(BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append(self.path)
            told = urlopen(target + self.path).read() if target else b"0" * 64  # noqa: S310
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_):
            pass

    return Squatter, seen


@contextmanager
def squatting(address: str, port: int = 0, target: str = "") -> Iterator[tuple[int, list[str]]]:
    """Somebody else's server; its port, and all that it was asked."""
    handler, seen = asking(target)
    kind: type[HTTPServer] = Six if ":" in address else ThreadingHTTPServer
    with kind((address, port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], seen
        server.shutdown()


@pytest.fixture
def home(tmp_path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def start(computer, tmp_path):
    """`kindward`, as one starts it at a screen; what its browser is shown comes out of a pipe."""
    shown, browser = tmp_path / "shown", tmp_path / "browser"
    os.mkfifo(shown)
    browser.write_text(f'#!/bin/sh\necho "$1" > {shown}\n')
    browser.chmod(0o755)
    env = computer.surroundings | {"BROWSER": str(browser)}
    with ExitStack() as stack:

        def starting(*arguments: str) -> tuple[subprocess.Popen[str], Path]:
            told = {"stderr": subprocess.PIPE, "env": env}
            process = stack.enter_context(computer.started(*arguments, **told))
            return process, Path(urlsplit(shown.read_text().strip()).path)

        yield starting


def programs() -> str:
    """What any user of this machine is shown of its programs."""
    listed = ["ps", "axeww", "-o", "args"]
    return subprocess.run(listed, capture_output=True, check=True, text=True).stdout


def leads_to(page: Path) -> str:
    return group(r'url=([^"]+)', page.read_text())


def test_own_pages_open_under_a_name_that_this_install_alone_has(start, home):
    process, page = start()
    name = launch.host(home)
    way = urlsplit(leads_to(page))
    told = process.stdout.readline()
    assert way.hostname == name
    assert re.fullmatch(r"[a-z2-7]{8}\.localhost", name)
    assert told == f"Kindward is ready: http://localhost:{way.port}\n"
    secrets = [home / "launch.key", home / "port", page]
    assert {stat.S_IMODE(file.stat().st_mode) for file in secrets} == {0o600}


def test_a_token_stands_in_no_argument_and_no_surroundings_of_a_process(start):
    process, page = start()
    token = group(TOKEN, page.read_text())
    assert token not in programs()
    waiting = [sys.executable, "-c", "input()", token]
    with subprocess.Popen(waiting, stdin=subprocess.PIPE) as careless:
        assert token in programs()
        there(careless.stdin).close()
    environ = Path(f"/proc/{process.pid}/environ")
    assert not environ.exists() or token.encode() not in environ.read_bytes()


def test_a_second_start_leads_to_the_server_that_runs(start, home):
    first, page = start()
    port = urlsplit(leads_to(page)).port
    assert launch.kept_port(home) == port
    second, another = start()
    assert (urlsplit(leads_to(another)).port, second.wait(30)) == (port, 0)
    assert leads_to(another) != leads_to(page)
    assert first.poll() is None


def test_a_stranger_at_the_usual_port_is_handed_nothing(start, home):
    with squatting("127.0.0.1") as (port, seen):
        launch.keep_port(home, port)
        process, page = start()
        way = urlsplit(leads_to(page))
    assert way.port != port
    assert launch.kept_port(home) == port
    assert [path.startswith("/ours/") for path in seen] == [True]
    process.terminate()
    assert (
        f"Port {port}, the usual one here, is in use, so another one was chosen."
        in process.stderr.read()
    )


def test_localhost_leaves_neither_of_its_addresses_to_a_stranger(start):
    """The system may know one of them only; a browser tries both, `::1` first."""
    _, page = start()
    port = urlsplit(leads_to(page)).port
    for address, family in (("127.0.0.1", socket.AF_INET), ("::1", socket.AF_INET6)):
        with socket.socket(family) as other, pytest.raises(OSError, match="in use"):
            other.bind((address, port))


def test_where_a_stranger_answers_as_well_the_way_in_is_kept_back(tmp_path):
    """A server of ours at one address, somebody else at the other, who passes its proof on."""
    with Computer(tmp_path).serving("--host", "127.0.0.1") as address:
        port = there(urlsplit(address).port)
        assert launch.is_ours(tmp_path, port)
        with squatting("::1", port, address) as (_, seen):
            assert not launch.is_ours(tmp_path, port)
        assert len(seen) == 1
        assert launch.is_ours(tmp_path, port)
        with squatting("127.0.0.1", 0, address) as (other, _):
            assert not launch.is_ours(tmp_path, other)


def test_the_control_a_proof_that_named_no_place_could_be_passed_on(tmp_path, monkeypatch):
    with Computer(tmp_path).serving("--host", "127.0.0.1") as address:
        port = there(urlsplit(address).port)
        true = identity.prove
        monkeypatch.setattr(
            identity, "prove", lambda home, _, __, nonce: true(home, "127.0.0.1", port, nonce)
        )
        with squatting("::1", port, address):
            assert launch.is_ours(tmp_path, port)


def test_a_home_that_nobody_can_write_still_has_a_way_in(disk, tmp_path, monkeypatch):
    place, close = disk
    home = place / "home"
    Computer(home).keep(note(1))
    (home / "clips").mkdir()
    close()
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "passing"))
    with Computer(home).serving() as address, httpx2.Client(base_url=address) as me:
        way = Computer(home).way_in()
        assert [me.get(way).status_code for _ in range(2)] == [303, 403]
        assert me.get("/journal").status_code == 200
    (passing,) = (tmp_path / "passing").iterdir()
    assert stat.S_IMODE(passing.stat().st_mode) == 0o700
    passing.chmod(0o777)  # as somebody else may have made it before us
    with pytest.raises(PermissionError):
        launch.mint(home)


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "8423x", "٨", "9" * 5000])
def test_a_kept_port_that_is_none_is_passed_over(home, port):
    home.mkdir()
    (home / "port").write_text(port)
    assert launch.kept_port(home) is None


def test_a_damaged_secret_is_made_anew(home):
    name = launch.host(home)
    (home / "launch.key").write_text("x")
    assert launch.host(home) != name
    assert launch.host(home) == launch.host(home)


@pytest.mark.parametrize("platform", ["darwin", "linux"])
def test_where_browsers_ask_the_network_for_such_names_it_is_plain_localhost(
    home, monkeypatch, platform
):
    monkeypatch.setattr(sys, "platform", platform)
    assert (launch.host(home) == "localhost") is (platform == "darwin")
