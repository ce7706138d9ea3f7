"""How soon a live natural voice is heard, what it takes, and whether it is ever late.

    python -m bench.kokoro            ten practices, 1, 5 and 20 minutes: some ten minutes of work
    python -m bench.kokoro --short    one practice of one minute, some twenty seconds of work

For the first voice of Kokoro in each language that is here, on as many threads as KINDWARD_THREADS
says (one unless it is set), through the studio as a page has it, with an empty shelf: seconds until
a cold engine and a warm one have given the first sound of a sitting, as WebM; seconds of the
worker's processor for a second of a slot, line by line and in passages (a line that did not fit its
slot in one is said again); the worker's memory. Then each sitting is read as it is sent to a
player, with the real engine, and only the listener is simulated: they begin with the first sound,
and what is not there when they come to it is a gap. Whoever is half a minute ahead of them cannot
be overtaken, as a second of speech takes less than one, so there a reading ends.

Seconds are those of a core of one's own: what house and worker, of which one always waits for the
other, have used of the processor. So what else the machine is at changes little, and nothing is
waited for. It needs Kokoro's files (`kindward voices add kokoro`) and Linux's /proc.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, Final

from kindward.clip import OPUS, Clip
from kindward.library import Library, Practice
from kindward.narration import Narrations
from kindward.plan import WORK, Cue, Kind, passages
from kindward.score import Choices
from kindward.studio import Sitting, Studio
from kindward.voice import Haste, Shelf, Speaker, VoiceInfo
from kindward.voice.kokoro import KOKOROS

MINUTES: Final = (1, 5, 20)
PASSAGES: Final = 12
"""How many passages are measured, and as many lines alone."""

CONTAINER: Final = "webm"
"""What pages play."""

AHEAD_S: Final = 30.0

PATIENCE_S: Final = 120.0
"""What is slow is measured here, and not stopped."""

_TICKS_PER_S: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds of waiting, and of the worker's processor, for a second of a slot."""

    waited: float
    worked: float


def main() -> None:
    """Print the tables."""
    is_short = "--short" in sys.argv
    firsts = {each.language: each for each in reversed(KOKOROS) if each.missing() is None}
    if not firsts:
        sys.exit("Kokoro is not here: `kindward voices add kokoro`.")
    for language in ("en",) if is_short else sorted(firsts):
        practices = Library().practices(language)[: 1 if is_short else None]
        name = firsts[language].stem
        print(f"{name}, {os.environ.get('KINDWARD_THREADS', '1')} thread(s)")
        first_sounds(language, name, practices)
        paces(language, name, practices, 1 if is_short else PASSAGES)
        for minutes in MINUTES[:1] if is_short else MINUTES:
            gaps(language, name, practices, minutes)


def row(what: str, figure: str, beside: str = "") -> None:
    """One line of the table."""
    print(f"  {what:<46} {figure:>10}   {beside}")


@contextmanager
def speaking(language: str, name: str) -> Iterator[tuple[Speaker, VoiceInfo]]:
    """A speaker with an empty shelf and no narration, and the voice."""
    with TemporaryDirectory() as folder:
        speaker = Speaker(Shelf(Path(folder)), Narrations(()), limit_s=PATIENCE_S)
        try:
            yield speaker, speaker.choose(language, name)
        finally:
            speaker.close()


