import asyncio
import ipaddress
import os
import re
import signal
import socket
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from kindward.cli import serving_words
from kindward.cli.listening import listen
from tests.there import group

pytestmark = pytest.mark.slow

READY = re.compile(r"Kindward is ready: http://(\S+):(\d+)\n")


@pytest.fixture
def serving(computer):
    """Starts `kindward serve` and gives its process, host and port once it is ready."""

    @contextmanager
    def serve(*arguments, **more):
        env = computer.surroundings | more
        with computer.started(*arguments, stderr=subprocess.PIPE, env=env) as process:
            ready = READY.fullmatch(process.stdout.readline())
            assert ready is not None, process.communicate()
            yield process, ready[1], int(ready[2])

    return serve


def is_healthy(host, port):
    with urlopen(f"http://{host}:{port}/healthz", timeout=30) as answer:
        return answer.status == 200


def test_one_line_tells_the_address_and_the_page_is_there(serving):
    with serving("serve", "--port", "0", "--no-browser") as (_, host, port):
        assert host == "localhost"
        assert is_healthy("127.0.0.1", port)


def test_ctrl_c_closes_it_without_a_word(serving):
    with serving("serve", "--port", "0", "--no-browser") as (process, *_):
        assert process.stderr.readline() == f"{serving_words.OPENS_OWN}\n"
        process.send_signal(signal.SIGINT)
        assert process.communicate(timeout=30) == ("", "")
        assert process.returncode == 0


def test_only_this_machine_is_let_in_unless_asked(serving):
    with serving("serve", "--port", "0", "--no-browser") as (process, *_):
        listening = subprocess.run(
            ["ss", "-Htlnp"], check=True, capture_output=True, text=True
        ).stdout
        ours = [row.split()[3] for row in listening.splitlines() if f"pid={process.pid}," in row]
    assert ours
    assert all(address.startswith(("127.", "[::1]")) for address in ours)


def test_the_body_of_an_answer_does_not_wait_until_its_head_has_been_acknowledged():
    """A socket that is not named as TCP is the control: what asyncio does for the others."""

    async def is_sent_at_once(listening):
        told: asyncio.Future[bool] = asyncio.Future()

        def knocked(_, line):
            own = line.get_extra_info("socket")
            told.set_result(bool(own.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)))
            line.close()

        async with await asyncio.start_server(knocked, sock=listening):
            _, line = await asyncio.open_connection(*listening.getsockname())
            line.close()
            return await told

    with (
        socket.create_server(("127.0.0.1", 0)) as unnamed,
        closing(listen("127.0.0.1", [0]).sockets[0]) as named,
        ThreadPoolExecutor(1) as apart,  # a loop of its own
    ):
        sent = [apart.submit(asyncio.run, is_sent_at_once(each)) for each in (unnamed, named)]
        assert [each.result() for each in sent] == [False, True]


def test_a_port_that_is_taken_is_told(kindward):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = kindward("serve", "--no-browser", "--port", str(port))
    told = f"Port {port} is used by another program. Without --port, a free one is found for you.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", told)


def test_two_servers_on_one_folder_get_a_port_each(serving):
    with (
        serving("serve", "--no-browser") as (_, _, one),
        serving("serve", "--no-browser") as (_, _, two),
    ):
        assert one != two
        assert is_healthy("127.0.0.1", one)
        assert is_healthy("127.0.0.1", two)


def test_a_server_that_others_can_reach_says_so(serving):
    everyone = str(ipaddress.IPv4Address(0))
    with serving("serve", "--host", everyone, "--port", "0", "--no-browser") as (process, *address):
        assert is_healthy("127.0.0.1", address[1])
        process.terminate()
        told = process.stderr.read()
    assert address[0] == "localhost"
    assert told.startswith("Anyone on the network who can reach http://")
    assert f":{address[1]} can open this page without a password" in told


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("no.such.invalid", "There is no address called 'no.such.invalid' here;"),
        ("203.0.113.7", "Port 8423 cannot be used here: "),
        ("", "There is no address called '' here;"),
    ],
)
def test_an_address_that_is_not_here_is_told_in_one_line(host, told, kindward):
    done = kindward("serve", "--no-browser", "--host", host)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(told)
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="the stand-in browser is a shell script")
def test_the_bare_command_opens_the_page_when_it_is_ready(serving, tmp_path):
    opened, browser = tmp_path / "opened", tmp_path / "browser"
    os.mkfifo(opened)
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n')
    browser.chmod(0o755)
    with serving(BROWSER=str(browser)) as (_, host, port):
        shown = Path(urlsplit(opened.read_text().strip()).path)
        assert stat.S_IMODE(shown.stat().st_mode) == 0o600
        leads_to = group(r"url=([^\"]+)", shown.read_text())
        assert re.match(rf"http://[a-z2-7]{{8}}\.{host}:{port}/open/", leads_to)


def test_a_missing_data_folder_is_made(serving, tmp_path):
    home = tmp_path / "not" / "yet"
    with serving("serve", "--port", "0", "--no-browser", KINDWARD_HOME=str(home)) as (*_, port):
        assert is_healthy("127.0.0.1", port)
