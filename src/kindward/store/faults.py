"""What can go wrong with a kept record.

    KindwardError
        Conflict            another content stands under this id; it is carried, nothing is lost
        Erased              the id was erased, and what was erased stays so
        SealBroken          a sealed thing that is not as it was when it was closed
            KeyMissing      the key of this record is not in its place
                KeyLocked       it is under a passphrase that was not given
                KeychainClosed  it is in the system's keychain, which does not hand it out
                KeyOfOthers     it is in a file that another user of this machine can change
                KeychainEmpty   it belongs in the system's keychain, and is not there
            KeyBroken       the person's own key is damaged, which stands in the record
        WrongPassphrase     other words than those a key was put under
        NotABackup          a file that is no whole backup
        NoBackup            a database that backs itself up
        LetterBroken        a letter that does not open, or holds something else than it says
        LetterElsewhere     a letter to a box that is not here: to another record, or an erased one
        StoreFull           no room on the disk; reading goes on
        StoreReadOnly       a disk that cannot be written; reading goes on
        Unsettled           something is amiss with the record, and waits for its person's word
        StoreBusy           someone else is writing, and did not end within seconds
        StoreUnavailable    the database cannot be reached or opened
            Replaced        the file of the record was moved or replaced while it was open
            NotARecord      something else is where the record belongs
            NewerStore      a record that a newer Kindward has written
            NotAllowed      a database that lets us in, and no further
            UnknownDatabase an address of no database that we know
            NotEncrypted    a database on another machine, without TLS
            NoPassword      a database on another machine that lets in whoever comes

None of their sentences has a path, an address or a word of anyone's in it.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kindward.errors import KindwardError
from kindward.journal import AnyEntry

if TYPE_CHECKING:
    from kindward.store.defects import Defect


class Conflict(KindwardError):
    """Another content stands under this id: the same edition with other words, or a later one."""

    def __init__(self, stored: AnyEntry) -> None:
        super().__init__(
            "This was changed somewhere else in the meantime. What is saved stays as it is."
        )
        self.stored: Final = stored
        """The entry that is kept."""


class Erased(KindwardError):
    """An entry that was erased earlier."""

    def __init__(self) -> None:
        super().__init__("This was erased earlier, and stays erased.")


class SealBroken(KindwardError):
    """Sealed bytes that are not as they were when they were closed."""

    def __init__(self, told: str = "") -> None:
        super().__init__(
            told or "This entry is damaged and cannot be opened. It was left as it is."
        )


class KeyMissing(SealBroken):
    """A record without the key that opens it."""

    def __init__(self, told: str = "") -> None:
        super().__init__(
            told
            or "Your pages are here, but the key that opens them is missing. Once the key file is"
            " back in its place, everything opens again."
        )


class KeyLocked(KeyMissing):
    """A record whose key is under a passphrase that was not given."""

    def __init__(self) -> None:
        super().__init__("Your pages are locked, and your passphrase opens them.")


class KeyOfOthers(KeyMissing):
    """A key in a file that another user of this machine can change."""

    def __init__(self) -> None:
        super().__init__(
            "The key file belongs to another user of this computer, who could change it, so it is"
            " not used. Once the file belongs to you, your pages open again."
        )


class KeychainClosed(KeyMissing):
    """A record whose key is in the system's keychain, which does not hand it out."""

    def __init__(self) -> None:
        super().__init__(
            "The key is in this computer's keychain, and the keychain is locked or cannot be"
            " reached. Once it is unlocked, your pages open again."
        )


class KeychainEmpty(KeyMissing):
    """A record whose key was in a keychain, and is not in this one."""

    def __init__(self) -> None:
        super().__init__(
            "The key to your pages belongs in this computer's keychain, but it is not there. Once"
            " it is back, or on the computer it came from, your pages open again."
        )


class KeyBroken(SealBroken):
    """Entries whose own key is not among them any more."""

    def __init__(self) -> None:
        super().__init__(
            "Your entries are here, but their key is damaged, so they cannot be opened. If you have"
            " a backup, the key is in it too."
        )


class WrongPassphrase(KindwardError):
    """Other words than those a key was put under."""

    def __init__(self) -> None:
        super().__init__("That passphrase did not open it. Nothing was changed.")


