"""The files of the model: what they are called, how large they are, and how each is known.

They lie in `KINDWARD_HOME/voices/kokoro`. A file is held against its hash before anything is made
of it; a small note beside them keeps which file, of which size and time, was right, so that later
starts need not read it twice.
"""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final

from kindward.errors import BadSetting
from kindward.files import open_file
from kindward.settings import home
from kindward.voice.engine import EngineFailed

RATE: Final = 24_000
"""Samples in a second of what the model speaks."""

FOLDER: Final = Path("voices", "kokoro")
"""Where the files lie in the data folder."""

NOTE: Final = "checked.json"

HOW: Final = "`kindward voices add kokoro` gets it again"


@dataclass(frozen=True, slots=True)
class Piece:
    """A file that is known by its content."""

    name: str
    size: int
    digest: str
    """SHA-256, in hexadecimal digits."""


MODEL: Final = Piece(
    "kokoro-v1.0.int8.onnx",
    92_361_271,
    "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb",
)
"""The export that the kokoro-onnx project publishes."""

_BLOCK: Final = 1 << 20
_VECTOR_BYTES: Final = 510 * 256 * 4
VECTORS: Final = {
    "af_heart": "d583ccff3cdca2f7fae535cb998ac07e9fcb90f09737b9a41fa2734ec44a8f0b",
    "am_michael": "1d1f21dd8da39c30705cd4c75d039d265e9bc4a2a93ed09bc9e1b1225eb95ba1",
    "bf_emma": "669fe0647f9dd04fcab92f1439a40eeb4c8b4ab1f82e4996fe3d918ce4a63b73",
    "bm_george": "c4b235a4c1f2cd3b939fed08b899ce9385638b763f7b73a59616c4fc9bd6c9bc",
    "ef_dora": "f66ec66bd295acb18372e37008533a9a3228483ccd294e7538d5d9294ac9a532",
    "em_alex": "27809e9eafdcbcfff90a3016c697568676531de2a2c39cee29c96c7bd6b83e95",
}
"""The tables of the voices that we have judged, and their hashes."""


def vector(voice: str) -> Piece:
    """The table of a voice, by the name that the model's makers gave it."""
    return Piece(f"{voice}.bin", _VECTOR_BYTES, VECTORS[voice])


def pieces() -> tuple[Piece, ...]:
    """Every file there is."""
    return (MODEL, *map(vector, VECTORS))


def folder() -> Path | None:
    """Where the files belong; None where there is no place for what is one's own."""
    try:
        return home(os.environ) / FOLDER
    except BadSetting:
        return None


def is_there(place: Path, piece: Piece) -> bool:
    """Whether there is a file of this name and size: cheap, and no promise about its content."""
    with suppress(OSError):
        return (place / piece.name).stat().st_size == piece.size
    return False


def checked(place: Path, piece: Piece) -> Path:
    """Where the file is, its content as it should be. Raises EngineFailed."""
    path = place / piece.name
    try:
        with open_file(path) as file:
            told = os.fstat(file.fileno())
            stamp = [told.st_size, told.st_mtime_ns, piece.digest]
            noted = _noted(place)
            if noted.get(piece.name) == stamp:
                return path
            if told.st_size != piece.size or _digest(file) != piece.digest:
                raise EngineFailed(f"the file {piece.name} is not the one Kindward expects; {HOW}")
    except OSError:
        raise EngineFailed(f"the file {piece.name} can't be read; {HOW}") from None
    _note(place, {**noted, piece.name: stamp})
    return path


def _digest(file: BinaryIO) -> str:
    """SHA-256 of what is left of a file, in hexadecimal digits."""
    digest = sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()


def _noted(place: Path) -> dict[str, object]:
    """Which files were right, with their size and time then; nothing where the note is damaged."""
    with suppress(OSError, ValueError), open_file(place / NOTE) as file:
        found = json.loads(file.read(100_000))
        return found if isinstance(found, dict) else {}
    return {}


def _note(place: Path, noted: dict[str, object]) -> None:
    """Keep it, if the disk lets us: it only spares time."""
    mine = place / f"{NOTE}.{os.getpid()}"
    with suppress(OSError):
        mine.write_text(json.dumps(noted), "utf-8")
        mine.replace(place / NOTE)
