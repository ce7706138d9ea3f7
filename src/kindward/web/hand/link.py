"""Addresses that hold all that was asked for, so that they mean the same in other hands."""

from starlette.requests import Request

from kindward.launch import LOCALHOST
from kindward.web.sitting.asked import Asked, minutes


def link(path: str, asked: Asked) -> str:
    """The address with its length told, also where it is the usual one."""
    return path + asked.query(minutes=f"{minutes(asked.total_s)}")


def practice_link(language: str, name: str, asked: Asked) -> str:
    """The page of a practice, its language told: a voice speaks only one."""
    return link(f"/{language}/practices/{name}", asked)


def absolute(request: Request, path: str) -> str:
    """The address as others must write it. The gate has checked the host; the scheme is kept.

    The name of one's own pages below `localhost` is told to nobody: no other program finds it, and
    whoever knew it could be sent what is meant for those pages.
    """
    base = request.base_url
    if (base.hostname or "").endswith(f".{LOCALHOST}"):
        base = base.replace(hostname=LOCALHOST)
    return f"{base}{path.removeprefix('/')}"
