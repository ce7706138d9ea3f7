import socket
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn

from kindward.web.app import create_app
from kindward.web.public.sound.serve import THREADS
from tests.web.fakes import FakeStudio, house
from tests.web.markup import Page

SIZE = 10_000
WHOLE = bytes(at % 251 for at in range(SIZE))


@pytest.fixture
def sound(client) -> str:
    """A lasting address of one minute."""
    return Page(client.get("/").text).all("source")[0]["src"]


@pytest.mark.parametrize(("ending", "kind"), [
    ("opus", "audio/ogg"), ("webm", "audio/webm"), ("mp4", "audio/mp4"), ("mp3", "audio/mpeg"),
])  # fmt: skip
def test_a_sitting_is_served_whole_in_every_container(client, sound, ending, kind):
    answer = client.get(sound.partition("?")[0].replace("webm", ending))
    assert answer.status_code == 200
    assert answer.content == WHOLE
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-length"] == str(SIZE)
    assert answer.headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [("0-1", 0, 2), ("0-", 0, SIZE), ("9999-", 9999, SIZE), ("-7", SIZE - 7, SIZE),
     ("1234-5678", 1234, 5679), ("500-99999999", 500, SIZE)],
)  # fmt: skip
def test_one_range_is_cut_out(client, sound, asked, start, stop):
    answer = client.get(sound, headers={"Range": f"bytes={asked}"})
    assert answer.status_code == 206
    assert answer.content == WHOLE[start:stop]
    assert answer.headers["content-range"] == f"bytes {start}-{stop - 1}/{SIZE}"
    assert answer.headers["content-length"] == str(stop - start)


def test_a_player_asks_for_a_range_and_waits_and_whoever_asks_for_the_whole_does_not(
    client, studio, sound
):
    """So what is kept for offline, downloaded or exported is said in passages."""
    for headers, is_awaited in (({"Range": "bytes=0-"}, True), ({}, False)):
        assert client.get(sound, headers=headers).content == WHOLE
        assert studio.awaited[-1] is is_awaited


