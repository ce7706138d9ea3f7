"""The kinds of file a sitting can be: which codec lies inside, and who writes it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from kindward.clip import MP3, OPUS, PCM, Codec
from kindward.plan.model import Kind, Plan
from kindward.sound import mp3, mp4, ogg, wav, webm
from kindward.sound.recording import ClipOf, Label, Recording
from kindward.sound.reel import HEARD, Reel, SizesOf, of_one_size, thread


@dataclass(frozen=True, slots=True)
class Container:
    """One kind of file."""

    codec: Codec
    media_type: str
    write: Callable[[Reel, ClipOf, Label], Recording]


CONTAINERS: Final = {
    "opus": Container(OPUS, ogg.MEDIA_TYPE, ogg.ogg),
    "webm": Container(OPUS, webm.MEDIA_TYPE, webm.webm),
    "mp4": Container(OPUS, mp4.MEDIA_TYPE, mp4.mp4),
    "mp3": Container(MP3, mp3.MEDIA_TYPE, mp3.mp3),
    "wav": Container(PCM, wav.MEDIA_TYPE, wav.wav),
}
"""By the ending of a file's name."""


def weave(  # noqa: PLR0913 - three things that are woven, four that are said about them
    plan: Plan,
    container: str,
    clip: ClipOf,
    *,
    title: str,
    seed: bytes,
    heard: Collection[Kind] = HEARD,
    sizes_of: SizesOf = of_one_size,
) -> Recording:
    """The plan as one file of a kind in `CONTAINERS`.

    `clip` gives clips of that kind's codec, and is called for cues of the kinds in `heard` only,
    in order, when their bytes are due. `sizes_of` tells the packets of a clip that was spoken
    beforehand, and is asked at once, for Opus alone. Size and every byte's place depend on the plan
    and on these: a clip is cut, or filled up with silence, to its slot. Equal arguments give equal
    bytes.
    """
    kind = CONTAINERS[container]
    told = sizes_of if kind.codec is OPUS else of_one_size
    return kind.write(thread(plan, kind.codec, heard, told), clip, Label(title, seed))
