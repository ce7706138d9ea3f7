"""How soon a live natural voice is heard, what it takes, and whether it would ever be late.

    python -m bench.kokoro            ten practices, 1, 5 and 20 minutes
    python -m bench.kokoro --short    one practice of one minute, some twenty seconds of work

For the first voice of Kokoro in each language that is here, on as many threads as KINDWARD_THREADS
says (one unless it is set), through the speaker and its worker as a player has it, with an empty
shelf: seconds until a cold engine and a warm one have given the first line of a practice; seconds
of the worker's processor for a second of a slot, line by line and in passages (a line that did not
fit its slot in one is said again); the worker's memory. Then each sitting is played on the
plan's clock, its lines taking as long as was measured: a line that is not there when it is due is
a gap. It needs Kokoro's files (`kindward voices add kokoro`) and Linux's /proc.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from kindward.clip import OPUS
from kindward.library import Library, Practice
from kindward.narration import Narrations
from kindward.plan import Passage, Plan, in_one_go, passages
from kindward.score import Choices
from kindward.studio import WORK, Sitting, Studio
from kindward.voice import Haste, Shelf, Speaker, VoiceInfo
from kindward.voice.kokoro import KOKOROS

MINUTES: Final = (1, 5, 20)
PASSAGES: Final = 12
"""How many passages are measured, and as many lines alone."""

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
        alone, together = paces(language, name, practices, 1 if is_short else PASSAGES)
        for minutes in MINUTES[:1] if is_short else MINUTES:
            gaps(language, name, practices, minutes, alone, together)


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


def first_sounds(language: str, name: str, practices: Sequence[Practice]) -> None:
    """What somebody waits for who begins a practice."""
    cold, ready, warm = list[float](), list[float](), list[float]()
    for practice in practices:
        first = practice.score.lines()[0]
        with speaking(language, name) as (speaker, voice):
            cold.append(seconds(partial(speaker.clip, voice, first, OPUS)))
        with speaking(language, name) as (speaker, voice):
            ready.append(seconds(partial(speaker.warm_up, voice)))
            warm.append(seconds(partial(speaker.clip, voice, first, OPUS)))
    row("worker, model and one word ready", f"{median(ready):.2f} s")
    row("first line, cold engine", f"{median(cold):.2f} s", f"most {max(cold):.2f}; reach 3")
    row("first line, warm engine", f"{median(warm):.2f} s", f"most {max(warm):.2f}; reach 2")


def paces(language: str, name: str, practices: Sequence[Practice], count: int) -> tuple[Pace, Pace]:
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
    return alone, together


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


def gaps(
    language: str, name: str, practices: Sequence[Practice], minutes: int, *paces: Pace
) -> None:
    """How many lines would be late, and by how much, where speaking begins with the listener."""
    with speaking(language, name) as (speaker, voice):
        studio = Studio(speaker)
        plans = [studio.plan(Sitting(each, voice, 60 * minutes, Choices())) for each in practices]
    late = [late_s(plan, *paces) for plan in plans]
    worst = max(max(each) for each in late)
    count = sum(lateness > 0 for each in late for lateness in each)
    row(f"{len(plans)} sittings of {minutes} min, gaps", f"{count} of {sum(map(len, late))}",
        f"worst {worst:+.1f} s; reach 0")  # fmt: skip


def late_s(plan: Plan, alone: Pace, together: Pace) -> list[float]:
    """How late each line, or passage said in one go, is there; less than 0 where it is early.

    The sitting begins to sound when its first line is there, as a player waits for it; that one is
    left out.
    """
    runs = passages(plan)
    begin_s = runs[0][0].start_s
    in_one = in_one_go(runs, runs[0][0].start, WORK)
    there_s, heard_s, late = 0.0, 0.0, list[float]()
    for run in runs:
        is_one = run[0].start in in_one
        parts: list[Passage] = [run] if is_one else [(line,) for line in run]
        for part in parts:
            slots_s = sum(line.end_s - line.start_s for line in part)
            there_s += slots_s * (together if is_one else alone).waited
            heard_s = heard_s or there_s
            late.append(there_s - heard_s - (part[0].start_s - begin_s))
    return late[1:]


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def worker() -> Path:
    """The folder of the worker's numbers."""
    for place in Path("/proc").glob("[0-9]*"):
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
