"""Opus packets for files that count each one: several frames in one packet, wherever they allow it.

Up to six frames of 20 ms may share a packet, if they are of one mode (RFC 6716, 3.2.5: code 3). So
silence does, and so does what was spoken beforehand; an engine's clip, whose frames may be of two
modes, stays as it is. How large each packet will be is known without the sound: several frames take
as many bytes as alone and one besides, since each gives up its first byte, and a head of two and
the lengths of all but the last come in.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, repeat
from operator import sub
from typing import Final

from kindward.clip import MODE, OPUS
from kindward.sound.recording import ClipOf
from kindward.sound.reel import Segment
from kindward.sound.silence import MOST_FRAMES, fits, fitted, opus_packet, padded_opus_packet

_CODE_3: Final = 3
_OF_MANY_SIZES: Final = 0x80
_LESS_ONE: Final = bytes((255, *range(255)))
"""A table that makes the size of a frame the length of what is behind its first byte."""


_MODE: Final = bytes((MODE,))
_HEADS: Final = [bytes((MODE | _CODE_3, _OF_MANY_SIZES | n)) for n in range(MOST_FRAMES + 1)]

Run = tuple[int, int]
"""So many packets, each of so many frames."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """The frames of a segment from `start` up to `end`, laid in packets."""

    segment: Segment
    start: int
    end: int
    silent: Callable[[int], bytes] = opus_packet
    """Makes a packet of so many silent frames."""

    @property
    def runs(self) -> tuple[Run, ...]:
        """As many packets as possible of all the frames that may share one; one of the rest."""
        most = MOST_FRAMES if self.segment.cue is None or self.segment.sizes else 1
        longest, rest = divmod(self.end - self.start, most)
        return tuple(run for run in ((longest, most), (1, rest)) if all(run))

    @property
    def count(self) -> int:
        """How many packets."""
        return sum(packets for packets, _ in self.runs)

    @property
    def total(self) -> int:
        """Bytes in all packets."""
        if self.segment.cue is None:
            return sum(packets * len(self.silent(frames)) for packets, frames in self.runs)
        places = self._places()
        return places[-1] - places[0] + sum(packets for packets, frames in self.runs if frames > 1)

    def lengths(self) -> Iterator[int]:
        """Frames in each packet."""
        return chain.from_iterable(repeat(frames, packets) for packets, frames in self.runs)

    def sizes(self) -> list[int]:
        """Bytes in each packet."""
        if self.segment.cue is None:
            return [len(self.silent(frames)) for frames in self.lengths()]
        if not self.segment.sizes:
            return [OPUS.frame_bytes] * (self.end - self.start)
        places = self._places()
        ends = [*places[:-1:MOST_FRAMES], places[-1]]
        alone = map(sub, ends[1:], ends)
        return [size + (frames > 1) for size, frames in zip(alone, self.lengths(), strict=True)]

    def packets(self, clip: ClipOf) -> Iterator[bytes]:
        """The packets themselves; silent ones of the same sizes where the clip is lost."""
        cue, segment = self.segment.cue, self.segment
        if cue is None:
            return map(self.silent, self.lengths())
        made = clip(cue)
        if segment.sizes and not fits(made, segment):
            return map(padded_opus_packet, self.lengths(), self.sizes())
        content, places = fitted(made, segment), self._places()
        if segment.sizes:
            return self._joined(content, places)
        return (content[start:end] for start, end in pairwise(places))

    def _places(self) -> Sequence[int]:
        """Where each frame begins in its segment, and where the last one ends."""
        first = self.segment.start
        return self.segment.places(OPUS.frame_bytes)[self.start - first : self.end - first + 1]

    def _joined(self, content: bytes, places: Sequence[int]) -> Iterator[bytes]:
        """Frames of many sizes, up to six to a packet."""
        lengths = self.segment.sizes.translate(_LESS_ONE)[self.start - self.segment.start :]
        sounds = [content[start + 1 : end] for start, end in pairwise(places)]
        for at in range(0, len(sounds), MOST_FRAMES):
            several = sounds[at : at + MOST_FRAMES]
            if len(several) == 1:
                yield _MODE + several[0]
            else:
                told = lengths[at : at + len(several) - 1]
                yield b"".join((_HEADS[len(several)], told, *several))