class LetterBroken(KindwardError):
    """A letter that is not as it was when it was closed."""

    def __init__(self) -> None:
        super().__init__(
            "What waited to be saved is damaged and cannot be opened. Nothing was changed."
        )


class LetterElsewhere(KindwardError):
    """A letter to a box that is not here."""

    def __init__(self) -> None:
        super().__init__(
            "This belongs to other pages than the ones here, so it can't be opened. Nothing was"
            " changed."
        )


class StoreFull(KindwardError):
    """No room on the disk."""

    def __init__(self) -> None:
        super().__init__(
            "There is no room left on this disk, so this could not be saved. Everything you saved"
            " before is still here and can be read."
        )


class StoreReadOnly(KindwardError):
    """A disk that lets nobody write."""

    def __init__(self) -> None:
        super().__init__(
            "This disk can be read but not changed right now, so nothing new is saved. Everything"
            " you saved before is still here, and can be read and exported."
        )


class Unsettled(KindwardError):
    """A record with which something is amiss, before its person has said how to go on."""

    def __init__(self, defects: Sequence["Defect"]) -> None:
        super().__init__(
            "Something is wrong with your pages, so nothing new is saved yet. `kindward mend`"
            " shows what it is, and what you can do."
        )
        self.defects: Final = tuple(defects)


class StoreBusy(KindwardError):
    """Another program is writing."""

    def __init__(self) -> None:
        super().__init__(
            "Another program is saving to your pages right now. You can try again in a moment."
        )


class StoreUnavailable(KindwardError):
    """A database that cannot be reached or opened."""

    def __init__(self, told: str = "") -> None:
        super().__init__(told or "Your pages cannot be reached right now.")


class Replaced(StoreUnavailable):
    """A file that is another one than was opened."""

    def __init__(self) -> None:
        super().__init__(
            "The file with your pages was moved or replaced while it was open, so this has not"
            " been saved yet. You can try again."
        )


class NotARecord(StoreUnavailable):
    """Something else where the record belongs."""

    def __init__(self) -> None:
        super().__init__(
            "The file with your pages is damaged, or something else is in its place. It was left"
            " as it is."
        )


class NewerStore(StoreUnavailable):
    """A record written by a newer Kindward."""

    def __init__(self) -> None:
        super().__init__(
            "Your pages were saved by a newer version of Kindward, and only that one can open them."
            " Nothing was changed."
        )


class NotAllowed(StoreUnavailable):
    """A database that lets its user in, and not make or use the tables of a record."""

    def __init__(self) -> None:
        super().__init__(
            "Kindward can reach the database, but can't save anything there. Its owner can"
            " allow that with GRANT USAGE, CREATE ON SCHEMA public TO the user that"
            " KINDWARD_DATABASE names."
        )


class NotABackup(KindwardError):
    """A file that is no whole backup."""

    def __init__(self) -> None:
        super().__init__(
            "That file is not a backup, or part of it is missing. Nothing was changed."
        )


class NoBackup(KindwardError):
    """A record that is not in a file of ours."""

    def __init__(self) -> None:
        super().__init__(
            "Your pages are in a PostgreSQL database, and its own tool, pg_dump, makes backups of"
            " it. `kindward export FILE` saves a copy of your entries."
        )


class UnknownDatabase(StoreUnavailable):
    """An address of no database that we know."""

    def __init__(self) -> None:
        super().__init__(
            "KINDWARD_DATABASE is not an address that works here. It can look like"
            " postgresql://USER@HOST/NAME or sqlite:////PATH/TO/FILE."
        )


class NotEncrypted(StoreUnavailable):
    """A database on another machine, without TLS."""

    def __init__(self) -> None:
        super().__init__(
            "The database is on another computer, and the way to it is not encrypted, so nothing"
            " was sent. With TLS on that server (sslmode=require or stronger), or through a tunnel"
            " that ends on this computer, it can be used."
        )


class NoPassword(StoreUnavailable):
    """A database on another machine that lets in whoever comes."""

    def __init__(self) -> None:
        super().__init__(
            "The database is on another computer and asked for no password, so anyone who reaches"
            " it could change what is kept there. With a password or a certificate it can be used."
        )
