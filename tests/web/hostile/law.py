"""The law: hostile words change a page in these words, and in nothing else.

A page is held against the same page with the words made plain. Hostile words that are escaped add
no sign of markup, in whichever way a browser may read it; and what is parsed is the same, element
by element, attribute by attribute, but for the signs that were made plain.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from tests.web.hostile.payloads import plain
from tests.web.markup import Page

MARKUP = "<>\"'"
_DRAWN = re.compile(r"[-\w]{43}|[0-9a-f]{32}")
"""What is drawn anew each time: the token of a form, an id."""

_TOKEN = re.compile(r'(?<=")(?:[-\w]{43}|[0-9a-f]{32})(?=")')
_MARKUP = re.compile(f"[{MARKUP}]")
_ESCAPED = re.compile(r"&(?:lt|gt|amp|#34|#39);|%(?:3C|3E|2[2-7F]|3A|3D|5C|60|7B|7D)")
_BEGINS = re.compile(r'\b(?:href|src|action|formaction|data)="([^"]{0,9})')
_HASH = re.compile(r"\bv=[0-9a-f]{12}")
"""What an address says of the content that it leads to."""

_SIZE = re.compile(r"[0-9]+(?:[.,][0-9])?\sMB")
"""How large a file is in which words are escaped."""

_SCHEME = re.compile(r"[\0-\x20]*[a-z][a-z0-9+.\t\r\n-]*:|[\\/]{2}", re.IGNORECASE)
FOLLOWED = {"href", "src", "action", "formaction", "data", "data-address", "data-anew"}


def of_page(hostile: str, harmless: str) -> Iterator[str]:
    """What else is different in a page of HTML.

    Where each sign of markup is in its place, all is said; else it is parsed, to see what that is.
    """
    if _outline(hostile) != _outline(harmless):
        yield from of_markup(hostile, harmless)


def of_markup(hostile: str, harmless: str) -> Iterator[str]:
    """What else is different in HTML, element by element."""
    for sign in MARKUP:
        more = hostile.count(sign) - harmless.count(sign)
        if more:
            yield f"{more} more of {sign}"
    try:
        ours = Page(hostile)
    except AssertionError as fault:
        yield f"not whole: {str(fault)[:200]}"
    else:
        yield from _different(_parts(Page(harmless)), _parts(ours))


def _outline(html: str) -> tuple[str, list[int], list[str]]:
    """All that is said; where signs of markup stand; and how each address begins."""
    html = _HASH.sub("v", _ESCAPED.sub("x", _TOKEN.sub("drawn", html)))
    return plain(html), [sign.start() for sign in _MARKUP.finditer(html)], _BEGINS.findall(html)


def of_json(hostile: str, harmless: str) -> Iterator[str]:
    """What else is different in JSON."""
    yield from _different(_leaves(json.loads(harmless)), _leaves(json.loads(hostile)))


def of_xml(hostile: str, harmless: str) -> Iterator[str]:
    """What else is different in XML."""
    yield from _different(*map(_elements, (harmless, hostile)))


def of_captions(hostile: str, harmless: str) -> Iterator[str]:
    """What else is different in WebVTT, where no cue holds a tag, an arrow or a line of its own."""
    yield from _different(
        [re.sub(r"&(lt|gt|amp);", "x", line) for line in harmless.splitlines()],
        [re.sub(r"&(lt|gt|amp);", "x", line) for line in hostile.splitlines()],
    )
    if hostile.count("<") or hostile.count(">") != hostile.count(" --> "):
        yield "markup within a cue"


def of_calendar(hostile: str, harmless: str) -> Iterator[str]:
    """What else is different in iCalendar: no line more, and each with the name that it had."""
    yield from _different(*map(_properties, (harmless, hostile)))


def _properties(text: str) -> list[str]:
    lines = text.replace("\r\n ", "").split("\r\n")
    return [re.split("[:;]", line)[0] for line in lines]


def _parts(page: Page) -> list[str]:
    """Tags with their attributes, and words with the tag around them."""
    tags = [
        f"{tag} {name} {_followed(value or '') if name in FOLLOWED else _value(value or '')}"
        for tag, given in page.tags
        for name, value in {"": "", **given}.items()
    ]
    words = [f"{tag}: {_plainly(words)}" for tag, words in page.texts if not _is_frame(words)]
    frames = [part for _, words in page.texts if _is_frame(words) for part in _parts(Page(words))]
    return tags + words + frames


def _is_frame(words: str) -> bool:
    """Whether they are the HTML that is offered for another page."""
    return words.startswith('<iframe src="http://kindward.example/')


def _value(text: str) -> str:
    """A value, as far as it has to be the same; JSON in an attribute by what it says."""
    with suppress(ValueError):
        return str(_leaves(json.loads(text))) if text.startswith("{") else _plainly(text)
    return _plainly(text)


def _plainly(text: str) -> str:
    return "drawn" if _DRAWN.fullmatch(text) else _SIZE.sub("MB", _HASH.sub("v", text))


def _followed(text: str) -> str:
    """An address, and whether it may lead away."""
    return f"{bool(_SCHEME.match(text))} {unquote(_value(text))}"


def _leaves(told: object, at: str = "") -> list[str]:
    if isinstance(told, dict):
        named = {key: each for key, each in told.items() if key != "size_bytes"}
        return [leaf for key, each in named.items() for leaf in _leaves(each, f"{at}/{key}")]
    if isinstance(told, list):
        return [leaf for each in told for leaf in _leaves(each, f"{at}/")]
    return [plain(f"{at}={_plainly(str(told))}")]


def _elements(text: str) -> list[str]:
    return [
        f"{each.tag} {[_value(value) for value in each.attrib.values()]} {_value(each.text or '')}"
        for each in ET.fromstring(text).iter()  # noqa: S314 - it is our own
    ]


def _different(harmless: list[str], hostile: list[str]) -> Iterator[str]:
    """Where the two differ in more than signs that mean something."""
    if len(hostile) != len(harmless):
        yield f"{len(hostile)} parts, and not {len(harmless)}"
    pairs = zip(hostile, harmless, strict=False)
    yield from (
        f"{ours[:200]!r}, and not {theirs[:200]!r}"
        for ours, theirs in pairs
        if plain(ours) != plain(theirs)
    )
