"""Opus in progressive MP4: the index first, then the sound.

ISO 14496-12 for the boxes, "Encapsulation of Opus in ISO Base Media File Format" (opus-codec.org,
2018) for Opus in them.

A browser fetches the whole index before it plays, so the index must be small. Where every frame of
speech has the same size, so has every packet: silence in packets of up to 120 ms is filled up to
it, no table of sizes is needed, and an index of 20 minutes takes 2 to 4 KB. What was spoken
beforehand has sizes of its own, and a table with four bytes for each packet; its frames share
packets of up to 120 ms, as silence does, so it takes some 45 KB. The edit list skips the pre-skip
and ends where the plan ends.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, groupby
from operator import itemgetter
from struct import pack
from typing import Final

from kindward.clip import OPUS
from kindward.sound.packets import Quiet, Stretch, stretch
from kindward.sound.recording import ClipOf, Label, Part, Recording, end_to_end, given
from kindward.sound.reel import Reel
from kindward.sound.silence import CELT_2_5MS, MOST_FRAMES, SHORTEST, padded_opus_packet
from kindward.units import SAMPLE_RATE

MEDIA_TYPE: Final = 'audio/mp4; codecs="opus"'

CHUNK_PACKETS: Final = 256
"""Packets to a chunk, the stretch a player may fetch in one go: 10 KB, or 60."""

_OF_ONE_SIZE: Final = (b"", *(padded_opus_packet(frames + 1) for frames in range(MOST_FRAMES)))
_TAIL: Final = padded_opus_packet(3, mode=CELT_2_5MS)

PRIMING: Final = 360
"""Samples to skip: as long as the tail, 7.5 ms in frames of 2.5, so that nothing is left to trim.

ffmpeg does not cut inside the last packet of an edit, and libopus' 312 samples are no whole number
of frames. So all is heard 1 ms early here, and every reader finds exactly the plan's total.
"""

_PREROLL_PACKETS: Final = 4  # 80 ms of speech to settle after a seek (RFC 7845, 4.6)

_NO_MATRIX: Final = pack(">9I", 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000)
_UNDETERMINED: Final = 0x55C4  # the language "und", five bits to a letter


@dataclass(frozen=True, slots=True)
class _Laid:
    """What the index says of the packets, wherever the first one lies."""

    packets: int
    frames: int
    """Frames of 20 ms in all packets but the tail."""

    lasting: bytes
    """The box that says how long each is."""

    sizes: bytes
    """The box that says how large each is."""

    chunk_bytes: tuple[int, ...]


def mp4(reel: Reel, clip: ClipOf, label: Label) -> Recording:
    """The sitting as MP4; it decodes to `reel.samples` where the edit list is honoured."""
    are_of_one_size = not any(segment.sizes for segment in reel.segments)
    silent = _OF_ONE_SIZE if are_of_one_size else SHORTEST
    sitting = [stretch(part, part.start, part.end, silent) for part in reel.segments[:-1]]
    laid = _laid(sitting)
    mdat = pack(">I4s", 8 + sum(laid.chunk_bytes), b"mdat")
    ftyp = _box(b"ftyp", b"isom", pack(">I", 0x200), b"isomiso2mp41")
    sound_at = len(ftyp) + len(_moov(reel, laid, label.title, 0)) + len(mdat)
    head = ftyp + _moov(reel, laid, label.title, sound_at) + mdat
    parts = (_part(stretch, clip) for stretch in sitting)
    return end_to_end(MEDIA_TYPE, (given(head), *parts, given(_TAIL)))


def _part(stretch: Stretch, clip: ClipOf) -> Part:
    """The packets of a stretch."""
    return Part(stretch.total, lambda: _packets(stretch, clip))


def _packets(stretch: Stretch, clip: ClipOf) -> Iterator[bytes]:
    if isinstance(stretch, Quiet):
        return (packet * count for count, packet in stretch.packets)
    return (b"".join(pieces) for _, pieces in stretch.runs(clip))


def _laid(sitting: Sequence[Stretch]) -> _Laid:
    """All packets, the tail behind them."""
    runs = list(_merged(run for stretch in sitting for run in stretch.lengths))
    lasting = [(count, frames * OPUS.frame_samples) for count, frames in runs] + [(1, PRIMING)]
    sizes = [*chain.from_iterable(stretch.sizes() for stretch in sitting), len(_TAIL)]
    chunks = range(0, len(sizes), CHUNK_PACKETS)
    return _Laid(
        packets=len(sizes),
        frames=sum(count * frames for count, frames in runs),
        lasting=_table(b"stts", lasting),
        sizes=_full(b"stsz", _told(sizes)),
        chunk_bytes=tuple(sum(sizes[at : at + CHUNK_PACKETS]) for at in chunks),
    )


def _merged(runs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The same packets in as few runs as can be."""
    for frames, alike in groupby(runs, key=itemgetter(1)):
        yield sum(count for count, _ in alike), frames


