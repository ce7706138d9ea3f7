"""Ogg Opus: pages of one second, each with its checksum (RFC 3533; RFC 7845).

Silence is one packet of three bytes to a frame, so a page's size follows from how many of its
fifty frames are silent; where any page begins is arithmetic, and a byte range costs only the
pages it touches. The last page's granule position trims the tail, so that the file decodes to
exactly the plan's total.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from struct import Struct, pack
from typing import Final
from zlib import crc32

from kindward.clip import OPUS
from kindward.sound.recording import ClipOf, Label, Recording
from kindward.sound.reel import Reel, Segment
from kindward.sound.silence import fitted, opus_packet
from kindward.units import PACKETS_PER_S, SAMPLE_RATE

MEDIA_TYPE: Final = "audio/ogg; codecs=opus"

PAGE_FRAMES: Final = PACKETS_PER_S
"""One second to a page: longer ones make players wait, and opusinfo warn."""

_SILENT: Final = opus_packet(1)
_FIRST, _LAST = 2, 4  # header types (RFC 3533, 6)
_PAGE_HEAD: Final = 27  # bytes, the number of lacing values the last of them
_CRC_AT: Final = 22
_head = Struct("<4sxBqII4x").pack  # four bytes are left for the checksum
_LACING: Final = {size: bytes((size,)) * PAGE_FRAMES for size in (len(_SILENT), OPUS.frame_bytes)}
_ALL_ONES: Final = 0xFFFFFFFF
_REVERSED: Final = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))

_QUIET_SECOND: Final = bytes((PAGE_FRAMES,)) + _LACING[len(_SILENT)] + _SILENT * PAGE_FRAMES
_QUIET_REVERSED: Final = _QUIET_SECOND.translate(_REVERSED)
"""What most pages hold behind their header."""


def ogg(reel: Reel, clip: ClipOf, label: Label) -> Recording:
    """The sitting as one logical Ogg stream; it decodes to exactly `reel.samples`."""
    serial = label.serial
    head = _page((_FIRST, 0, serial, 0), *_laced(opus_head(reel)))
    head += _page((0, 0, serial, 1), *_laced(_opus_tags(label.title)))
    pages = _Pages(reel, clip, serial, tuple(_payload_before(reel)))

    def from_position(position: int) -> tuple[int, Iterator[bytes]]:
        if position < len(head):
            return 0, chain((head,), pages.begin_at(0))
        first = pages.holding(position - len(head))
        return len(head) + pages.offset(first), pages.begin_at(first)

    return Recording(MEDIA_TYPE, len(head) + pages.offset(pages.count), from_position)


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of sound, counted from the first one behind the headers."""

    reel: Reel
    clip: ClipOf
    serial: int
    payload_before: tuple[int, ...]
    """Bytes of packets before each segment."""

    @property
    def count(self) -> int:
        """How many pages."""
        return -(-self.reel.frames // PAGE_FRAMES)

    def offset(self, page: int) -> int:
        """The byte at which a page begins; for `count`, at which the last one ends."""
        frame = min(page * PAGE_FRAMES, self.reel.frames)
        index = self.reel.index(frame)
        segment = self.reel.segments[index]
        payload = self.payload_before[index] + _places(segment)[frame - segment.start]
        return page * _PAGE_HEAD + frame + payload  # a lacing value to each frame

    def holding(self, position: int) -> int:
        """The page that holds a byte."""
        return bisect_right(range(self.count), position, key=self.offset) - 1

    def begin_at(self, page: int) -> Iterator[bytes]:
        """All pages from this one on; the last one's granule position trims the tail."""
        at = page * PAGE_FRAMES
        page_end, frames = at + PAGE_FRAMES, self.reel.frames
        lacing, packets = b"", b""
        for segment in self.reel.segments[self.reel.index(at) :]:
            places, content = _places(segment), self._content(segment)
            while at < segment.end:
                first, at = at - segment.start, min(segment.end, page_end)
                last = at - segment.start
                lacing += segment.sizes[first:last] or _LACING[places[1]][: last - first]
                packets += content[places[first] : places[last]]
                if at == page_end < frames:
                    granule, number = at * OPUS.frame_samples, at // PAGE_FRAMES + 1
                    yield _page((0, granule, self.serial, number), lacing, packets)
                    lacing, packets, page_end = b"", b"", page_end + PAGE_FRAMES
        granule = self.reel.priming + self.reel.samples
        yield _page((_LAST, granule, self.serial, self.count + 1), lacing, packets)

    def _content(self, segment: Segment) -> bytes:
        """A segment's packets, laid end to end."""
        if segment.cue is None:
            return _SILENT * segment.frames
        return fitted(self.clip(segment.cue), segment)


def _payload_before(reel: Reel) -> Iterator[int]:
    """Bytes of packets before each segment."""
    return accumulate((_places(segment)[-1] for segment in reel.segments[:-1]), initial=0)


def _places(segment: Segment) -> Sequence[int]:
    """Where each packet of a segment begins, and where the last one ends."""
    return segment.places(len(_SILENT) if segment.cue is None else OPUS.frame_bytes)


def opus_head(reel: Reel) -> bytes:
    """The identification header (RFC 7845, 5.1): version 1, mono, pre-skip, no gain."""
    return b"OpusHead" + pack("<BBHIhB", 1, 1, reel.priming, SAMPLE_RATE, 0, 0)


def _opus_tags(title: str) -> bytes:
    """The comment header (RFC 7845, 5.2) with the title."""
    texts = (b"Kindward", f"TITLE={title}".encode())
    vendor, comment = (pack("<I", len(text)) + text for text in texts)
    return b"OpusTags" + vendor + pack("<I", 1) + comment


def _laced(packet: bytes) -> tuple[bytes, bytes]:
    """A packet of any size, behind its lacing values (RFC 3533, 5)."""
    fulls, rest = divmod(len(packet), 255)
    return b"\xff" * fulls + bytes((rest,)), packet


def _page(told: tuple[int, int, int, int], lacing: bytes, packets: bytes) -> bytes:
    """A page (RFC 3533, 6); `told` is its header type, granule position, serial and number."""
    head = _head(b"OggS", *told)
    rest = bytes((len(lacing),)) + lacing + packets
    return b"".join((head[:_CRC_AT], _checksum(head, rest), rest))


def _checksum(head: bytes, rest: bytes) -> bytes:
    """Ogg's CRC (RFC 3533, 6: polynomial 04C11DB7, highest bit first, from 0), as it is stored.

    zlib's CRC has the same polynomial with its bits in reverse: reversing the bits of each byte
    going in, and of the sum coming out, makes it Ogg's, at zlib's speed. Beginning at all ones
    and inverting at the end undo zlib's own.
    """
    reversed_rest = _QUIET_REVERSED if rest == _QUIET_SECOND else rest.translate(_REVERSED)
    reversed_sum = crc32(reversed_rest, crc32(head.translate(_REVERSED), _ALL_ONES)) ^ _ALL_ONES
    return reversed_sum.to_bytes(4).translate(_REVERSED)
