"""What a request must be, and that the first fault ends its connection (RFC 9112)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindward.server.head import is_sound
from tests.answering.raw import port

pytestmark = pytest.mark.slow

GOOD = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
SOUND = (
    GOOD,
    b"POST /a?b=c%20d HTTP/1.0\r\nContent-Length: 5\r\n\r\nhello",
    b"POST / HTTP/1.1\r\nContent-Length:5\r\nX-Empty:\r\n\r\n",
    b"POST / HTTP/1.1\r\ntransfer-encoding: Chunked\r\n\r\n",
    b"GET / HTTP/1.1\r\nCookie: a=b; c=\xc3\xa9\tx\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: not whole y",
    b"",
)
FAULTY = {
    "lines that end in LF alone": b"GET / HTTP/1.1\nHost: localhost\n\n",
    "one line that does": b"GET / HTTP/1.1\r\nX: a\nHost: localhost\r\n\r\n",
    "a CR within a line": b"GET / HTTP/1.1\r\nX: a\rb\r\nHost: localhost\r\n\r\n",
    "an end that is LF alone": b"GET / HTTP/1.1\r\nHost: localhost\r\n\n",
    "a header that goes on": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n",
    "a header that begins so": b"GET / HTTP/1.1\r\n Host: localhost\r\n\r\n",
    "a length and chunks": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunks and a length": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Length: 4\r\n\r\n0\r\n\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
    b"Content-Length: 2\r\n\r\n",
    "the same length twice": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
    b"content-length: 1\r\n\r\n",
    "a list of lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1, 1\r\n\r\n",
    "a length with a sign": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: +1\r\n\r\n",
    "a length that is none": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0x1\r\n\r\n",
    "a length below nothing": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    "an empty length": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length:\r\n\r\n",
    "an endless length": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
    + b"9" * 40 + b"\r\n\r\n",
    "another coding": b"POST / HTTP/1.1\r\nHost: localhost\r\n"
    b"Transfer-Encoding: gzip, chunked\r\n\r\n",
    "two codings": b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Transfer-Encoding: identity\r\n\r\n",
    "a space before the colon": b"POST / HTTP/1.1\r\nHost: localhost\r\n"
    b"Transfer-Encoding : chunked\r\n\r\n",
    "a NUL": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
    "an address of a proxy": b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "an address of a tunnel": b"CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no address": b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "another version": b"GET / HTTP/3.0\r\nHost: localhost\r\n\r\n",
    "HTTP/2 at once": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0",
    "no version": b"GET /\r\n\r\n",
    "an empty line first": b"\r\n\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
}  # fmt: skip
GARBAGE = {
    "a greeting of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(200),
    "bytes": bytes(range(256)) * 8,
    "a head without an end": b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000,
    "two hosts": b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
}
"""What h11 alone sees to."""


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with port(tmp_path_factory.mktemp("home"), stderr=-1) as opened:
        yield opened
        opened.process.terminate()
        assert opened.said() == ""


def test_a_head_is_sound_if_it_can_be_read_in_one_way():
    assert [head for head in SOUND if not is_sound(head)] == []
    assert [name for name, head in FAULTY.items() if is_sound(head)] == []


@given(st.binary(max_size=200))
def test_any_bytes_are_sound_or_not(received):
    assert is_sound(received) in {True, False}


def test_any_fault_is_told_once_and_ends_its_connection_and_leaves_no_line(here):
    """What comes after it is a request for nobody, be it sent along or later."""
    for name, faulty in (FAULTY | GARBAGE).items():
        answer = here.say(faulty + GOOD)
        assert answer.count(b"HTTP/1.1 ") == 1, name
        assert answer[:13] in {b"HTTP/1.1 400 ", b"HTTP/1.1 431 "}, name
        assert here.is_well()


def test_a_fault_in_a_request_that_was_sent_behind_another_is_seen_too(here):
    for name, faulty in FAULTY.items():
        answer = here.say(GOOD + faulty + GOOD)
        assert answer.startswith(b"HTTP/1.1 200 "), name
        assert answer.count(b"HTTP/1.1 ") == 2, name
        assert b"HTTP/1.1 400 " in answer, name


def test_a_body_in_chunks_is_the_last_of_its_connection(here):
    for chunks in (b"0\r\n\r\n", b"5\r\nhello\r\n0\r\n\r\n", b"5;x=y\nhello\r\n0\r\n\r\n", b""):
        sent = b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks
        assert here.say(sent + GOOD * bool(chunks)).count(b"HTTP/1.1 ") == 1


def test_the_control_requests_in_order_are_all_answered(here):
    last = GOOD.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    assert here.say(GOOD * 3 + last).count(b"HTTP/1.1 200 ") == 4


def test_whoever_asks_for_another_protocol_is_answered_in_this_one(here):
    for protocol in (b"websocket", b"h2c", b"TLS/1.0"):
        asked = b"\r\nConnection: Upgrade, close\r\nUpgrade: " + protocol + b"\r\n\r\n"
        assert here.say(GOOD.replace(b"\r\n\r\n", asked)).startswith(b"HTTP/1.1 200 ")


def test_no_program_is_believed_on_how_a_request_came_to_it(here, tmp_path):
    asked = GOOD.replace(
        b"\r\n\r\n",
        b"\r\nX-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.7\r\nConnection: close\r\n\r\n",
    )
    assert b"strict-transport-security" not in here.say(asked).lower()
    with port(tmp_path, FORWARDED_ALLOW_IPS="127.0.0.1") as control:
        assert b"strict-transport-security" in control.say(asked).lower()
