"""What the environment says, read as it was meant or refused in a sentence with the way out.

A value that is taken holds for whatever it is used for later: nothing is taken here and refused
to everyone there. A sentence names the setting and never its value, which may be a password or a
path. Each function raises BadSetting.
"""

import datetime as dt
import errno
import os
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from ipaddress import IPv6Address
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from platformdirs import user_data_path

from kindward.errors import BadSetting

NAMES: Final = (
    "KINDWARD_HOME",
    "KINDWARD_VOICE",
    "KINDWARD_SHELF_MB",
    "KINDWARD_THREADS",
    "KINDWARD_DATABASE",
    "KINDWARD_KEY_FILE",
    "KINDWARD_KEYCHAIN",
    "KINDWARD_HOSTS",
    "KINDWARD_WARM_UP",
    "KINDWARD_NO_INSTALL",
    "KINDWARD_DEBUG",
)
"""Every setting that there is."""

NEAR: Final = 0.85
"""How alike (Ratcliff and Obershelp, 0..1) a name has to be to be taken for a slip of the hand."""

LONGEST_BELOW: Final = "x" * 100
"""As long as any name of a file that is kept in a data folder."""

DATABASES: Final = frozenset({"postgres", "postgresql", "sqlite"})

_THREADS: Final = tuple(map(str, range(1, 65)))

_NAME: Final = re.compile(r"(?=.{1,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.|\Z))+", re.ASCII)
"""A host by its name, in lower case and as the network knows it (RFC 1123, 2.1)."""

_FILE: Final = re.compile(r"(sqlite(?:\+\w+)?:///)([^?]+)(.*)", re.DOTALL)
_REASONS: Final = {
    errno.ENAMETOOLONG: "is a name that is too long for this disk. You can choose a shorter one.",
    errno.ENOTDIR: "has a file where a folder is needed. You can choose the path of a folder.",
    errno.EACCES: "is closed to this account. You can choose another place.",
    errno.EPERM: "is closed to this account. You can choose another place.",
    errno.ELOOP: "is a link that leads back to itself. You can choose another path.",
}


def value(told: str | None) -> str:
    """What was meant: without the spaces and the quotation marks that shells and files leave."""
    bare = (told or "").strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1].strip()
    return bare


def slips(names: Iterable[str]) -> list[tuple[str, str]]:
    """Names that look like a setting's and are none, each with the one it looks like."""
    unknown = (name for name in sorted(names) if name not in NAMES)
    near = ((name, get_close_matches(name.upper(), NAMES, 1, NEAR)) for name in unknown)
    return [(name, found[0]) for name, found in near if found]


def home(environ: Mapping[str, str]) -> Path:
    """The data folder: the one that is named, else where this system keeps what is one's own."""
    if told := value(environ.get("KINDWARD_HOME")):
        return folder("KINDWARD_HOME", told)
    usual = user_data_path("kindward", appauthor=False)
    if not usual.is_absolute():  # an account without a home folder
        raise BadSetting("This account has no home folder; KINDWARD_HOME can name another one.")
    return usual


def folder(name: str, told: str) -> Path:
    """A folder that is there, or can be made."""
    place = _absolute(name, told)
    above = next(each for each in (place, *place.parents) if _is_there(name, each))
    if not above.is_dir():
        raise BadSetting(f"{name} is a file, and a folder is needed. You can choose another path.")
    if above != place and not os.access(above, os.W_OK | os.X_OK):
        raise BadSetting(
            f"{name} is a folder that cannot be created there. You can choose another path."
        )
    _is_there(name, place / LONGEST_BELOW)
    return place


def file(name: str, told: str) -> Path:
    """A file that is there, or can be."""
    place = _absolute(name, told)
    if _is_there(name, place) and place.is_dir():
        raise BadSetting(f"{name} is a folder. You can choose the path of a file in it.")
    return place


