"""A podcast as RSS 2.0 (rssboard.org, 2009), with Apple's tags and those of the podcast namespace.

Pure: a show with all its addresses comes in, the bytes of the feed go out, the same each time.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

ITUNES: Final = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST: Final = "https://podcastindex.org/namespace/1.0"
ATOM: Final = "http://www.w3.org/2005/Atom"
FEEDS: Final = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""The podcast namespace's own, in which the addresses of feeds become their `podcast:guid`."""

ASK_AGAIN_MINUTES: Final = 24 * 60

_NOT_IN_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but what XML 1.0 calls a Char (fifth edition, 2.2)."""

for _prefix, _name in (("itunes", ITUNES), ("podcast", PODCAST), ("atom", ATOM)):
    ET.register_namespace(_prefix, _name)


@dataclass(frozen=True, slots=True)
class Episode:
    """One sitting. All addresses are whole."""

    guid: str
    title: str
    summary: str
    page: str
    published: datetime
    total_s: int
    sound: str
    size: int
    """Bytes of the sound, which is MP3: what every player of podcasts takes."""

    transcript: str
    chapters: str


@dataclass(frozen=True, slots=True)
class Show:
    """A feed: what it is called, and where everything of it is."""

    title: str
    summary: str
    language: str
    address: str
    page: str
    cover: str
    """A square picture of 1,400 pixels or more, as directories want it."""

    episodes: tuple[Episode, ...]


def podcast(show: Show) -> bytes:
    """The show as a feed in UTF-8."""
    rss = ET.Element("rss", version="2.0")
    channel = ET.SubElement(rss, "channel")
    _tell_show(channel, show)
    for episode in show.episodes:
        _tell_episode(ET.SubElement(channel, "item"), episode, show.language)
    ET.indent(rss)
    written: bytes = ET.tostring(rss, encoding="utf-8", xml_declaration=True)
    return written


def guid(address: str) -> UUID:
    """What a feed is known by wherever it moves: a UUID of its first address without the scheme."""
    return uuid5(FEEDS, address.partition("://")[2].rstrip("/"))


def _tell_show(channel: ET.Element, show: Show) -> None:
    _add(channel, "title", show.title)
    _add(channel, "link", show.page)
    _add(channel, "description", show.summary)
    _add(channel, "language", show.language)
    _add(channel, "ttl", str(ASK_AGAIN_MINUTES))
    _add(channel, f"{{{ATOM}}}link", href=show.address, rel="self", type="application/rss+xml")
    image = ET.SubElement(channel, "image")
    for tag, text in (("url", show.cover), ("title", show.title), ("link", show.page)):
        _add(image, tag, text)
    _add(channel, f"{{{ITUNES}}}image", href=show.cover)
    _add(channel, f"{{{ITUNES}}}author", "Kindward")
    _add(channel, f"{{{ITUNES}}}explicit", "false")
    _add(channel, f"{{{ITUNES}}}type", "episodic")
    category = _add(channel, f"{{{ITUNES}}}category", text="Health & Fitness")
    _add(category, f"{{{ITUNES}}}category", text="Mental Health")
    _add(channel, f"{{{PODCAST}}}guid", str(guid(show.address)))
    _add(channel, f"{{{PODCAST}}}medium", "podcast")
    _add(channel, f"{{{PODCAST}}}locked", "no")


def _tell_episode(item: ET.Element, episode: Episode, language: str) -> None:
    _add(item, "title", episode.title)
    _add(item, "link", episode.page)
    _add(item, "description", episode.summary)
    _add(item, "guid", episode.guid, isPermaLink="false")
    _add(item, "pubDate", format_datetime(episode.published, usegmt=True))
    _add(item, "enclosure", url=episode.sound, length=str(episode.size), type="audio/mpeg")
    _add(item, f"{{{ITUNES}}}duration", str(episode.total_s))
    _add(item, f"{{{ITUNES}}}explicit", "false")
    _add(
        item, f"{{{PODCAST}}}transcript",
        url=episode.transcript, type="text/vtt", language=language, rel="captions",
    )  # fmt: skip
    _add(item, f"{{{PODCAST}}}chapters", url=episode.chapters, type="application/json+chapters")


def _add(parent: ET.Element, tag: str, words: str = "", **told: str) -> ET.Element:
    element = ET.SubElement(parent, tag, {name: _held(value) for name, value in told.items()})
    element.text = _held(words) or None
    return element


def _held(words: str) -> str:
    """The words without what no XML can hold: one such sign would cost the whole feed."""
    return _NOT_IN_XML.sub("\ufffd", words)
