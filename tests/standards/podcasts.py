"""Podcast feeds: what Apple Podcasts asks for, and the tags of the Podcast namespace.

https://podcasters.apple.com/support/823-podcast-requirements,
https://help.apple.com/itc/podcasts_connect/#/itcb54353390 and
https://podcasting2.org/docs/podcast-namespace
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

from lxml import etree

from generator.settings.podcast_categories import CATEGORIES
from standards.markup import at_most_once, once, parse, text_of
from standards.rss import check_rss
from standards.values import is_language, is_web_url

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")

_SOUNDS = {
    "audio/x-m4a", "audio/mp4", "audio/mpeg", "video/quicktime", "video/mp4", "video/x-m4v",
}  # fmt: skip
_TRANSCRIPTS = {"text/vtt", "text/plain", "text/html", "application/x-subrip", "application/json"}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def check_podcast(data: bytes, url: str) -> list[str]:
    """What is wrong with the feed of a podcast published at `url`."""
    root, findings = parse(data)
    if root is None:
        return findings
    channel = root.find("channel")
    assert channel is not None
    found = (finding for item in channel.findall("item") for finding in _item(item))
    return [*check_rss(data, url), *_channel(channel, url), *_numbers(channel), *found]


def _channel(channel: etree._Element, url: str) -> Iterator[str]:
    needed = ("title", "link", "description", "language")
    yield from once(channel, (*needed, f"{ITUNES}explicit", f"{PODCAST}guid"), "the channel")
    yield from at_most_once(
        channel,
        [f"{ITUNES}{name}" for name in ("image", "author", "owner", "type", "block")]
        + [f"{PODCAST}{name}" for name in ("guid", "locked", "medium")],
        "the channel",
    )
    yield from _categories(channel)
    image = channel.find(f"{ITUNES}image")
    if image is None or not re.search(r"\.(?:jpe?g|png)$", image.get("href", "")):
        yield "the cover is neither JPEG nor PNG"
    if text_of(channel, f"{ITUNES}type") not in ("episodic", "serial", ""):
        yield "is of no type"
    yield from _truth(channel, "the channel")
    owner = channel.find(f"{ITUNES}owner")
    if owner is not None and not _EMAIL.fullmatch(text_of(owner, f"{ITUNES}email")):
        yield "has an owner without an address"
    yield from _namespace(channel, url)


def _namespace(channel: etree._Element, url: str) -> Iterator[str]:
    given = text_of(channel, f"{PODCAST}guid")
    if given != str(uuid.uuid5(NAMESPACE, url.partition("://")[2].rstrip("/"))):
        yield f"has the guid {given}"
    locked = channel.find(f"{PODCAST}locked")
    if locked is not None and locked.text not in ("yes", "no"):
        yield "is neither locked nor not"
    for funding in channel.findall(f"{PODCAST}funding"):
        if not is_web_url(funding.get("url")) or not 0 < len(funding.text or "") <= 128:
            yield "asks for money in vain"


def _categories(channel: etree._Element) -> Iterator[str]:
    found = channel.findall(f"{ITUNES}category")
    if not found:
        yield "has no category"
    for each in found:
        below = [inner.get("text") for inner in each.findall(f"{ITUNES}category")]
        known = CATEGORIES.get(each.get("text", ""))
        if known is None or not set(below) <= set(known):
            yield f"has the category {each.get('text')} with {below}"


def _numbers(channel: etree._Element) -> Iterator[str]:
    """Two episodes of a season cannot have one number; a trailer has none or one of its own."""
    seen: set[tuple[str, str]] = set()
    for item in channel.findall("item"):
        number = text_of(item, f"{ITUNES}episode")
        place = text_of(item, f"{ITUNES}season"), number
        if number and text_of(item, f"{ITUNES}episodeType") == "full":
            if place in seen:
                yield f"has the episode {place} twice"
            seen.add(place)


def _item(item: etree._Element) -> Iterator[str]:
    where = f"item {text_of(item, 'guid')!r}"
    yield from once(item, ("title", "guid", "pubDate"), where)
    yield from at_most_once(
        item,
        [f"{ITUNES}{name}" for name in ("duration", "episode", "season", "episodeType", "explicit", "title")]
        + [f"{PODCAST}{name}" for name in ("season", "episode", "chapters")],
        where,
    )
    yield from _truth(item, where)
    enclosure = item.find("enclosure")
    if enclosure is None or enclosure.get("type") not in _SOUNDS or int(enclosure.get("length", "0")) <= 0:
        yield f"{where} has an enclosure that Apple does not play"
    if text_of(item, f"{ITUNES}episodeType") not in ("full", "trailer", "bonus"):
        yield f"{where} is of no type"
    for name in ("duration", "episode", "season"):
        number = item.find(f"{ITUNES}{name}")
        if number is not None and not re.fullmatch(r"[1-9][0-9]*", number.text or ""):
            yield f"{where} has the {name} {number.text!r}"
    for words in item.findall(f"{PODCAST}transcript"):
        fit = words.get("type") in _TRANSCRIPTS and is_language(words.get("language"))
        if not (is_web_url(words.get("url")) and fit):
            yield f"{where} has a transcript without its type or language"
    for person in item.findall(f"{PODCAST}person"):
        if not 0 < len(person.text or "") <= 128 or not is_web_url(person.get("href")):
            yield f"{where} has a person without a name"


def _truth(node: etree._Element, where: str) -> Iterator[str]:
    explicit = node.find(f"{ITUNES}explicit")
    if explicit is not None and explicit.text not in ("true", "false"):
        yield f"{where} is neither explicit nor not"