class Watched(Studio):
    """A studio that notes when the sound of each piece of a line was there."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__(speaker)
        self.there: list[tuple[Cue, float]] = []

    def _read(self, voice: VoiceInfo, cue: Cue, *how: Any) -> Clip:  # noqa: ANN401
        clip = super()._read(voice, cue, *how)
        if cue.kind is Kind.LINE:
            self.there.append((cue, core_s()))
        return clip


def first_sounds(language: str, name: str, practices: Sequence[Practice]) -> None:
    """What somebody waits for who begins a practice."""
    cold, ready, warm = list[float](), list[float](), list[float]()
    for practice in practices:
        with speaking(language, name) as (speaker, voice):
            cold.append(seconds(beginning(speaker, voice, practice)))
        with speaking(language, name) as (speaker, voice):
            ready.append(seconds(partial(speaker.warm_up, voice)))
            warm.append(seconds(beginning(speaker, voice, practice)))
    row("worker, model and one word ready", f"{median(ready):.2f} s")
    row("first sound, cold engine", f"{median(cold):.2f} s", f"most {max(cold):.2f}; reach 3")
    row("first sound, warm engine", f"{median(warm):.2f} s", f"most {max(warm):.2f}; reach 2")


def beginning(speaker: Speaker, voice: VoiceInfo, practice: Practice) -> Callable[[], None]:
    """Reads a sitting, whose page has been shown, until its first sound is there."""
    studio = Watched(speaker)
    recording = studio.recording(Sitting(practice, voice, 300, Choices()), CONTAINER)

    def read() -> None:
        pieces = recording.read(0, recording.size)
        while not studio.there:
            next(pieces)

    return read


def paces(language: str, name: str, practices: Sequence[Practice], count: int) -> None:
    """How fast lines are made alone, and in passages; what the worker holds after both."""
    with speaking(language, name) as (speaker, voice):
        studio = Studio(speaker)
        plans = [studio.plan(Sitting(each, voice, 300, Choices())) for each in practices]
        runs = [run for plan in plans for run in passages(plan) if len(run) > 1]
        chosen = [[line.text for line in run] for run in runs[:: max(1, len(runs) // (2 * count))]]
        speaker.warm_up(voice)
        singly = [text for texts in chosen[1::2][:count] for text in texts]
        alone = measured(speaker, voice, [[text] for text in singly])
        row("line by line, waited for a second of its slot", f"{alone.waited:.2f} s")
        row("  the worker's processor", f"{alone.worked:.2f} s")
        together = measured(speaker, voice, chosen[::2][:count])
        row("in passages, waited for a second of a slot", f"{together.waited:.2f} s")
        row("  the worker's processor", f"{together.worked:.2f} s", f"counted on: {WORK:g}")
        row("the worker's memory", f"{worker_mb():.0f} MB")


def measured(speaker: Speaker, voice: VoiceInfo, runs: Sequence[Sequence[str]]) -> Pace:
    """What it takes to have these, each run in one go; a line that does not fit is said again."""

    def had() -> None:
        for texts in runs:
            speaker.together(voice, texts, OPUS, Haste.SOON)
            for text in texts:
                speaker.clip(voice, text, OPUS)

    slots_s = sum(speaker.spoken_s(voice, text) for texts in runs for text in texts)
    begun_s = worker_s()
    waited_s = seconds(had)
    return Pace(waited_s / slots_s, (worker_s() - begun_s) / slots_s)


def gaps(language: str, name: str, practices: Sequence[Practice], minutes: int) -> None:
    """How many pieces of lines are late, and by how much."""
    late = list[float]()
    with speaking(language, name) as (speaker, voice):
        speaker.warm_up(voice)
        for practice in practices:
            speaker.forget()
            late += late_s(speaker, Sitting(practice, voice, 60 * minutes, Choices()))
    count, worst = sum(each > 0 for each in late), max(late)
    row(f"{len(practices)} sittings of {minutes} min, gaps", f"{count} of {len(late)}",
        f"worst {worst:+.2f} s; reach 0")  # fmt: skip


def late_s(speaker: Speaker, sitting: Sitting) -> list[float]:
    """How late each piece of a line is there but the first; less than 0 where it is early."""
    studio = Watched(speaker)
    recording = studio.recording(sitting, CONTAINER)
    begun, behind_s, late = None, 0.0, list[float]()
    for _ in recording.read(0, recording.size):
        for cue, at in studio.there:
            begun = at - cue.start_s if begun is None else begun
            late.append(at - begun - cue.start_s - behind_s)
            behind_s += max(0.0, late[-1])
        studio.there.clear()
        if late and late[-1] < -AHEAD_S:
            break
    return late[1:]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = core_s()
    work()
    return core_s() - begun


def core_s() -> float:
    """Seconds of processor that we and the worker have used."""
    with suppress(LookupError):
        return time.process_time() + worker_s()
    return time.process_time()


def worker() -> Path:
    """The folder of the worker's numbers."""
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # one that has ended meanwhile
            told = (place / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            if int(told[1]) == os.getpid():
                return place
    raise LookupError


def worker_s() -> float:
    """Seconds of processor that the worker has used."""
    told = (worker() / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / _TICKS_PER_S


def worker_mb() -> float:
    """What it holds in memory, at most so far."""
    told = (worker() / "status").read_text("utf-8")
    peak = next(line for line in told.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    main()
