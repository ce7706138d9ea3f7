"""From a house to a folder: every page is asked for, and what it names, until nothing new is named.

A file is written beside its place and then takes it, so that a folder that was there before is
whole at any moment. What an earlier export left and this one has not made is taken away at the end.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from typing import Final

from kindward.errors import KindwardError
from kindward.site.addresses import Addresses, imported, rewritten
from kindward.site.ask import Answer, Asker, asking
from kindward.web.app import create_app
from kindward.web.pages import Fixed
from kindward.wiring import House

MARK: Final = ".kindward-site"
"""Stands in a folder that an export has made, so that the next one may write there."""

READ_ME: Final = "README.txt"
FIRST: Final = ("/", "/support", "/settings")
OK: Final = 200


class NotEmpty(KindwardError):
    """A folder with things in it that no export has put there."""


class LeadsNowhere(KindwardError):
    """A page names an address that nothing answers to."""


@dataclass(frozen=True, slots=True)
class Told:
    """How far an export has come: the file that was written, and its bytes."""

    file: str
    size: int


@dataclass
class Export:
    """What is to be made, and where. `languages` and `minutes` say what of the library."""

    folder: Path
    languages: Sequence[str]
    minutes: Sequence[int]
    written: set[str] = field(default_factory=set)

    def check(self) -> None:
        """Raises NotEmpty where the folder holds what is not ours."""
        ours = not self.folder.exists() or (self.folder / MARK).exists()
        if not ours and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise NotEmpty(
                f"{self.folder.name} is not empty, and no export has made it. "
                "A new folder, or an empty one, will do."
            )

    def write(self, file: str, content: bytes) -> Told:
        """Put a file in its place, whole or not at all."""
        target = self.folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_bytes(content)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        self.written.add(file)
        return Told(file, len(content))

    def clear(self) -> None:
        """Take away what is no longer part of the site."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(self.folder).as_posix() not in self.written:
                path.unlink()


def export(house: House, wanted: Export) -> Iterator[Told]:
    """Make the site; each file is told when it is there.

    Raises NotEmpty before anything is written, and LeadsNowhere if a page names what is not there.
    """
    wanted.check()
    wanted.folder.mkdir(parents=True, exist_ok=True)
    yield wanted.write(MARK, b"")
    fixed = Fixed(tuple(wanted.languages), tuple(wanted.minutes))
    addresses = Addresses(wanted.languages, wanted.minutes)
    with asking(create_app(house, fixed=fixed)) as asker:
        for file, content in _files(asker, addresses, _first(house, wanted)):
            yield wanted.write(file, content)
    yield wanted.write(READ_ME, (resources.files(__package__) / READ_ME).read_bytes())
    wanted.clear()


def _first(house: House, wanted: Export) -> list[str]:
    """The addresses to begin with: what is first, and every practice at every length."""
    lengths = ("", *(f"?minutes={minutes}" for minutes in wanted.minutes))
    return [
        f"/{language}{path}"
        for language in wanted.languages
        for path in (
            *FIRST,
            *(
                f"/practices/{practice.name}{length}"
                for practice in house.library.practices(language)
                for length in lengths
            ),
        )
    ]


def _files(asker: Asker, addresses: Addresses, first: list[str]) -> Iterator[tuple[str, bytes]]:
    """Every file of the site with its bytes, each once."""
    waiting, made = list(first), set[str]()
    while waiting:
        address = waiting.pop(0)
        file = addresses.file(address)
        if file in made:
            continue
        made.add(file)
        answer = asker.get(addresses.asked(address))
        if answer.status != OK:
            raise LeadsNowhere(f"Nothing answers to {address}, and a page leads there.")
        content, named = _content(answer, address, addresses)
        waiting += sorted(named)
        yield file, content


def _content(answer: Answer, address: str, addresses: Addresses) -> tuple[bytes, set[str]]:
    """A file's bytes, and the addresses that it names."""
    if answer.media_type == "text/javascript":
        return answer.body, imported(answer.body.decode(), address)
    if answer.media_type != "text/html":
        return answer.body, set()
    html, named = rewritten(answer.body.decode(), addresses.file(address), addresses.file)
    return html.encode(), {found.partition("#")[0] for found in named}
