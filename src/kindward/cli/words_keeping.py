"""Sentences about keeping a record safe: backup, restore, and what was found amiss."""

from typing import TYPE_CHECKING, Final

from kindward.store import DefectKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kindward.store import Defect

BACKUP_HELP: Final = """An encrypted copy of everything you saved, to restore later.

You can make one while Kindward is running. With a passphrase, the backup opens on any computer.
Without one, it opens only where the key to your pages is.

\b
Examples:
  kindward backup my-pages.backup
  kindward backup /media/stick/my-pages.backup --force
"""

RESTORE_HELP: Final = """Restore a backup, in place of what is saved here.

You first see what is in FILE. What is here now is moved aside, and nothing of it is lost. This
works once Kindward is stopped; while it is running, nothing is changed.

\b
Examples:
  kindward restore my-pages.backup
"""

MEND_HELP: Final = """What is wrong with your pages, if anything, and what you can do.

Asks before anything is changed.

\b
Examples:
  kindward mend
"""

FOR_BACKUP: Final = "Passphrase for the backup (press Enter for none)"
AGAIN: Final = "The same passphrase again"
TOO_SHORT: Final = (
    "A passphrase needs at least 8 characters, and longer is better. Nothing was saved."
)
NOT_SAME: Final = "The two passphrases were not the same. Nothing was saved."
OF_BACKUP: Final = "Passphrase of the backup"


def backed_up(name: str, entries: int, sealed: int, *, has_key: bool) -> str:
    """A backup is there."""
    opens = (
        "It opens on any computer with its passphrase. Without the passphrase, nobody can open it."
        if has_key
        else "It opens only where the key to your pages is. A new computer needs that key too."
    )
    return f"{name} is ready: {counted(entries)}{damaged(sealed)}. {opens}"


def would_restore(made: str, entries: int, sealed: int, here: int) -> str:
    """What a restore would bring, and what it would set aside."""
    of = f" of {made[:10]}" if made else ""
    return (
        f"The backup{of} has {counted(entries)}{damaged(sealed)}. Here now: {counted(here)}. What"
        " is here would be moved aside, and nothing of it is lost."
    )


HERE_UNREADABLE: Final = "What is here now cannot be opened. It would be moved aside, unchanged."
BRING_BACK: Final = "Restore the backup?"
NOT_RESTORED: Final = "Nothing was changed."
IN_USE: Final = (
    "Your pages are open in another program, most likely Kindward itself. Once that is stopped, you"
    " can restore the backup. Nothing was changed."
)


def restored(entries: int, aside: str) -> str:
    """A backup was brought back."""
    return f"Restored: {counted(entries)}. What was here before is next to it, as {aside}."


WHOLE: Final = "Nothing is wrong with your pages."
GO_ON: Final = "Continue with what is here?"
GOING_ON: Final = "Kindward now continues with what is here."
LEFT: Final = "Nothing was changed. If you have a backup, `kindward restore FILE` brings it back."


def found(defects: "Iterable[Defect]") -> str:
    """What is amiss, a sentence for each."""
    return "\n".join(_FOUND[each.kind].format(changes=_changes(each.missing)) for each in defects)


_FOUND: Final = {
    DefectKind.MENDED: "Part of the file with your pages was damaged. It has been repaired, and"
    " nothing is missing.",
    DefectKind.DAMAGED: "The file with your pages is damaged. What can still be read is here. If"
    " you continue, it goes into a new file, and the damaged one is moved aside.",
    DefectKind.GONE: "You had pages here before, but they are not in their place now. They may"
    " have been moved, or a disk may not be connected.",
    DefectKind.OLDER: "This is an earlier version of your pages: at least {changes} missing.",
    DefectKind.OTHER: "These are not the pages that were here before.",
}


def _changes(number: int) -> str:
    return "the last change is" if number == 1 else f"the last {number:,} changes are"


def counted(entries: int) -> str:
    """How many entries, in words."""
    return "1 entry" if entries == 1 else f"{entries:,} entries"


def damaged(sealed: int) -> str:
    """How many more there are that nobody can open."""
    if not sealed:
        return ""
    return f", and {sealed:,} that {'is' if sealed == 1 else 'are'} damaged and still locked"
