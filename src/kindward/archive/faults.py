"""Why a file is no export that can be read: each reason as a value and as a sentence."""

from enum import StrEnum
from typing import Final

from kindward.errors import KindwardError


class Why(StrEnum):
    """What is the matter with a file; a page says it in its own language."""

    LARGE = "large"
    BROKEN = "broken"
    LOCKED = "locked"
    PACKED = "packed"
    """Made by another packer than zip, or inside a zip in a way that is not read."""

    NONE = "none"
    TWO = "two"
    NESTED = "nested"


_SAID: Final = {
    Why.BROKEN: "That zip is not whole. Perhaps it was cut off on its way; "
    "a fresh copy of it may do.",
    Why.LOCKED: "That zip is locked with a password. Unlocked and packed anew, it can be read.",
    Why.PACKED: "That file is packed in a way that is not read here. "
    "Unpacked, the record.json in it can be.",
    Why.NONE: "There is no record.json in that zip.",
    Why.TWO: "There is more than one record.json in that zip. Each can be brought in by itself.",
    Why.NESTED: "There is another zip inside that zip. Unpacked once, the export can be read.",
}


class FaultyArchive(KindwardError):
    """A file that is no export that can be read, and why."""

    def __init__(self, why: Why, said: str = "") -> None:
        self.why = why
        super().__init__(f"{said or _SAID[why]} Nothing was changed.")


class TooLarge(FaultyArchive):
    """A file that is, or claims to become, larger than any record."""

    def __init__(self, said: str) -> None:
        super().__init__(Why.LARGE, said)
