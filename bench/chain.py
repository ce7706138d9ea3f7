"""The whole chain on real practices: plan and splice, first byte cold and warm, and making clips.

    .venv/bin/python -m bench.chain

Prints medians of this machine in one run, and beside each what it is held against.
"""

import gc
import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from kindward.clip import MP3, OPUS
from kindward.library import NINE, Library
from kindward.plan import layout
from kindward.score import Choices
from kindward.studio import Recording, Sitting
from kindward.voice import voices
from kindward.wiring import House, Settings, open_house

ROUNDS = 30


def cpu_ms(work: Callable[[], object]) -> float:
    """Median processor time of one round, in milliseconds."""
    times = []
    gc.disable()
    for _ in range(ROUNDS):
        begun = time.process_time()
        work()
        times.append((time.process_time() - begun) * 1e3)
    gc.enable()
    return median(times)


def row(what: str, figure: str, beside: str = "") -> None:
    """One line of the table."""
    print(f"{what:<52} {figure:>12}   {beside}")


def whole(recording: Recording) -> bytes:
    """All its bytes."""
    return b"".join(recording.read(0, recording.size))


def plan_and_splice(house: House) -> None:
    """Twenty minutes, its clips on the shelf: all the work of answering for it."""
    voice = house.voice("en")
    for name in ("loving-kindness", "hold-gently"):
        sitting = Sitting(house.library.find(name, "en"), voice, 1200, Choices())
        for _ in house.studio.make_ready(sitting, "opus"):
            pass
        lengths = {
            text: house.speaker.spoken_s(voice, text) for text in sitting.practice.score.lines()
        }
        planned = cpu_ms(partial(layout, sitting.practice.score, lengths, 1200))
        row(f"{name}: plan of 20 minutes", f"{planned:.2f} ms")
        for container in ("opus", "mp4"):
            recording = house.studio.recording(sitting, container)
            spliced = cpu_ms(partial(whole, recording))
            row(f"  its {container}, clips from the shelf", f"{spliced:.2f} ms",
                f"{recording.size / 20e3:.1f} KB a minute")  # fmt: skip


def clips(house: House) -> None:
    """Fresh clips of each voice that is here: how many times faster than they sound."""
    lines = [line for name in NINE[:3] for line in Library().find(name, "en").score.lines()][:24]
    for voice in voices("en"):
        if not voice.is_here:
            continue
        house.speaker.clip(voice, "Welcome.", OPUS)
        for codec in (OPUS, MP3):
            begun = time.perf_counter()
            for line in lines:
                house.speaker.clip(voice, line, codec)
            took_s = time.perf_counter() - begun
            sounds_s = sum(house.speaker.spoken_s(voice, line) for line in lines)
            row(f"{voice.name}: a line as {codec.name}", f"{took_s / len(lines) * 1e3:.0f} ms",
                f"{sounds_s / took_s:.0f} x faster than it sounds")  # fmt: skip


@contextmanager
def serving() -> Iterator[int]:
    """A server of an empty home, with nothing made ready; its port."""
    with tempfile.TemporaryDirectory() as home:
        surroundings = {**os.environ, "KINDWARD_HOME": home, "KINDWARD_WARM_UP": "0"}
        command = [sys.executable, "-m", "kindward", "serve", "--no-browser"]
        server = subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None  # noqa: S101 - it is a pipe
            found = re.search(r":(\d+)", server.stdout.readline())
            assert found is not None  # noqa: S101 - it says where it is
            yield int(found[1])
        finally:
            server.terminate()
            server.wait(10)


def first_byte(port: int, path: str) -> tuple[float, float]:
    """Milliseconds to the first byte of a body, and to its last."""
    link = http.client.HTTPConnection("localhost", port, timeout=60)
    begun = time.perf_counter()
    link.request("GET", path)
    answer = link.getresponse()
    answer.read(1)
    first = time.perf_counter()
    answer.read()
    link.close()
    return (first - begun) * 1e3, (time.perf_counter() - begun) * 1e3


def over_http() -> None:
    """What a player waits for, from a cold voice and from a warm one."""
    with serving() as port:
        names = NINE[:6]
        voice = next(v for v in voices("en") if v.is_default).name
        paths = [f"/sound/en/{voice}/{name}/60.mp4" for name in names]
        first_byte(port, "/healthz")
        cold = [first_byte(port, path) for path in paths]
        warm = [first_byte(port, path) for path in paths for _ in range(5)]
        row("first byte of a sitting, cold voice", f"{median(f for f, _ in cold):.1f} ms",
            f"its whole minute {median(w for _, w in cold):.0f} ms")  # fmt: skip
        row("first byte of a sitting, warm voice", f"{median(f for f, _ in warm):.1f} ms",
            f"its whole minute {median(w for _, w in warm):.0f} ms")  # fmt: skip


def main() -> None:
    """All of it."""
    with tempfile.TemporaryDirectory() as home, open_house(Settings(Path(home))) as house:
        plan_and_splice(house)
        clips(house)
    over_http()


if __name__ == "__main__":
    main()
