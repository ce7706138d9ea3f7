"""A key under a passphrase: one line of text, which opens for whoever knows the words.

    kindward-key-1 argon2id MEMORY_KIB PASSES LANES SALT SEALED

The last two are in hexadecimal. Argon2id (RFC 9106) makes a key of the passphrase, and that seals
the key as any key of ours is sealed (`seal`). A passphrase is Unicode in its composed form (NFC, as
RFC 8265, 4.2, has it), so that the same words typed on another system are the same.
"""

import re
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from kindward.store.faults import KeyMissing, SealBroken, WrongPassphrase
from kindward.store.seal import KEY_BYTES, Key

LEAST_SIGNS: Final = 8
MOST_SIGNS: Final = 1024
MOST_READ: Final = 1024
"""Bytes of such a text, and more than any has."""

_FOR: Final = "passphrase"
_SALT_BYTES: Final = 16
_LINE: Final = re.compile(
    r"\s*kindward-key-1 argon2id (\d{1,7}) (\d{1,2}) (\d{1,2}) ([0-9a-f]{32}) ([0-9a-f]{2,400})\s*",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try costs (RFC 9106, 4): kibibytes of memory, passes over it, and lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def is_bearable(self) -> bool:
        """Whether a machine is asked for no more than 1 GiB and some seconds.

        A text may come from anywhere.
        """
        return (
            8 * self.lanes <= self.memory_kib <= 1024 * 1024
            and 1 <= self.passes <= 16  # noqa: PLR2004
            and 1 <= self.lanes <= 16  # noqa: PLR2004
        )


USUAL: Final = Cost()
"""The second choice of RFC 9106, 4, for machines that cannot spare 2 GiB: a tenth of a second."""


def is_long_enough(passphrase: str) -> bool:
    """Whether it has at least 8 signs, and no more than 1,024."""
    return LEAST_SIGNS <= len(passphrase) <= MOST_SIGNS


def wrap(key: Key, passphrase: str, cost: Cost = USUAL) -> str:
    """The key under this passphrase, as a line of text. Takes a tenth of a second and 64 MiB."""
    salt = secrets.token_bytes(_SALT_BYTES)
    sealed = _stretched(passphrase, salt, cost).wrap(key, _FOR)
    costs = f"{cost.memory_kib} {cost.passes} {cost.lanes}"
    return f"kindward-key-1 argon2id {costs} {salt.hex()} {sealed.hex()}\n"


def unwrap(text: str, passphrase: str) -> Key:
    """The key in such a text. Raises WrongPassphrase, or SealBroken for a text that is none."""
    found = _LINE.fullmatch(text)
    if found is None or len(found[5]) % 2:
        raise SealBroken
    cost = Cost(*(int(found[part]) for part in (1, 2, 3)))
    if not cost.is_bearable:
        raise SealBroken
    try:
        stretched = _stretched(passphrase, bytes.fromhex(found[4]), cost)
        return stretched.unwrap(bytes.fromhex(found[5]), _FOR)
    except KeyMissing:
        raise WrongPassphrase from None


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> Key:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id  # noqa: PLC0415 - as in `seal`

    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    made = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )  # fmt: skip
    return Key(made.derive(words))
