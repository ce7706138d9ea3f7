"""Opus in WebM: clusters of ten seconds, found through an index in front of them.

EBML (RFC 8794), Matroska (RFC 9559) and how Opus lies in it ("Matroska Codec Specifications":
CodecDelay, SeekPreRoll, DiscardPadding). Silence, and what was spoken beforehand, is packets of up
to 120 ms.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, islice
from struct import pack
from typing import Final

from kindward.clip import OPUS
from kindward.sound.ebml import element, number, signed, size
from kindward.sound.ogg import opus_head
from kindward.sound.packets import MOST_PACKET_BYTES, Quiet, Stretch, stretch
from kindward.sound.recording import ClipOf, Label, Part, Recording, end_to_end, given
from kindward.sound.reel import Reel
from kindward.sound.silence import CELT_2_5MS, opus_packet
from kindward.units import SAMPLE_RATE

MEDIA_TYPE: Final = 'audio/webm; codecs="opus"'

CLUSTER_FRAMES: Final = 500
"""Ten seconds: a seek reads this much at the most, and the index has a row for each."""

_FRAME_MS: Final = 1000 * OPUS.frame_samples // SAMPLE_RATE
_NS_PER_S: Final = 1_000_000_000
_SEEK_PREROLL_NS: Final = 80_000_000  # RFC 7845, 4.6
_TAIL: Final = opus_packet(3, CELT_2_5MS)
_TAIL_SAMPLES: Final = 360

_EBML, _SEGMENT = b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"
_INFO, _TRACKS, _CUES = b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\x1c\x53\xbb\x6b"
_CLUSTER, _TIMESTAMP = b"\x1f\x43\xb6\x75", b"\xe7"
_BLOCK_GROUP, _BLOCK, _DISCARD = b"\xa0", b"\xa1", b"\x75\xa2"


def webm(reel: Reel, clip: ClipOf, label: Label) -> Recording:
    """The sitting as WebM; it decodes to exactly `reel.samples`."""
    once = lru_cache(maxsize=1)(clip)  # one clip may lie in two clusters
    grid = _clusters(reel)
    contents = [sum(map(_blocks_bytes, cluster)) for cluster in grid]
    sizes = [_CLUSTER_HEAD + content for content in contents]
    last = _tail(reel)
    about = _info(reel, label.title) + _tracks(reel, label.serial)
    index = _cues(sizes, len(about))
    inside = len(about) + len(index) + sum(sizes) + len(last)
    head = _ebml() + _SEGMENT + size(inside) + about + index
    makers = (partial(_cluster, *each, once) for each in zip(contents, grid, strict=True))
    clusters = map(Part, sizes, makers)
    return end_to_end(MEDIA_TYPE, (given(head), *clusters, given(last)))


def _clusters(reel: Reel) -> list[list[Stretch]]:
    """All segments but the tail, cut where a cluster ends, by the cluster that they lie in."""
    *segments, tail = reel.segments
    clusters: list[list[Stretch]] = [[] for _ in range(0, tail.start, CLUSTER_FRAMES)]
    for segment in segments:
        at = segment.start
        while at < segment.end:
            number = at // CLUSTER_FRAMES
            stop = min(segment.end, (number + 1) * CLUSTER_FRAMES)
            clusters[number].append(stretch(segment, at, stop))
            at = stop
    return clusters


def _cluster(blocks_bytes: int, cluster: Sequence[Stretch], clip: ClipOf) -> Iterator[bytes]:
    """The bytes of a cluster, each stretch when it is due: nobody waits for a line behind it."""
    origin = cluster[0].start
    yield _cluster_head(origin, blocks_bytes)
    for part in cluster:
        yield b"".join(_blocks(part, origin, clip))


def _blocks_bytes(part: Stretch) -> int:
    """Bytes of all blocks of a stretch."""
    return part.total + part.count * _BLOCK_HEAD


def _blocks(part: Stretch, origin: int, clip: ClipOf) -> list[bytes]:
    """The packets of a stretch as blocks, in milliseconds from the frame `origin`: their pieces."""
    times = iter(_BLOCK_TIMES[part.start - origin : part.end - origin : part.most])
    if isinstance(part, Quiet):
        return [_alike(packet, islice(times, count)) for count, packet in part.packets]
    sizes, blocks = map(_BLOCK_SIZES.__getitem__, part.sizes()), []
    for count, pieces in part.runs(clip):
        width = len(pieces) // count
        pieces[0::width] = islice(sizes, count)
        pieces[1::width] = islice(times, count)
        blocks += pieces
    return blocks


def _alike(packet: bytes, times: Iterable[bytes]) -> bytes:
    """Blocks of the same packet."""
    size = _BLOCK_SIZES[len(packet)]
    return size + (packet + size).join(times) + packet


def _tail(reel: Reel) -> bytes:
    """A cluster of one packet, trimmed to the samples the decoder still owes."""
    start = reel.segments[-1].start
    excess_ns = (_TAIL_SAMPLES - reel.priming) * _NS_PER_S // SAMPLE_RATE
    block = element(_BLOCK, pack(">BhB", 0x81, 0, 0), _TAIL)
    group = element(_BLOCK_GROUP, block, signed(_DISCARD, excess_ns))
    return _cluster_head(start, len(group)) + group


def _cluster_head(origin: int, blocks_bytes: int) -> bytes:
    """What stands before the blocks of a cluster that begins with the frame `origin`."""
    timestamp = _TIMESTAMP + b"\x84" + pack(">I", origin * _FRAME_MS)
    return _CLUSTER + size(len(timestamp) + blocks_bytes) + timestamp


_CLUSTER_HEAD: Final = len(_cluster_head(0, 0))

# A block is one packet of track 1 (RFC 9559, 10.2). Before it stand its size, in two bytes, and how
# long after its cluster's time it is, with the flag of a key frame.
_BLOCK_SIZES: Final = [
    pack(">BHB", 0xA3, 0x4004 + packet_bytes, 0x81) for packet_bytes in range(MOST_PACKET_BYTES + 1)
]
_BLOCK_TIMES: Final = [pack(">hB", at * _FRAME_MS, 0x80) for at in range(CLUSTER_FRAMES)]
_BLOCK_HEAD: Final = len(_BLOCK_SIZES[0] + _BLOCK_TIMES[0])


def _ebml() -> bytes:
    """What kind of file this is (RFC 8794, 11.2)."""
    kind = element(b"\x42\x82", b"webm")
    versions = number(b"\x42\x87", 4) + number(b"\x42\x85", 2)
    return element(_EBML, kind, versions)


def _info(reel: Reel, title: str) -> bytes:
    """Length in milliseconds, title, and who wrote it (RFC 9559, 5.1.2)."""
    return element(
        _INFO,
        number(b"\x2a\xd7\xb1", 1_000_000),  # nanoseconds in a unit of time
        element(b"\x44\x89", pack(">d", reel.samples * 1000 / SAMPLE_RATE)),
        element(b"\x7b\xa9", title.encode()),
        element(b"\x4d\x80", b"Kindward"),
        element(b"\x57\x41", b"Kindward"),
    )


def _tracks(reel: Reel, serial: int) -> bytes:
    """The one track: Opus, mono, the samples to skip (RFC 9559, 5.1.4)."""
    audio = element(b"\xb5", pack(">d", SAMPLE_RATE)) + number(b"\x9f", 1)
    track = element(
        b"\xae",
        number(b"\xd7", 1),
        number(b"\x73\xc5", serial),
        number(b"\x83", 2),  # sound
        number(b"\x9c", 0),  # no lacing
        element(b"\x22\xb5\x9c", b"und"),
        element(b"\x86", b"A_OPUS"),
        element(b"\x63\xa2", opus_head(reel)),
        number(b"\x56\xaa", reel.priming * _NS_PER_S // SAMPLE_RATE),
        number(b"\x56\xbb", _SEEK_PREROLL_NS),
        element(b"\xe1", audio),
    )
    return element(_TRACKS, track)


def _cues(sizes: Sequence[int], before: int) -> bytes:
    """The index: where each cluster begins, counted from inside the segment (RFC 9559, 5.1.5).

    `before` is how many bytes of the segment stand in front of the index.
    """
    index_bytes = len(element(_CUES, bytes(len(_cue_point(0, 0)) * len(sizes))))
    places = accumulate(sizes, initial=before + index_bytes)
    starts = range(0, CLUSTER_FRAMES * len(sizes), CLUSTER_FRAMES)
    return element(_CUES, *map(_cue_point, starts, places))


def _cue_point(frame: int, place: int) -> bytes:
    """A row of the index: a time, and where the cluster of track 1 that begins then is."""
    time, where = pack(">I", frame * _FRAME_MS), pack(">I", place)
    return b"\xbb\x91\xb3\x84" + time + b"\xb7\x89\xf7\x81\x01\xf1\x84" + where