def hosts(name: str, told: str) -> tuple[str, ...]:
    """Names of hosts, as a browser sends them, with spaces or commas between."""
    found = {each: host(value(each)) for each in re.split(r"[\s,;]+", told) if each}
    for typed, known in found.items():
        if known is None:
            what = (
                "a * in it, which is not the name of a host"
                if "*" in typed
                else "something in it that is not the name of a host"
            )
            raise BadSetting(
                f"{name} has {what}. It can be names such as example.org or 192.0.2.7, each"
                " written out, with spaces between."
            )
    return tuple(dict.fromkeys(known for known in found.values() if known))


def host(told: str) -> str | None:
    """A host as a browser sends it, from its name or a whole address; None for what is neither.

    In lower case, without scheme, port, path and last dot; IPv6 in brackets and in its short form
    (RFC 5952), other scripts in letters that every network knows.
    """
    try:
        if told.count(":") > 1 and "[" not in told and "/" not in told:
            told = f"[{told}]"
        parts = urlsplit(told if "://" in told else f"//{told}")
        found, _ = (parts.hostname or "").rstrip("."), parts.port  # which is read, and may be none
        if ":" in found:
            address = IPv6Address(found)
            return None if address.scope_id else f"[{address}]"
        known = found if found.isascii() else _in_letters(found)
    except ValueError:  # of an address, a port, or a name in no script
        return None
    return known if _NAME.fullmatch(known) else None


def _in_letters(name: str) -> str:
    """A name of another script as browsers send it (UTS 46, nontransitional; RFC 5891)."""
    import idna  # noqa: PLC0415 - its tables are large, and few names need them

    return idna.encode(name, uts46=True, transitional=False).decode("ascii")


def database(name: str, told: str) -> str:
    """The address of a database; a file's is made absolute. Its password is told to nobody."""
    try:
        kind = urlsplit(told).scheme.partition("+")[0]
    except ValueError:
        kind = ""
    of_file = _FILE.fullmatch(told)
    if kind not in DATABASES or (kind == "sqlite" and of_file is None):
        raise BadSetting(
            f"{name} is not an address that works here. It can look like"
            " postgresql://USER@HOST/NAME or sqlite:////PATH/TO/FILE."
        )
    return f"{of_file[1]}{file(name, of_file[2])}{of_file[3]}" if of_file else told


def switch(name: str, told: str) -> bool:
    """1 for yes, 0 for no."""
    if told not in {"0", "1"}:
        raise BadSetting(f"{name} can be 1 for yes or 0 for no.")
    return told == "1"


def threads(environ: Mapping[str, str]) -> int:
    """How many threads a natural voice may use as it speaks: one unless it is told."""
    told = value(environ.get("KINDWARD_THREADS")) or "1"
    if told not in _THREADS:
        raise BadSetting(
            f"KINDWARD_THREADS is not a number from 1 to {len(_THREADS)}. You can choose 1, or as"
            " many as your computer has processor cores."
        )
    return int(told)


def require_clock() -> None:
    """That this machine's time has an offset from UTC under a day, as every date needs."""
    try:
        dt.datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):
        raise BadSetting(
            "TZ is not a time zone that works here. You can choose one such as America/Chicago."
        ) from None


def megabytes(name: str, told: str) -> int:
    """A whole number of megabytes, under a terabyte."""
    if not (told.isascii() and told.isdigit() and len(told) <= 6):  # noqa: PLR2004 - see above
        raise BadSetting(
            f"{name} is not a whole number of megabytes. You can choose one such as 256."
        )
    return int(told)


def _absolute(name: str, told: str) -> Path:
    """The path from the root on, wherever one goes from here; `~` is the home folder."""
    try:
        place = Path(told).expanduser()
    except RuntimeError:
        raise BadSetting(
            f"{name} begins with ~, but there is no such home folder here. You can choose a path"
            " that begins with /."
        ) from None
    try:
        return place.absolute()
    except OSError:
        raise BadSetting(
            f"{name} starts from the current folder, but that folder is gone. You can choose a path"
            " that begins with /."
        ) from None


def _is_there(name: str, place: Path) -> bool:
    try:
        place.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        told = _REASONS.get(error.errno or 0, f"cannot be used: {error.strerror}.")
        raise BadSetting(f"{name} {told}") from None
    except ValueError:  # a NUL
        raise BadSetting(f"{name} has a character in it that no path can have.") from None
    return True
