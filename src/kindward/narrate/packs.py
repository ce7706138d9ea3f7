"""Takes become a pack: each line cut out, made as loud as every voice here, and encoded."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kindward.narrate.takes import Takes
from kindward.narrate.wanted import Go
from kindward.narration import ENDING, About, NarratedLine, write
from kindward.voice.encode import encode_varying
from kindward.voice.engine import EngineFailed
from kindward.voice.kokoro.engine import Kokoro
from kindward.voice.kokoro.files import RATE
from kindward.voice.kokoro.model import Utterance
from kindward.voice.kokoro.passage import lines_of
from kindward.voice.shape import levelled, resampled


def about(voice: Kokoro) -> About:
    """Whose voice it is, and how it speaks."""
    return About(
        language=voice.language,
        voice=voice.stem,
        who=voice.who,
        made_by="computer",
        licence=voice.licence,
        edition=voice.edition(),
        model="Kokoro-82M 1.0, int8",
        settings=f"{voice.voice}, speed {voice.speed:g}",
    )


def pack(file: Path, voice: Kokoro, goes: Iterable[Go], takes: Takes) -> int:
    """Write the pack of a voice, and say how many lines are in it. Raises EngineFailed, OSError.

    A line that is in two passages is kept as it was said in the first.
    """
    lines: dict[str, NarratedLine] = {}
    spoken = []
    for go in goes:
        take = takes.take(go.wanted)
        if take is None:
            raise EngineFailed("one part is missing")
        for line in narrated(go, take):
            lines.setdefault(line.text, line)
        spoken.append(go.lines)
    write(file, about(voice), list(lines.values()), spoken)
    return len(lines)


def place(folder: Path, voice: Kokoro) -> Path:
    """The file of a voice in a folder of narrations."""
    return folder / voice.language / f"{voice.stem}{ENDING}"


def narrated(go: Go, take: Utterance) -> Iterator[NarratedLine]:
    """The lines of a go, as they are kept. Raises EngineFailed."""
    for text, sound in zip(go.lines, lines_of(take, go.signs), strict=True):
        clip = encode_varying(levelled(resampled(sound, RATE)))
        yield NarratedLine(text, clip.sizes, clip.frames)
