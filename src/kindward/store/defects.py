"""What may be amiss with a record, found when it is opened and before anything new is written."""

from dataclasses import dataclass
from enum import StrEnum


class DefectKind(StrEnum):
    """The kinds of it."""

    MENDED = "mended"
    """An index was damaged and has been made anew from the entries: nothing is missing."""

    DAMAGED = "damaged"
    """A part of the file is damaged; what can be read of it is read."""

    GONE = "gone"
    """A record was kept here, and there is none."""

    OLDER = "older"
    """This is the record as it was earlier: its log is lost, or an old copy was put back."""

    OTHER = "other"
    """This is another record than the one that was kept here."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is amiss."""

    kind: DefectKind
    missing: int = 0
    """Of an older record: how many changes it lacks, at the least."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing has to be decided."""
        return self.kind is DefectKind.MENDED
