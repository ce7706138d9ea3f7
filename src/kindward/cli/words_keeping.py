"""Sentences about keeping a record safe: backup, restore, and what was found amiss."""

from typing import TYPE_CHECKING, Final

from kindward.store import Found

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kindward.store import Finding

BACKUP_HELP: Final = """A copy of your whole record, sealed as it is, to bring back one day.

FILE can be made while the page is open. A passphrase takes the key along, so that the backup opens
on any computer; without one it opens only where the key of this record is.

\b
Examples:
  kindward backup my-record.backup
  kindward backup /media/stick/my-record.backup --force
"""

RESTORE_HELP: Final = """Bring a backup back, in the place of what is kept here.

Shows first what is in FILE. What is here now is set aside beside it and stays there. With the page
open, nothing is changed.

\b
Examples:
  kindward restore my-record.backup
"""

MEND_HELP: Final = """What is amiss with your record, if anything, and how to go on.

Asks before anything is changed.

\b
Examples:
  kindward mend
"""

FOR_BACKUP: Final = "A passphrase for the backup (Enter for none)"
AGAIN: Final = "Once more"
TOO_SHORT: Final = "A passphrase has at least 8 signs; more is better. Nothing was written."
NOT_SAME: Final = "The two were not the same. Nothing was written."
OF_BACKUP: Final = "The passphrase of the backup"


def backed_up(name: str, entries: int, sealed: int, *, has_key: bool) -> str:
    """A backup is there."""
    opens = (
        "It opens anywhere with its passphrase. Without the passphrase nobody can open it."
        if has_key
        else "It opens only where the key of this record is: a new computer needs that key too."
    )
    return f"{name} is ready: {counted(entries)}{damaged(sealed)}. {opens}"


def would_restore(made: str, entries: int, sealed: int, here: int) -> str:
    """What a restore would bring, and what it would set aside."""
    of = f" of {made[:10]}" if made else ""
    return (
        f"The backup{of} has {counted(entries)}{damaged(sealed)}. Here now: {counted(here)}. What"
        " is here would be set aside, and nothing of it is lost."
    )


HERE_UNREADABLE: Final = "What is here now cannot be opened. It would be set aside as it is."
BRING_BACK: Final = "Bring the backup back?"
NOT_RESTORED: Final = "Nothing was changed."
IN_USE: Final = (
    "The record is open in another program, most likely the page. Once that is closed, the backup"
    " can be brought back. Nothing was changed."
)


def restored(entries: int, aside: str) -> str:
    """A backup was brought back."""
    return f"Brought back: {counted(entries)}. What was here before is beside it, as {aside}."


WHOLE: Final = "Nothing is amiss with your record."
GO_ON: Final = "Go on with what is here?"
GOING_ON: Final = "From here on, what is here counts."
LEFT: Final = "All stays as it is. `kindward restore FILE` brings a backup back."


def found(findings: "Iterable[Finding]") -> str:
    """What is amiss, a sentence for each."""
    return "\n".join(_FOUND[each.kind].format(changes=_changes(each.missing)) for each in findings)


_FOUND: Final = {
    Found.MENDED: "A part of the file of your record was damaged, and has been put right. Nothing"
    " is missing.",
    Found.DAMAGED: "The file of your record is damaged. What can still be read is here. Going on"
    " makes a new file of it, and sets the damaged one aside.",
    Found.GONE: "A record was kept here before, and it is not in its place now. Perhaps it was"
    " moved, or a disk is not connected.",
    Found.OLDER: "This is your record as it was earlier: at least {changes} missing.",
    Found.OTHER: "This is another record than the one that was kept here before.",
}


def _changes(number: int) -> str:
    return "its last change is" if number == 1 else f"its last {number:,} changes are"


def counted(entries: int) -> str:
    """How many entries, in words."""
    return "1 entry" if entries == 1 else f"{entries:,} entries"


def damaged(sealed: int) -> str:
    """How many more there are that nobody can open."""
    if not sealed:
        return ""
    return f", and {sealed:,} that {'is' if sealed == 1 else 'are'} damaged and still sealed"
