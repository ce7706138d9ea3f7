"""A plan on the frames of one codec: what is heard in each frame, and how many there are.

In comes a `Plan` (20 ms packets); out goes a `Reel` of segments that tile the frames of a codec,
each the slot of one cue or silence. Nothing here knows a container or has heard a clip.

Opus and PCM frames are the plan's own packets. An MP3 frame lasts 24 ms (ISO 11172-3, 1152
samples), so the *starts* are rounded to it, never the lengths: each start is within half a frame
of the plan, however many came before it.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from kindward.clip import MP3, OPUS, PCM, Codec, places_of
from kindward.plan.model import Cue, Kind, Plan
from kindward.units import PACKETS_PER_S, SAMPLE_RATE

PRIMING: Final = {OPUS.name: 312, MP3.name: 0, PCM.name: 0}
"""Samples a decoder gives before the first sound of a clip; players skip them.

Opus: libopus' lookahead of 6.5 ms, the pre-skip of RFC 7845, 4.2. MP3: no player skips them for
certain, so `silence.LEAD` takes care of them.
"""

HEARD: Final = frozenset({Kind.LINE, Kind.BELL})
"""The kinds of cue that have a clip, where no one asked to hear the breath as well."""


SizesOf = Callable[[Cue], bytes]
"""Gives the sizes of the frames of a cue's clip, before there is one; as in `Clip.sizes`."""


def of_one_size(cue: Cue) -> bytes:  # noqa: ARG001 - a `SizesOf`
    """For clips whose frames are all of their codec's one size."""
    return b""


@dataclass(frozen=True, slots=True)
class Segment:
    """Frames from `start` up to `end`: the slot of a cue, or silence where there is no cue."""

    start: int
    end: int
    cue: Cue | None = None
    sizes: bytes = b""
    """Bytes in each frame, where they have sizes of their own."""

    @property
    def frames(self) -> int:
        """How many frames."""
        return self.end - self.start

    def places(self, frame_bytes: int) -> Sequence[int]:
        """Where each frame begins, and where the last one ends; `frame_bytes` is the one size."""
        return places_of(self.sizes, self.frames, frame_bytes)


@dataclass(frozen=True, slots=True)
class Reel:
    """Segments that tile a file's frames from 0; the last one is the tail.

    The tail is silence that pushes the last sounds through the decoder; players trim it off. It
    alone may be empty: only Opus needs one.
    """

    codec: Codec
    segments: tuple[Segment, ...]
    samples: int
    """Samples that a player plays: the plan's total, for MP3 to the nearest frame."""

    @property
    def priming(self) -> int:
        """Samples a player skips at the beginning."""
        return PRIMING[self.codec.name]

    @property
    def frames(self) -> int:
        """Frames in the whole file: just enough to decode every sample."""
        return self.segments[-1].end

    def index(self, frame: int) -> int:
        """The place of the segment that holds a frame."""
        return bisect_right(self.segments, frame, key=attrgetter("start")) - 1


def thread(
    plan: Plan,
    codec: Codec,
    heard: Collection[Kind] = HEARD,
    sizes_of: SizesOf = of_one_size,
) -> Reel:
    """The reel of a plan: a slot for each cue that is heard, silence everywhere else.

    A cue's slot starts within half a frame of the plan (0 for Opus and PCM, 12 ms for MP3). Where
    its frames have sizes, it is as long as they are many, and the rest of the cue is silence.
    """
    end = _nearest_frame(plan.total, codec)
    tail = Segment(end, end + -(-PRIMING[codec.name] // codec.frame_samples))
    segments = (*_segments(plan, codec, heard, sizes_of), tail)
    return Reel(codec, segments, end * codec.frame_samples)


def _segments(
    plan: Plan, codec: Codec, heard: Collection[Kind], sizes_of: SizesOf
) -> Iterator[Segment]:
    """Slots in order, and one silence for all that lies between two of them; none is empty."""
    quiet_from = end = 0
    for cue in plan.cues:  # without gap or overlap
        start, end = end, _nearest_frame(cue.end, codec)
        if cue.kind in heard and start < end:
            if quiet_from < start:
                yield Segment(quiet_from, start)
            sizes = sizes_of(cue)[: end - start]
            quiet_from = start + len(sizes) if sizes else end
            yield Segment(start, quiet_from, cue, sizes)
    if quiet_from < (end := _nearest_frame(plan.total, codec)):
        yield Segment(quiet_from, end)


def _nearest_frame(packet: int, codec: Codec) -> int:
    """The frame boundary nearest to a packet's start, halves rounded up."""
    samples = packet * SAMPLE_RATE // PACKETS_PER_S
    return (2 * samples + codec.frame_samples) // (2 * codec.frame_samples)
