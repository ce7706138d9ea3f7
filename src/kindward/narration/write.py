"""A narration is written beside its place, then moved there: others see a whole one or none."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from kindward.clip import OPUS, Clip
from kindward.narration.index import Index, LineEntry, checksum, opening
from kindward.narration.model import About, FaultyNarration, NarratedLine


def write(
    file: Path,
    about: About,
    lines: Sequence[NarratedLine],
    passages: Sequence[Sequence[str]] = (),
) -> None:
    """The narration of these lines, whole and on the disk afterwards, or nothing changed.

    `passages` are the texts that were spoken in one go. The same values give the same bytes.
    Raises FaultyNarration for lines that could not be read again, and OSError.
    """
    content = _content(about, lines, passages)
    file.parent.mkdir(parents=True, exist_ok=True)
    passing = file.with_name(f".{file.name}.{token_hex(4)}.part")
    try:
        with passing.open("xb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        passing.replace(file)
    except BaseException:
        with suppress(OSError):
            passing.unlink()
        raise


def _content(
    about: About, lines: Sequence[NarratedLine], passages: Sequence[Sequence[str]]
) -> bytes:
    """The bytes of the file. Raises FaultyNarration."""
    places = {line.text: place for place, line in enumerate(lines)}
    if any(text not in places for passage in passages for text in passage):
        raise FaultyNarration("mentions a line that isn't in it")
    spoken = [[places[text] for text in passage] for passage in passages]
    index = Index(about, [_entry(line) for line in lines], spoken)
    sound = b"".join(line.frames for line in lines)
    return opening(index, b"".join(line.sizes for line in lines)) + sound


def _entry(line: NarratedLine) -> LineEntry:
    if not Clip(OPUS, line.frames, line.sizes).is_whole:
        raise FaultyNarration("has a line whose sound is damaged")
    return LineEntry(line.text, line.packets, len(line.frames), checksum(line.frames))
