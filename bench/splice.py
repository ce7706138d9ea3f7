"""How fast a sitting is spliced: ours, against others' ways with the very same clips.

    python -m bench.splice

Sixty clips of noise shaped like speech are encoded once, by the codecs of the house. A table for
each length says how much processor time the whole file takes, child processes included (the least
of several runs), how many times that of our Ogg and of our MP4 that is, and how big the file is. A
second table: the size, the first bytes, and a range out of the middle, for each container. Both
sides are warm: every clip is in memory, or for programs of their own in a file. Rows that end in
`~` are of clips at a variable rate, as a narration holds them.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from time import process_time
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from kindward.clip import MP3, OPUS, PCM, Clip, Codec
from kindward.plan.model import Cue, Kind, Plan
from kindward.sound import CONTAINERS, Recording, weave
from kindward.units import PACKETS_PER_S, SAMPLE_RATE
from kindward.voice.encode import encode_varying

LINES = 60
SPOKEN_SHARE = 0.4  # eight minutes of twenty
RANGE_BYTES = 65_536

VARYING = "~"
FORMS = (*CONTAINERS, *(name + VARYING for name in CONTAINERS if CONTAINERS[name].codec is OPUS))

Taken = tuple[float, int]
"""Processor seconds, and the bytes that were made."""


@dataclass(frozen=True, slots=True)
class Material:
    """A plan, and the clips of its lines by codec name and start; `~` for those of many sizes."""

    plan: Plan
    clips: dict[tuple[str, int], Clip]

    def woven(self, form: str) -> Recording:
        """The sitting as one of our containers."""
        name = form.removesuffix(VARYING)
        kind = VARYING if form.endswith(VARYING) else CONTAINERS[name].codec.name

        def clip(cue: Cue) -> Clip:
            return self.clips[kind, cue.start]

        def sizes(cue: Cue) -> bytes:
            return clip(cue).sizes

        return weave(self.plan, name, clip, title="Bench", seed=b"bench", sizes_of=sizes)


def main() -> None:
    """Prints the tables for 20 and for 5 minutes."""
    for minutes in (20, 5):
        material = _material(minutes * 60)
        print(f"\n{minutes} minutes, {LINES} lines, {SPOKEN_SHARE:.0%} spoken")
        print(f"{'the whole file':<34}{'CPU ms':>10}{'x our Ogg':>11}{'x our MP4':>11}", end="")
        print(f"{'bytes':>13}{'KB/min':>9}")
        with tempfile.TemporaryDirectory() as folder:
            _compare(material, Path(folder))
        print(f"\n{'container':<12}{'size us':>10}{'first byte us':>15}{'64 KB range us':>16}")
        for form in FORMS:
            _print_parts(material, form)


def _compare(material: Material, folder: Path) -> None:
    """A row for each way to make the whole file."""
    files = list(_saved(material, folder))
    ours = {name: _best(partial(_whole, material, name), 30) for name in FORMS}
    for name, taken in ours.items():
        _print_row(f"ours, {name}", taken, ours, material.plan)
    others: dict[str, tuple[Callable[[], int], int]] = {
        "PyAV remux, Ogg": (lambda: _remuxed(files, folder / "remux.opus"), 3),
        "PyAV remux, MP4": (lambda: _remuxed(files, folder / "remux.mp4"), 3),
        "ffmpeg concat, stream copy, Ogg": (lambda: _ffmpeg(folder, ["-c", "copy"]), 3),
        "ffmpeg concat + re-encode, Opus": (lambda: _ffmpeg(folder, _LIBOPUS), 2),
        "pydub append + export, Opus": (lambda: _pydub(material, folder / "pydub.opus"), 1),
    }
    for title, (make, times) in others.items():
        _print_row(title, _best(make, times), ours, material.plan)


def _print_row(title: str, taken: Taken, ours: dict[str, Taken], plan: Plan) -> None:
    """One way to make the whole file."""
    seconds, size = taken
    print(f"{title:<34}{seconds * 1e3:>10.2f}", end="")
    print(f"{seconds / ours['opus'][0]:>11,.1f}{seconds / ours['mp4'][0]:>11,.1f}", end="")
    print(f"{size:>13,}{size / 1000 / (plan.total_s / 60):>9.1f}")


def _print_parts(material: Material, name: str) -> None:
    """What a server asks of a container."""
    middle = material.woven(name).size // 2
    size_s, _ = _best(lambda: material.woven(name).size, 30)
    first_s, _ = _best(lambda: len(next(material.woven(name).read())), 30)
    range_s, _ = _best(
        lambda: sum(map(len, material.woven(name).read(middle, middle + RANGE_BYTES))), 30
    )
    print(f"{name:<12}{size_s * 1e6:>10.0f}{first_s * 1e6:>15.0f}{range_s * 1e6:>16.0f}")


def _best(make: Callable[[], int], times: int) -> Taken:
    """The least processor time of several runs, and what was made."""
    runs = []
    for _ in range(times):
        begin = _processor_s()
        made = make()
        runs.append((_processor_s() - begin, made))
    return min(runs)


def _processor_s() -> float:
    """Processor time so far: ours, and that of children that have ended."""
    children = getrusage(RUSAGE_CHILDREN)
    return process_time() + children.ru_utime + children.ru_stime


def _whole(material: Material, name: str) -> int:
    """Plan to bytes, all of them; how many."""
    return len(b"".join(material.woven(name).read()))


def _material(seconds: int) -> Material:
    """Lines and silences in turn, and a clip of every codec for each line."""
    round_packets = seconds * PACKETS_PER_S // LINES
    line_packets = round(round_packets * SPOKEN_SHARE)
    cues, clips = [], {}
    for start in range(0, seconds * PACKETS_PER_S, round_packets):
        spoken_from = start + round_packets - line_packets
        cues.append(Cue(Kind.SILENCE, start, spoken_from))
        cues.append(Cue(Kind.LINE, spoken_from, start + round_packets, f"Line at {start}."))
        sound = _murmur(line_packets * OPUS.frame_samples, seed=start)
        for codec in (OPUS, MP3, PCM):
            clips[codec.name, spoken_from] = _encoded(sound, codec)
        clips[VARYING, spoken_from] = encode_varying(sound)
    return Material(Plan(tuple(cues), seconds * PACKETS_PER_S), clips)


def _murmur(samples: int, seed: int) -> NDArray[np.float32]:
    """Noise with speech's long-term spectrum and four syllables to the second; quiet ends."""
    chance = np.random.default_rng(seed)
    hz = np.fft.rfftfreq(samples, 1 / SAMPLE_RATE)
    shape = np.exp(-0.5 * (np.log2(np.maximum(hz, 1) / 400) / 1.3) ** 2)
    noise = np.fft.irfft(np.fft.rfft(chance.standard_normal(samples)) * shape, samples)
    t = np.arange(samples) / SAMPLE_RATE
    syllables = np.maximum(0, np.sin(2 * np.pi * 2 * t)) ** 0.5
    inside = (t > 0.05) & (t < t[-1] - 0.05)
    murmur: NDArray[np.float64] = noise / float(noise.std()) * syllables * inside
    return (0.1 * murmur).astype(np.float32)


