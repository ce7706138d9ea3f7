"""How long a narration keeps anyone waiting: its index, a plan from it, a sitting spliced from it.

    python -m bench.narration

Every line of the English practices, as long as its slot, at the rate of a narration (52 bytes a
packet, of random sizes and content) in a folder of its own. Processor milliseconds, the least of
several runs: to open the file; to set twenty minutes in time when all its lines were looked at; to
splice them, for each container; and what a minute of it weighs.
"""

import random
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from kindward.clip import MODE
from kindward.library import Library
from kindward.narration import ENDING, About, NarratedLine, Narration, Narrations, write
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.units import PACKETS_PER_S, packets
from kindward.voice import Shelf, Speaker
from kindward.voice.pace import spoken_s

RUNS = 20
MINUTES = 20
ABOUT = About("en", "bench")


def main() -> None:
    """Print the table."""
    with TemporaryDirectory() as place:
        folder = Path(place)
        file = folder / ABOUT.language / f"{ABOUT.voice}{ENDING}"
        write(file, ABOUT, _lines())
        held = sum(Narration.open(file).packets.values()) / PACKETS_PER_S / 60
        print(f"{held:.0f} minutes of speech, {file.stat().st_size / 1e6:.1f} MB")
        print(f"open      {_least_ms(lambda: Narration.open(file)):6.2f} ms")
        speaker = Speaker(Shelf(folder / "clips"), Narrations((folder,)))
        practice = Library().find("loving-kindness", "en")
        sitting = Sitting(practice, speaker.choose("en"), MINUTES * 60, Choices())
        print(f"plan      {_least_ms(lambda: Studio(speaker).plan(sitting)):6.2f} ms")
        studio = Studio(speaker)
        for container in ("opus", "webm", "mp4"):
            size = studio.recording(sitting, container).size
            spliced = _least_ms(partial(_read, studio, sitting, container))
            print(f"{container:10}{spliced:6.2f} ms, {size / MINUTES / 1000:.1f} KB a minute")


def _lines() -> list[NarratedLine]:
    """All lines of a language, each once."""
    practices = Library().practices("en")
    texts = dict.fromkeys(text for each in practices for text in each.score.lines())
    return [_line(text) for text in texts]


def _line(text: str) -> NarratedLine:
    chance = random.Random(text)  # noqa: S311 - sizes are no secret
    sizes = [chance.randint(20, 84) for _ in range(packets(spoken_s(text)))]
    frames = b"".join(bytes([MODE]) + chance.randbytes(size - 1) for size in sizes)
    return NarratedLine(text, bytes(sizes), frames)


def _read(studio: Studio, sitting: Sitting, container: str) -> int:
    recording = studio.recording(sitting, container)
    return sum(map(len, recording.read(0, recording.size)))


def _least_ms(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        before = process_time()
        work()
        taken.append(process_time() - before)
    return 1000 * min(taken)


if __name__ == "__main__":
    main()
