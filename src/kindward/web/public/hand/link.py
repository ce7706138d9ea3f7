"""Addresses that hold all that was asked for, so that they mean the same in other hands."""

from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import URL
from starlette.requests import Request

from kindward.launch import LOCALHOST
from kindward.lengths import minutes
from kindward.web.public.sitting.asked import Asked


def link(path: str, asked: Asked) -> str:
    """The address with its length told, also where it is the usual one."""
    return path + asked.query(minutes=f"{minutes(asked.total_s)}")


def practice_link(language: str, name: str, asked: Asked) -> str:
    """The page of a practice, its language told: a voice speaks only one."""
    return link(f"/{language}/practices/{name}", asked)


def absolute(request: Request, path: str, hosts: Iterable[str] = ()) -> str:
    """The address as others must write it, or this computer alone where nobody else reaches it.

    The gate has checked the host; the scheme is kept. `hosts` are the names that others use. The
    name of one's own pages below `localhost` is told to nobody: no other program finds it, and
    whoever knew it could be sent what is meant for those pages.
    """
    base = _of_others(request, hosts) or request.base_url
    if (base.hostname or "").endswith(f".{LOCALHOST}"):
        base = base.replace(hostname=LOCALHOST)
    return f"{base}{path.removeprefix('/')}"


def is_here_only(request: Request, hosts: Iterable[str]) -> bool:
    """Whether every address of ours that is known means this very computer, to whoever has it."""
    return _of_others(request, hosts) is None


def _of_others(request: Request, hosts: Iterable[str]) -> URL | None:
    """Where others reach this house: as it was asked for, or by a name that it was given."""
    base = request.base_url
    names = (base.hostname or "", *hosts)
    name = next((name for name in names if not is_loopback(name)), None)
    if name is None:
        return None
    return base if name == base.hostname else base.replace(hostname=name)


def is_loopback(host: str) -> bool:
    """Whether a host is the machine that asks for it (RFC 6761, 6.3; RFC 1122, 3.2.1.3)."""
    name = host.strip("[]").rstrip(".").lower()
    if name in {"", LOCALHOST} or name.endswith(f".{LOCALHOST}"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback or address.is_unspecified
