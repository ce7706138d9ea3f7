"""The clips that were asked for last, in memory: a player asks for the same ones range by range."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from kindward.clip import Clip

MOST_BYTES: Final = 8 * 1024 * 1024
"""Some forty minutes of speech in Opus."""


class Recent:
    """Clips by key, bounded in bytes, the least recently used leaving first. For many threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._held_bytes = 0
        self._clips: OrderedDict[str, Clip] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Clip | None:
        """The clip, if it is still at hand."""
        with self._lock:
            if key in self._clips:
                self._clips.move_to_end(key)
            return self._clips.get(key)

    def clear(self) -> None:
        """Have nothing at hand."""
        with self._lock:
            self._clips.clear()
            self._held_bytes = 0

    def put(self, key: str, clip: Clip) -> None:
        """Have the clip at hand, and let others go where it needs their room."""
        with self._lock:
            if key not in self._clips:
                self._clips[key] = clip
                self._held_bytes += len(clip.frames)
            while self._held_bytes > self._most_bytes:
                _, gone = self._clips.popitem(last=False)
                self._held_bytes -= len(gone.frames)
