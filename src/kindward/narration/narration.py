"""A narration that is open: its index at hand, its sound read from the file line by line.

The file is read and not mapped: a mapped file that somebody cuts short ends the process that looks
at it (SIGBUS), a read of it is only short. A line is believed by its checksum once: a file that
changes has another stamp, and is opened anew (`narrations`).
"""

import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import BinaryIO, Final
from weakref import finalize

from kindward.files import open_file
from kindward.narration.index import Extent, Read, checksum, read
from kindward.narration.model import About, NarratedLine
from kindward.narration.words import words

ENDING: Final = ".narration"


class Narration:
    """The lines of one voice in one language, found by their `words`, of two alike the first.

    For many threads; its file is let go with it.
    """

    def __init__(self, file: BinaryIO, told: Read) -> None:
        self._file, self._lock = file, Lock()
        self._let_go = finalize(self, file.close)
        self._sizes, self._places = told.sizes, told.places
        self._whole: dict[str, bool] = {}
        texts = list(told.places)
        self._texts = {words(text): text for text in reversed(texts)}
        self.about: About = told.index.about
        self.passages = tuple(tuple(texts[at] for at in passage) for passage in told.index.passages)
        """The lines that were spoken in one go, in their order."""
        self.edition = told.checksum.hex()
        """Changes with any line, or anything that is told of the voice."""

    @classmethod
    def open(cls, file: Path, named: tuple[str, str] | None = None) -> "Narration":
        """The narration in a file; `named` is the language and the voice that it has to be.

        Raises FaultyNarration, OSError.
        """
        opened = open_file(file)
        try:
            return cls(opened, read(opened, os.fstat(opened.fileno()).st_size, named))
        except BaseException:
            opened.close()
            raise

    @property
    def packets(self) -> Mapping[str, int]:
        """Every line that the index names, with its packets, in the order of the sound."""
        return {text: at.sizes.stop - at.sizes.start for text, at in self._places.items()}

    def sizes(self, text: str) -> bytes | None:
        """The bytes of each packet of a line; None where it is not here, or is damaged.

        The sound is looked at once, so that a plan rests on no line that cannot be heard.
        """
        named = self._texts.get(words(text))
        if named is None:
            return None
        if named not in self._whole:
            self._line(named)
        return self._sizes[self._places[named].sizes] if self._whole[named] else None

    def line(self, text: str) -> NarratedLine | None:
        """A line with its sound; None where it is not here, or is damaged."""
        named = self._texts.get(words(text))
        return None if named is None else self._line(named)

    @property
    def damaged(self) -> tuple[str, ...]:
        """The lines that were looked for and can't be heard any more."""
        return tuple(text for text, is_whole in list(self._whole.items()) if not is_whole)

    def close(self) -> None:
        """Let go of the file; every line is damaged from here on."""
        self._let_go()

    def _line(self, text: str) -> NarratedLine | None:
        place = self._places[text]
        sizes, frames = self._sizes[place.sizes], self._read(place)
        is_known = self._whole.get(text, False)
        is_whole = len(frames) == place.length and (is_known or _is_whole(sizes, frames, place))
        self._whole[text] = is_whole
        return NarratedLine(text, sizes, frames) if is_whole else None

    def _read(self, place: Extent) -> bytes:
        """The bytes at a place, or fewer where they are gone."""
        try:
            with self._lock:
                self._file.seek(place.first)
                return self._file.read(place.length)
        except (OSError, ValueError):  # the disk is away; or the file was closed
            return b""


def _is_whole(sizes: bytes, frames: bytes, place: Extent) -> bool:
    return sum(sizes) == len(frames) and checksum(frames) == place.checksum
