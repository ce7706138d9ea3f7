"""The sentences about keys, passphrases and sealed files."""

from typing import Final

from kindward.store.keys import KeyPlace

KEY_HELP: Final = """Where the key to your pages is, and a passphrase for it, if you want one.

What you save is encrypted, and this key opens it. With a passphrase, only someone who knows the
passphrase can open it. If it is forgotten, everything is lost for good: nobody can get it back. So
you may want to write it down somewhere safe, or save an export, before you start.

\b
Examples:
  kindward key                     where it is now
  kindward key --passphrase        set or change a passphrase
  kindward key --no-passphrase     remove the passphrase
"""
SET: Final = "Set, change or remove a passphrase."

PLACES: Final = {
    KeyPlace.NOWHERE: "There is no key yet. It is made when you save something for the first time.",
    KeyPlace.FILE: (
        "The key is in a file next to your pages. Other users of this computer cannot read it, but"
        " anyone who copies the whole folder can read everything. A passphrase protects against"
        " that."
    ),
    KeyPlace.GIVEN: (
        "The key is in the file that KINDWARD_KEY_FILE names. Anyone who has that file and your"
        " pages can read everything."
    ),
    KeyPlace.KEYCHAIN: (
        "The key is in this computer's keychain. A copy of the folder cannot be opened anywhere"
        " else."
    ),
    KeyPlace.PASSPHRASE: (
        "Your passphrase protects the key. Only the passphrase opens your pages; if it is"
        " forgotten, everything is lost for good."
    ),
}

BEFORE: Final = (
    "From then on, only this passphrase opens what you saved. If it is forgotten, everything is"
    " lost for good, and nobody can get it back. Four or five words that have nothing to do with"
    " each other are easy to remember. You may want to write them down, or to save an export first."
)
GIVEN: Final = (
    "The key is in the file that KINDWARD_KEY_FILE names, and it stays there, unchanged. Without"
    " that setting, you can set a passphrase."
)
COVERED: Final = "Your passphrase is set. From now on, your pages open only with it."
NOT_COVERED: Final = "There is no passphrase to remove."

ASKED: Final = "Your passphrase"
NEW: Final = "New passphrase"
AGAIN: Final = "The same passphrase again"
FOR_FILE: Final = "Passphrase for the file"
OF_FILE: Final = "Passphrase of the file"

NOT_LONG: Final = "A passphrase needs at least 8 characters, and longer is better."
NOT_SAME: Final = "The two passphrases were not the same."
NOT_OPENED: Final = "Nothing was changed. You can try again whenever you like."

ERASE_LOCKED: Final = (
    "This erases everything that is saved here, and its passphrase. It cannot be undone."
)

ENCRYPT: Final = "Encrypt the file with a passphrase. You are asked for it."
RECIPIENT: Final = "Encrypt it for this age key (age1...) instead; can be given more than once."
SEALED: Final = "Without the passphrase, nobody can open it, not even you."
SEALED_FOR: Final = "It opens with the private key that belongs to it."
READABLE: Final = "Anyone who has the file can read it."


def ends_in_age(name: str) -> str:
    """An encrypted file without its ending."""
    return f"The name of an encrypted file ends in .age, such as {name}.age."
