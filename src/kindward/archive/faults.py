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
    Why.BROKEN: "Part of that zip is missing. It may have been cut off while it was copied; "
    "a fresh copy may work.",
    Why.LOCKED: "That zip is locked with a password. If you unzip it, you can import the "
    "record.json that is in it.",
    Why.PACKED: "That file is packed in a way that Kindward cannot read. If you unpack it, you can "
    "import the record.json that is in it.",
    Why.NONE: "There is no file called record.json in that zip.",
    Why.TWO: "There is more than one record.json in that zip. If you unzip it, you can import "
    "each one by itself.",
    Why.NESTED: "There is another zip inside that zip. If you unzip it once, you can import the "
    "one inside.",
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