def _encoded(sound: NDArray[np.float32], codec: Codec) -> Clip:
    """A clip in frames of a codec's constant size."""
    if codec is PCM:
        return Clip(PCM, (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    library, options = (
        ("libopus", {"vbr": "off"}) if codec is OPUS else ("libmp3lame", {"reservoir": "0"})
    )
    encoder: Any = av.CodecContext.create(library, "w")
    encoder.format = "flt" if codec is OPUS else "fltp"
    encoder.sample_rate, encoder.layout, encoder.options = SAMPLE_RATE, "mono", options
    encoder.bit_rate = 8 * codec.frame_bytes * SAMPLE_RATE // codec.frame_samples
    encoder.time_base = Fraction(1, SAMPLE_RATE)
    padded = np.pad(sound, (0, -len(sound) % codec.frame_samples))
    packets = []
    for at in range(0, len(padded), codec.frame_samples):
        part = padded[None, at : at + codec.frame_samples]
        frame = av.AudioFrame.from_ndarray(part, format=encoder.format.name, layout="mono")
        frame.sample_rate, frame.pts = SAMPLE_RATE, at
        packets += encoder.encode(frame)
    packets += encoder.encode(None)
    return Clip(codec, b"".join(map(bytes, packets)))


def _saved(material: Material, folder: Path) -> Iterator[Path]:
    """Every cue as an Ogg file of its own, and the list that ffmpeg's concat reads."""
    with (folder / "list.txt").open("w") as names:
        for cue in material.plan.cues:
            path = folder / f"{cue.start}.opus"
            clip = material.clips.get((OPUS.name, cue.start), Clip(OPUS, b""))
            path.write_bytes(b"".join(_alone(cue, clip).read()))
            names.write(f"file '{path}'\n")
            yield path


def _alone(cue: Cue, clip: Clip) -> Recording:
    """One cue as a sitting of its own."""
    plan = Plan((Cue(cue.kind, 0, cue.length, cue.text),), cue.length)
    return weave(plan, "opus", lambda _: clip, title="", seed=b"alone")


_LIBOPUS = ["-c:a", "libopus", "-b:a", "16k"]


def _ffmpeg(folder: Path, how: list[str]) -> int:
    """The files of a folder as one, by ffmpeg's concat demuxer."""
    out = folder / "ffmpeg.opus"
    read = ["-f", "concat", "-safe", "0", "-i", str(folder / "list.txt")]
    subprocess.run(["ffmpeg", "-v", "error", "-y", *read, *how, str(out)], check=True)
    return out.stat().st_size


def _remuxed(files: list[Path], out: Path) -> int:
    """Packets of all files in one container, by PyAV, never decoded."""
    with av.open(str(out), "w") as target:
        stream: Any = None
        at = 0
        for path in files:
            with av.open(str(path)) as source:
                stream = stream or target.add_stream_from_template(source.streams.audio[0])
                for packet in source.demux(audio=0):
                    if packet.size:
                        packet.stream, packet.pts, packet.dts = stream, at, at
                        at += packet.duration or 0
                        target.mux(packet)
    return out.stat().st_size


def _pydub(material: Material, out: Path) -> int:
    """Raw samples laid end to end and encoded, the way pydub's page shows it."""
    from pydub import AudioSegment  # noqa: PLC0415 - an extra, and not on every Python

    sitting = AudioSegment.silent(0, SAMPLE_RATE)
    for cue in material.plan.cues:
        clip = material.clips.get((PCM.name, cue.start))
        sitting += (
            AudioSegment(clip.frames, sample_width=2, frame_rate=SAMPLE_RATE, channels=1)
            if clip
            else AudioSegment.silent(round(1000 * (cue.end_s - cue.start_s)), SAMPLE_RATE)
        )
    sitting.export(out, format="opus", parameters=_LIBOPUS)
    return out.stat().st_size


if __name__ == "__main__":
    if shutil.which("ffmpeg") is None:
        sys.exit("This bench compares with ffmpeg: sudo apt-get install ffmpeg")
    main()
