"""Opus in WebM: clusters of ten seconds, found through an index in front of them.

EBML (RFC 8794), Matroska (RFC 9559) and how Opus lies in it ("Matroska Codec Specifications":
CodecDelay, SeekPreRoll, DiscardPadding). Silence, and what was spoken beforehand, is packets of up
to 120 ms.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, groupby
from struct import pack
from typing import Final

from kindward.clip import OPUS
from kindward.sound.ebml import element, number, signed, size
from kindward.sound.ogg import opus_head
from kindward.sound.packets import Stretch
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
    grid = [tuple(cluster) for _, cluster in groupby(_stretches(reel), key=_cluster_number)]
    sizes = [_CLUSTER_HEAD + sum(map(_blocks_bytes, cluster)) for cluster in grid]
    starts = [cluster[0].start for cluster in grid]
    last = _tail(reel)
    about = _info(reel, label.title) + _tracks(reel, label.serial)
    index = _cues(starts, sizes, len(about))
    inside = len(about) + len(index) + sum(sizes) + len(last)
    head = _ebml() + _SEGMENT + size(inside) + about + index
    makers = (partial(_cluster, cluster, once) for cluster in grid)
    clusters = map(Part, sizes, makers)
    return end_to_end(MEDIA_TYPE, (given(head), *clusters, given(last)))


def _stretches(reel: Reel) -> Iterator[Stretch]:
    """All segments but the tail, cut where a cluster ends."""
    for segment in reel.segments[:-1]:
        at = segment.start
        while at < segment.end:
            stop = min(segment.end, at - at % CLUSTER_FRAMES + CLUSTER_FRAMES)
            yield Stretch(segment, at, stop)
            at = stop


def _cluster_number(stretch: Stretch) -> int:
    """The cluster that a stretch lies in."""
    return stretch.start // CLUSTER_FRAMES


def _cluster(stretches: Sequence[Stretch], clip: ClipOf) -> Iterator[bytes]:
    """The bytes of a cluster, in one piece."""
    origin = stretches[0].start
    blocks = (block for stretch in stretches for block in _blocks(stretch, origin, clip))
    yield _clustered(origin, b"".join(blocks))


def _blocks_bytes(stretch: Stretch) -> int:
    """Bytes of all blocks of a stretch."""
    return stretch.total + stretch.count * _BLOCK_HEAD


def _blocks(stretch: Stretch, origin: int, clip: ClipOf) -> Iterator[bytes]:
    """The packets of a stretch as blocks, told in milliseconds from the frame `origin`."""
    times = accumulate(stretch.lengths(), initial=stretch.start - origin)
    for at, packet in zip(times, stretch.packets(clip), strict=False):  # the last time is an end
        yield _simple_block(at * _FRAME_MS, packet)


def _tail(reel: Reel) -> bytes:
    """A cluster of one packet, trimmed to the samples the decoder still owes."""
    start = reel.segments[-1].start
    excess_ns = (_TAIL_SAMPLES - reel.priming) * _NS_PER_S // SAMPLE_RATE
    block = element(_BLOCK, pack(">BhB", 0x81, 0, 0), _TAIL)
    return _clustered(start, element(_BLOCK_GROUP, block, signed(_DISCARD, excess_ns)))


def _clustered(origin: int, blocks: bytes) -> bytes:
    """Blocks as a cluster that begins with the frame `origin`."""
    timestamp = _TIMESTAMP + b"\x84" + pack(">I", origin * _FRAME_MS)
    return _CLUSTER + size(len(timestamp) + len(blocks)) + timestamp + blocks


def _simple_block(offset_ms: int, packet: bytes) -> bytes:
    """One packet of track 1, so long after its cluster's time (RFC 9559, 10.2); a key frame."""
    return pack(">BHBhB", 0xA3, 0x4004 + len(packet), 0x81, offset_ms, 0x80) + packet


_BLOCK_HEAD: Final = len(_simple_block(0, b""))
_CLUSTER_HEAD: Final = len(_clustered(0, b""))


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


def _cues(starts: Sequence[int], sizes: Sequence[int], before: int) -> bytes:
    """The index: where each cluster begins, counted from inside the segment (RFC 9559, 5.1.5).

    `before` is how many bytes of the segment stand in front of the index.
    """
    index_bytes = len(element(_CUES, *(_cue_point(0, 0) for _ in sizes)))
    places = accumulate(sizes, initial=before + index_bytes)
    return element(_CUES, *map(_cue_point, starts, places))


def _cue_point(frame: int, place: int) -> bytes:
    """A row of the index: a time, and where the cluster that begins then is."""
    where = number(b"\xf7", 1) + b"\xf1\x84" + pack(">I", place)
    return element(b"\xbb", b"\xb3\x84" + pack(">I", frame * _FRAME_MS), element(b"\xb7", where))
