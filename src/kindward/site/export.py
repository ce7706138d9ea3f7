"""From a house to a folder: every page is asked for, and what it names, until nothing new is named.

Pages come first and sound last, for it takes long; how much there will be is known before any of it
is made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Final

from kindward.errors import KindwardError
from kindward.site.addresses import Addresses, imported, rewritten
from kindward.site.ask import Answer, Asker, asking
from kindward.site.folder import Folder
from kindward.web.app import create_app
from kindward.web.http.pages import Fixed
from kindward.web.public.sitting.opened import lengths_near
from kindward.web.public.sitting.player import PLAYED
from kindward.wiring import House

READ_ME: Final = "README.txt"
FIRST: Final = ("/", "/support", "/settings")
SOUND: Final = "/sound/"
OK: Final = 200


class LeadsNowhere(KindwardError):
    """A page names an address that nothing answers to."""


@dataclass(frozen=True, slots=True)
class Told:
    """How far an export has come: the file that was written, and its bytes."""

    file: str
    size: int
    left: int | None
    """Bytes of sound that are still to be made; None until all pages are there."""


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be made, and where. The first of the languages stands at the root."""

    folder: Path
    languages: Sequence[str]
    minutes: Sequence[int]
    formats: Sequence[str] = PLAYED[:1]


def export(house: House, wanted: Export) -> Iterator[Told]:
    """Make the site; each file is told when it is made, and at the end all are in their place.

    Raises NotEmpty before anything is written, and LeadsNowhere if a page names what is not there;
    whatever is raised, nothing of it is left.
    """
    lengths = dict(_lengths(house, wanted))
    addresses = Addresses(wanted.languages, wanted.minutes, lengths)
    fixed = Fixed(tuple(wanted.languages), tuple(wanted.minutes), tuple(wanted.formats), lengths)
    sounds: dict[str, str] = {}
    with Folder(wanted.folder) as folder, asking(create_app(house, fixed=fixed)) as asker:
        for file, content in _files(asker, addresses, _first(wanted, lengths), sounds):
            yield _write(folder, file, content)
        sizes = {file: _answer(asker, sounds[file], "HEAD").size for file in sounds}
        left = sum(sizes.values())
        yield _write(folder, READ_ME, (resources.files(__package__) / READ_ME).read_bytes(), left)
        for file, address in sounds.items():
            left -= sizes[file]
            yield _write(folder, file, _answer(asker, address).body, left)
        folder.keep()


def _write(folder: Folder, file: str, content: bytes, left: int | None = None) -> Told:
    folder.write(file, content)
    return Told(file, len(content), left)


def _lengths(house: House, wanted: Export) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The lengths of each practice, by its address."""
    for language in wanted.languages:
        for practice in house.library.practices(language):
            page = f"/{language}/practices/{practice.name}"
            yield page, lengths_near(house, practice, wanted.minutes)


def _first(wanted: Export, lengths: Mapping[str, Sequence[float]]) -> list[str]:
    """The addresses to begin with: what is first, and every practice at every length."""
    pages = [f"/{language}{path}" for language in wanted.languages for path in FIRST]
    asked = [
        f"{page}{length}"
        for page, offered in lengths.items()
        for length in ("", *(f"?minutes={each}" for each in offered))
    ]
    return pages + asked


def _files(
    asker: Asker, addresses: Addresses, first: list[str], sounds: dict[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Every file but the sound, each once; the addresses of the sound go to `sounds`, by file."""
    waiting, made = list(first), set[str]()
    while waiting:
        address = waiting.pop(0)
        file = addresses.file(address)
        if address.startswith(SOUND):
            sounds[file] = address
        elif file not in made:
            made.add(file)
            answer = _answer(asker, addresses.asked(address))
            content, named = _content(answer, address, addresses)
            waiting += sorted(named)
            yield file, content


def _answer(asker: Asker, address: str, method: str = "GET") -> Answer:
    """What is there. Raises LeadsNowhere."""
    answer = asker.ask(address, method)
    if answer.status != OK:
        raise LeadsNowhere(f"Nothing answers to {address}, and a page leads there.")
    return answer


def _content(answer: Answer, address: str, addresses: Addresses) -> tuple[bytes, set[str]]:
    """A file's bytes, and the addresses that it names."""
    if answer.media_type == "text/javascript":
        return answer.body, imported(answer.body.decode(), address)
    if answer.media_type != "text/html":
        return answer.body, set()
    html, named = rewritten(answer.body.decode(), addresses.file(address), addresses.file)
    return html.encode(), {found.partition("#")[0] for found in named}
