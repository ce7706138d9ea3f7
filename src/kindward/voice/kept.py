"""Clips that are there: at hand, or on the shelf."""

from kindward.clip import Clip, Codec
from kindward.voice.recent import Recent
from kindward.voice.shelf import Shelf


class Kept:
    """A shelf, and before it the clips that were asked for last. For many threads."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf, self._recent = shelf, Recent()

    def has(self, key: str) -> bool:
        """Whether a clip is there."""
        return self.shelf.has(key) or self._recent.get(key) is not None

    def get(self, key: str, codec: Codec) -> Clip | None:
        """The clip, if it is there and whole; at hand afterwards."""
        clip = self._recent.get(key) or self.shelf.get(key, codec)
        if clip is not None:
            self._recent.put(key, clip)
        return clip

    def put(self, key: str, clip: Clip) -> None:
        """Keep a clip, and have it at hand."""
        self.shelf.put(key, clip)
        self._recent.put(key, clip)

    def clear(self) -> None:
        """Have nothing, on the disk or at hand."""
        self.shelf.clear()
        self._recent.clear()
