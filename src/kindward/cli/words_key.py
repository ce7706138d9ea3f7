"""The sentences about keys, passphrases and sealed files."""

from typing import Final

from kindward.store.keys import KeyPlace

KEY_HELP: Final = """Where the key to your record is, and a passphrase for it, if you want one.

What is kept of you is sealed, and this key opens it. With a passphrase, only someone who knows the
words can open it. If they are forgotten, it is lost for good: nobody can get it back. So writing
them down somewhere safe, or keeping an export, is a good thing to do first.

\b
Examples:
  kindward key                     where it is now
  kindward key --passphrase        set or change a passphrase
  kindward key --no-passphrase     take it off
"""
SET: Final = "Set a passphrase or change it; or take it off."

PLACES: Final = {
    KeyPlace.NOWHERE: "There is no key yet: it is made when something is first kept.",
    KeyPlace.FILE: (
        "The key is in a file beside your record. Other users of this computer cannot read it, but"
        " whoever copies the whole folder can. A passphrase would close that."
    ),
    KeyPlace.GIVEN: (
        "The key is in the file that KINDWARD_KEY_FILE names. Whoever has that file and your record"
        " can read it."
    ),
    KeyPlace.KEYCHAIN: (
        "The key is in this computer's keychain. A copy of the folder opens nowhere else."
    ),
    KeyPlace.PASSPHRASE: (
        "The key is under your passphrase. Only the words open it; if they are forgotten, it is"
        " lost for good."
    ),
}

BEFORE: Final = (
    "From then on only these words open what is kept of you. If they are forgotten, it is lost for"
    " good, with no way back. Four or five words that do not belong together are easy to keep. You"
    " may like to write them down, or to make an export first."
)
GIVEN: Final = (
    "The key is in the file that KINDWARD_KEY_FILE names, and stays as it is there. Without that"
    " setting, a passphrase can be set."
)
COVERED: Final = "Your record is under your passphrase now."
NOT_COVERED: Final = "There is no passphrase to take off."

ASKED: Final = "Your passphrase"
NEW: Final = "A new passphrase"
AGAIN: Final = "Once more"
FOR_FILE: Final = "A passphrase for the file"
OF_FILE: Final = "The passphrase of the file"

NOT_LONG: Final = "A passphrase has at least 8 signs; more is better."
NOT_SAME: Final = "The two were not the same."
NOT_OPENED: Final = "It stays closed for now, and all is as it was. Another time is as good."

ERASE_LOCKED: Final = (
    "This erases everything that is kept here, and the passphrase it is under. It cannot be undone."
)

ENCRYPT: Final = "Encrypt the file with a passphrase, which is asked for."
RECIPIENT: Final = "Encrypt it for this key of age (age1...) instead; can be given more than once."
SEALED: Final = "Without the passphrase nobody can open it, not even you."
SEALED_FOR: Final = "It opens with the other half of that key."
READABLE: Final = "Whoever has it can read it."


def ends_in_age(name: str) -> str:
    """An encrypted file without its ending."""
    return f"An encrypted file ends in .age, such as {name}.age."
