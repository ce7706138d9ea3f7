import logging
import socket
import threading

import pytest
import uvicorn
from starlette.testclient import TestClient

from kindward.web.app import create_app
from kindward.web.http.gate import HEADERS, OPEN
from tests.web.fakes import house, live

EVERY_KIND = (
    "/",
    "/practices/grounding",
    "/support",
    "/sound/en/{voice}/grounding/60.mp4",
    "/sound/en/{voice}/grounding/60.vtt",
    "/sound/en/{voice}/grounding/59.mp4",
    "/static/0/kindward.css",
    "/static/0/sitting/player.js",
    "/static/0/nothing.css",
    "/favicon.svg",
    "/robots.txt",
    "/healthz",
    "/nothing",
    "/?minutes=0",
)


@pytest.fixture
def voice(client) -> str:
    return live("en").name


@pytest.mark.parametrize("address", EVERY_KIND)
def test_every_answer_carries_our_headers(client, voice, address):
    answer = client.get(address.format(voice=voice))
    ours = OPEN if address.startswith("/sound/") else HEADERS
    assert {name: answer.headers.get(name) for name in ours} == ours


def test_only_the_bare_player_may_stand_in_a_frame(client):
    for address in ("/embed/grounding", "/es/embed/grounding"):
        headers = client.get(address).headers
        assert "frame-ancestors *" in headers["content-security-policy"]
        assert "x-frame-options" not in headers
    for address in ("/", "/practices/embed", "/embedded/grounding", "/practices/grounding/embed/x"):
        headers = client.get(address).headers
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("address", EVERY_KIND)
def test_a_head_is_a_get_without_its_body(client, voice, address):
    address = address.format(voice=voice)
    get, head = client.get(address), client.head(address)
    assert head.status_code == get.status_code
    assert dict(head.headers) == dict(get.headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_nothing_but_reading_is_possible(client, method):
    answer = client.request(method, "/practices/grounding")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD"
    assert HEADERS.items() <= {n.title(): v for n, v in answer.headers.items()}.items() | {
        (name, answer.headers[name]) for name in HEADERS
    }


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/lock", "POST"),
        ("PUT", "/lock", "POST"),
        ("DELETE", "/journal/note", "GET, HEAD, POST"),
        ("PATCH", "/es/journal/wishes", "GET, HEAD, POST"),
        ("POST", "/es/support", "GET, HEAD"),
        ("BREW", "/nothing-here", "GET, HEAD"),
    ],
)
def test_whoever_asks_in_a_way_that_an_address_has_not_is_told_the_ways_it_has(
    client, method, path, allowed
):
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, allowed)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "localhost.", "127.0.0.1.nip.io", "localhost.evil.example", "", "[::2]",
        "localhost:80:80", "localhost:http", "user@localhost", "localhost/",
        "0.0.0.0",  # noqa: S104 - asked for, not bound
        "kindward.example.evil.example",
    ],
)  # fmt: skip
def test_a_page_of_someone_else_cannot_borrow_our_address(client, host):
    """DNS rebinding: their name, our machine."""
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Some days" not in answer.text


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8423", "127.0.0.1", "127.0.0.1:1", "[::1]:8423", "kindward.example"],
)
def test_our_own_names_are_answered(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        (414, {"url": "/" + "a" * 3000}),
        (414, {"url": "/?minutes=" + "1" * 3000}),
        (431, {"url": "/", "headers": {"X-Long": "a" * 17_000}}),
        (431, {"url": "/", "headers": {f"X-{n}": "a" for n in range(100)}}),
        (413, {"url": "/", "headers": {"Content-Length": "1"}}),
        (413, {"url": "/", "headers": {"Transfer-Encoding": "chunked"}}),
    ],
)
def test_what_is_too_large_is_refused_kindly(client, status, asked):
    answer = client.get(**asked)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_browsers_are_bound_to_tls_only_where_there_is_tls(client):
    assert "strict-transport-security" not in client.get("/").headers
    over_tls = TestClient(client.app, base_url="https://kindward.example")
    assert "max-age=63072000" in over_tls.get("/").headers["strict-transport-security"]


def test_a_fault_of_ours_shows_no_trace_and_keeps_our_headers(studio):
    def plan(_):
        raise RuntimeError("/home/someone/secret.py")

    studio.plan = plan
    client = TestClient(
        create_app(house(studio)), "http://localhost", raise_server_exceptions=False
    )
    answer = client.get("/practices/grounding?voice=")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_no_log_holds_what_a_person_chose(studio, caplog):
    """Even when it fails; a real server, since it is the server that logs."""

    def plan(_):
        raise RuntimeError

    studio.plan = plan
    caplog.set_level(logging.DEBUG)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(create_app(house(studio)), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        port = listening.getsockname()[1]
        answer = _ask(port, "GET /practices/hold-gently?touch=no HTTP/1.1")
        server.should_exit = True
        thread.join()
    assert b" 500 " in answer
    assert "Exception in ASGI application" in caplog.text
    assert "touch=no" not in caplog.text
    assert "hold-gently" not in caplog.text


def _ask(port: int, request: str) -> bytes:
    """The raw answer; the request may be anything."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(f"{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))
