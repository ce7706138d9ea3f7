"""How long a narration keeps anyone waiting: its index, a plan from it, a sitting spliced from it.

    python -m bench.narration

Every line of the English practices, as long as its slot, at the rate of a narration (52 bytes a
packet, of random sizes and content) in a folder of its own. Processor milliseconds: to open the
file; to set twenty minutes in time when all its lines were looked at; and for each container to
splice them, from a plan to all bytes, the first time and the least of many; that with the plan;
and what a minute of it weighs. The container that players are given first comes first. Where
ffmpeg is there, it joins the same cues, each a file of its own, by its concat demuxer with stream
copy, and a column says how many times ours that takes.
"""

import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import process_time

from kindward.clip import MODE, OPUS, Clip
from kindward.library import Library
from kindward.narration import ENDING, About, NarratedLine, Narration, Narrations, write
from kindward.plan import Cue, Kind, Plan
from kindward.score import Choices
from kindward.sound import weave
from kindward.studio import Sitting, Studio
from kindward.units import PACKETS_PER_S, packets
from kindward.voice import Shelf, Speaker
from kindward.voice.pace import spoken_s

RUNS = 20
FFMPEG_RUNS = 3
MINUTES = 20
ABOUT = About("en", "bench")
CONTAINERS = ("webm", "opus", "mp4")


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
        plan_ms = _least_ms(lambda: Studio(speaker).plan(sitting))
        print(f"plan      {plan_ms:6.2f} ms\n")
        print(f"{'splice':<10}{'first':>9}{'again':>9}{'+ plan':>9}{'KB/min':>9}{'ffmpeg':>9}")
        studio = Studio(speaker)
        ffmpeg_ms = _ffmpeg_ms(studio, sitting, folder) if shutil.which("ffmpeg") else None
        for container in CONTAINERS:
            splice = partial(_read, studio, sitting, container)
            first, again = _ms(splice), _least_ms(splice)
            print(f"{container:<10}{first:>9.2f}{again:>9.2f}{again + plan_ms:>9.2f}", end="")
            print(f"{splice() / MINUTES / 1000:>9.1f}", end="")
            print(f"{ffmpeg_ms / (again + plan_ms):>8.0f}x" if ffmpeg_ms else f"{'-':>9}")


def _ffmpeg_ms(studio: Studio, sitting: Sitting, folder: Path) -> float:
    """Processor time of ffmpeg, which joins what lies in files already: all cues of the sitting."""
    names = "".join(f"file '{path}'\n" for path in _cues(studio, sitting, folder))
    (folder / "list.txt").write_text(names)
    read = ["-f", "concat", "-safe", "0", "-i", str(folder / "list.txt")]
    command = ["ffmpeg", "-v", "error", "-y", *read, "-c", "copy", str(folder / "joined.opus")]
    return min(_child_ms(command) for _ in range(FFMPEG_RUNS))


def _cues(studio: Studio, sitting: Sitting, folder: Path) -> Iterator[Path]:
    """Every cue as an Ogg file of its own."""
    for cue in studio.plan(sitting).cues:
        is_line = cue.kind is Kind.LINE
        clip = studio.clip(sitting.voice, cue, OPUS) if is_line else Clip(OPUS, b"")
        alone = Plan((Cue(cue.kind, 0, cue.length, cue.text),), cue.length)
        file = folder / f"{cue.start}.opus"
        file.write_bytes(b"".join(_woven(alone, clip)))
        yield file


def _woven(plan: Plan, clip: Clip) -> Iterator[bytes]:
    sound = weave(
        plan, "opus", lambda _: clip, title="", seed=b"alone", sizes_of=lambda _: clip.sizes
    )
    return sound.read()


def _child_ms(command: list[str]) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, check=True)
    after = getrusage(RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


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
    return min(_ms(work) for _ in range(RUNS))


def _ms(work: Callable[[], object]) -> float:
    before = process_time()
    work()
    return 1000 * (process_time() - before)


if __name__ == "__main__":
    main()