@pytest.mark.parametrize("asked", ["10000-", "20000-30000", "-0"])
def test_a_range_behind_the_end_is_told_where_the_end_is(client, sound, asked):
    answer = client.get(sound, headers={"Range": f"bytes={asked}"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{SIZE}"
    assert answer.content == b""


@pytest.mark.parametrize("asked", ["bytes=9-5", "bytes=0-1,5-9", "bytes=a-", "lines=1-2", "bytes"])
def test_a_range_that_cannot_be_meant_gives_the_whole(client, sound, asked):
    answer = client.get(sound, headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, WHOLE)


def test_thousands_of_ranges_at_once_give_the_whole(client, sound):
    many = "bytes=" + ",".join(f"{n}-{n}" for n in range(1500))
    answer = client.get(sound, headers={"Range": many})
    assert (answer.status_code, answer.content) == (200, WHOLE)


def test_a_range_counts_only_while_the_recording_is_the_same(client, sound):
    etag = client.head(sound).headers["etag"]
    same = client.get(sound, headers={"Range": "bytes=0-1", "If-Range": etag})
    other = client.get(sound, headers={"Range": "bytes=0-1", "If-Range": '"other"'})
    weak = client.get(sound, headers={"Range": "bytes=0-1", "If-Range": f"W/{etag}"})
    dated = client.get(
        sound, headers={"Range": "bytes=0-1", "If-Range": "Sat, 01 Jan 2022 00:00:00 GMT"}
    )
    assert same.status_code == 206
    assert [answer.status_code for answer in (other, weak, dated)] == [200, 200, 200]


@pytest.mark.parametrize("known", ["{}", "W/{}", '"x", {}', "*", '{} , "y"'])
def test_what_is_known_is_not_sent_again(client, sound, known):
    etag = client.head(sound).headers["etag"]
    answer = client.get(sound, headers={"If-None-Match": known.format(etag)})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == etag


def test_something_else_known_does_not_matter(client, sound):
    assert client.get(sound, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_range_is_for_get_alone(client, sound):
    answer = client.head(sound, headers={"Range": "bytes=0-1"})
    assert answer.status_code == 200
    assert answer.headers["content-length"] == str(SIZE)


def test_an_address_that_names_its_content_may_be_kept_for_ever(client, sound):
    assert client.get(sound).headers["cache-control"].endswith("immutable")


@pytest.mark.parametrize("other", ["", "?v=0"])
def test_an_address_that_may_mean_something_else_tomorrow_is_asked_for_again(client, sound, other):
    plain = sound.partition("?")[0] + other
    assert client.get(plain).headers["cache-control"] == "no-cache"


def test_a_sitting_whose_voice_is_still_at_work_is_not_kept(client, studio, sound):
    studio.ready = False
    assert client.get(sound).headers["cache-control"] == "no-cache, no-store"


def test_captions_are_the_words_on_the_clock_of_the_sound(client):
    track = Page(client.get("/practices/grounding?minutes=2").text).all("track")[0]["src"]
    answer = client.get(track)
    assert answer.headers["content-type"] == "text/vtt; charset=utf-8"
    assert answer.headers["cache-control"].endswith("immutable")
    assert answer.text.startswith("WEBVTT\n\n00:00:00.000 --> ")
    assert "rest, &lt;quietly&gt;" in answer.text


def test_choices_change_the_sound_and_its_name(client, sound):
    etags = {client.head(sound + more).headers["etag"] for more in ("", "&touch=no")}
    assert len(etags) == 2


def test_headers_need_no_voice(client, studio: FakeStudio, sound):
    studio.voice_is_there.clear()
    answer = client.head(sound)
    assert answer.headers["content-length"] == str(SIZE)
    assert studio.reads == []


@contextmanager
def serving(studio: FakeStudio):
    """A real server, since only its sockets can be left; yields its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(create_app(house(studio)), log_config=None, access_log=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            studio.voice_is_there.set()
            server.should_exit = True
            thread.join()


def _begin(port: int, address: str) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=20)
    request = f"GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    connection.sendall(request.encode())
    return connection


def _all_of(connection: socket.socket) -> bytes:
    with connection:
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_the_first_bytes_leave_before_the_voice_is_there(sound):
    studio = FakeStudio(ready=False)
    studio.voice_is_there.clear()
    with serving(studio) as port, _begin(port, sound) as connection:
        assert connection.recv(65536).startswith(b"HTTP/1.1 200 OK\r\n")
        assert studio.reads == []
        studio.voice_is_there.set()
        assert _all_of(connection).endswith(WHOLE[-100:])


def test_any_number_of_listeners_who_wait_hold_up_nobody_else(sound):
    """More than there are threads, of sound and of pages."""
    studio = FakeStudio(ready=False)
    studio.voice_is_there.clear()
    with serving(studio) as port:
        waiting = [_begin(port, sound) for _ in range(3 * THREADS)]
        heads = [connection.recv(65536) for connection in waiting]
        page = _all_of(_begin(port, "/practices/grounding"))
        studio.voice_is_there.set()
        tails = [_all_of(connection) for connection in waiting]
    assert b"200 OK" in page[:20]
    for head, tail in zip(heads, tails, strict=True):
        assert (head + tail).partition(b"\r\n\r\n")[2] == WHOLE


def test_when_a_listener_leaves_nothing_more_is_read():
    studio = FakeStudio(ready=False)
    studio.voice_is_there.clear()
    with serving(studio) as port:
        long = Page(_all_of(_begin(port, "/practices/grounding?minutes=30")).decode().partition(
            "\r\n\r\n")[2]).all("source")[0]["src"]  # fmt: skip
        with _begin(port, long) as connection:
            connection.recv(65536)
        _all_of(_begin(port, "/healthz"))  # by now the server knows that nobody listens
        time.sleep(0.2)
        studio.voice_is_there.set()
        _all_of(_begin(port, "/healthz"))
        time.sleep(0.2)
        assert len(studio.reads) <= 1