def _told(sizes: list[int]) -> bytes:
    """One size for all packets; or 0 in its place, and a table (ISO 14496-12, 8.7.3.2)."""
    if sizes.count(sizes[0]) == len(sizes):
        return pack(">II", sizes[0], len(sizes))
    return pack(f">II{len(sizes)}I", 0, len(sizes), *sizes)


def _moov(reel: Reel, laid: _Laid, title: str, sound_at: int) -> bytes:
    """The index; `sound_at` is the byte at which the first packet lies."""
    media_samples = laid.frames * OPUS.frame_samples + PRIMING
    movie = pack(">IIIIIH10x", 0, 0, SAMPLE_RATE, reel.samples, 0x10000, 0x100)
    track = pack(">IIIIIQHHHH", 0, 0, 1, 0, reel.samples, 0, 0, 0, 0x100, 0)
    edit = pack(">IIIHH", 1, reel.samples, PRIMING, 1, 0)
    media = pack(">IIIIHH", 0, 0, SAMPLE_RATE, media_samples, _UNDETERMINED, 0)
    return _box(
        b"moov",
        _full(b"mvhd", movie, _NO_MATRIX, bytes(24), pack(">I", 2)),
        _box(
            b"trak",
            _full(b"tkhd", track, _NO_MATRIX, bytes(8), flags=3),
            _box(b"edts", _full(b"elst", edit)),
            _box(
                b"mdia",
                _full(b"mdhd", media),
                _full(b"hdlr", pack(">4x4s12x", b"soun"), b"sound\0"),
                _box(
                    b"minf",
                    _full(b"smhd", bytes(4)),
                    _box(b"dinf", _full(b"dref", pack(">I", 1), _full(b"url ", flags=1))),
                    _stbl(laid, sound_at),
                ),
            ),
        ),
        _box(b"udta", _title(title)),
    )


def _stbl(laid: _Laid, sound_at: int) -> bytes:
    """How long each packet is, how large, and where it lies."""
    chunks = list(accumulate(laid.chunk_bytes[:-1], initial=sound_at))
    dops = pack(">BBHIhB", 0, 1, PRIMING, SAMPLE_RATE, 0, 0)
    entry = pack(">6xH8xHH4xI", 1, 1, 16, SAMPLE_RATE << 16)
    return _box(
        b"stbl",
        _full(b"stsd", pack(">I", 1), _box(b"Opus", entry, _box(b"dOps", dops))),
        laid.lasting,
        _table(b"stsc", list(_chunking(laid.packets))),
        laid.sizes,
        _table(b"stco", [(chunk,) for chunk in chunks]),
        _full(b"sgpd", pack(">4sIIh", b"roll", 2, 1, -_PREROLL_PACKETS), version=1),
        _full(b"sbgp", pack(">4sIII", b"roll", 1, laid.packets, 1)),
    )


def _chunking(packets: int) -> Iterator[tuple[int, int, int]]:
    """Rows of first chunk, packets to a chunk, description: full chunks, then the last one."""
    full, rest = divmod(packets, CHUNK_PACKETS)
    if full:
        yield 1, CHUNK_PACKETS, 1
    if rest:
        yield full + 1, rest, 1


def _title(title: str) -> bytes:
    """The title where players look for it (Apple, QuickTime File Format: metadata item list)."""
    handler = _full(b"hdlr", pack(">4x4s4s9x", b"mdir", b"appl"))
    name = _box(b"data", pack(">II", 1, 0), title.encode())
    return _full(b"meta", handler, _box(b"ilst", _box(b"\xa9nam", name)))


def _box(name: bytes, *content: bytes) -> bytes:
    """A box: its size, its name, what is in it (ISO 14496-12, 4.2)."""
    joined = b"".join(content)
    return pack(">I4s", 8 + len(joined), name) + joined


def _full(name: bytes, *content: bytes, version: int = 0, flags: int = 0) -> bytes:
    """A box with a version and flags."""
    return _box(name, pack(">I", version << 24 | flags), *content)


def _table(name: bytes, rows: Sequence[tuple[int, ...]]) -> bytes:
    """A box that counts its rows of numbers."""
    numbers = tuple(chain.from_iterable(rows))
    return _full(name, pack(f">I{len(numbers)}I", len(rows), *numbers))
