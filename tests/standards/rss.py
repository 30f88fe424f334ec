"""RSS 2.0 (https://www.rssboard.org/rss-specification) with the advice of its Best Practices Profile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from standards.markup import at_most_once, html_findings, local, once, parse, text_of
from standards.values import is_language, is_media_type, is_web_url, mail_date

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA = "{http://search.yahoo.com/mrss/}"

_CHANNEL_ONCE = frozenset({
    "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate", "language", "generator", "docs",
    "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays",
})  # fmt: skip
_CHANNEL = _CHANNEL_ONCE | {"title", "link", "description", "category", "item"}
_ITEM_ONCE = frozenset({
    "title", "link", "description", "author", "comments", "enclosure", "guid", "pubDate", "source",
})  # fmt: skip
_ITEM = _ITEM_ONCE | {"category"}


def check_rss(data: bytes, url: str) -> list[str]:
    """What is wrong with an RSS feed published at `url`."""
    root, findings = parse(data)
    if root is None:
        return findings
    if root.tag != "rss" or root.get("version") != "2.0":
        return [*findings, "is not RSS 2.0"]
    channels = root.findall("channel")
    if len(channels) != 1 or len(root) != 1:
        return [*findings, "has not exactly one channel"]
    items = channels[0].findall("item")
    found = (finding for item in items for finding in _item(item))
    return [*findings, *_channel(channels[0], url), *_guids(items), *found]


def _channel(channel: etree._Element, url: str) -> Iterator[str]:
    yield from once(channel, ("title", "link", "description"), "the channel")
    yield from at_most_once(channel, sorted(_CHANNEL_ONCE), "the channel")
    yield from _strange(channel, _CHANNEL, "the channel")
    if not is_web_url(text_of(channel, "link")):
        yield "the channel has a link that is no web address"
    language = channel.findtext("language")
    if language is not None and not is_language(language):
        yield f"the channel has the language {language!r}"
    yield from _dates(channel, ("pubDate", "lastBuildDate"), "the channel")
    own = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if [link.get("href") for link in own] != [url]:
        yield f"names itself as {[link.get('href') for link in own]}, and stands at {url}"
    if any(link.get("type") not in (None, "application/rss+xml") for link in own):
        yield "has a link to itself that is of another type"
    for link in channel.findall(f"{ATOM}link"):
        if not is_web_url(link.get("href")):
            yield f"the channel has an atom:link to {link.get('href')!r}"


def _item(item: etree._Element) -> Iterator[str]:
    where = f"item {text_of(item, 'guid') or text_of(item, 'title')!r}"
    if not (text_of(item, "title") or text_of(item, "description")):
        yield f"{where} has neither title nor description"
    yield from at_most_once(item, (*sorted(_ITEM_ONCE), CONTENT), where)
    yield from _strange(item, _ITEM, where)
    yield from once(item, ("guid",), where)
    yield from _dates(item, ("pubDate",), where)
    for name in ("link", "comments"):
        if item.find(name) is not None and not is_web_url(text_of(item, name)):
            yield f"{where} has a {name} that is no web address"
    guid = item.find("guid")
    if (
        guid is not None
        and guid.get("isPermaLink", "true") == "true"
        and not is_web_url(text_of(item, "guid"))
    ):
        yield f"{where} has a guid that is no address, and does not say so"
    author = item.findtext("author")
    if author is not None and "@" not in author:
        yield f"{where} has an author without a mail address; names belong into dc:creator"
    yield from _enclosures(item, where)
    yield from _contents(item, where)


def _enclosures(item: etree._Element, where: str) -> Iterator[str]:
    for enclosure in item.findall("enclosure"):
        if not is_web_url(enclosure.get("url")):
            yield f"{where} has an enclosure without a web address"
        if not re.fullmatch(r"[1-9]\d*", enclosure.get("length", "")):
            yield f"{where} has an enclosure of the length {enclosure.get('length')!r}"
        if not is_media_type(enclosure.get("type")):
            yield f"{where} has an enclosure of the type {enclosure.get('type')!r}"
    for name in ("content", "thumbnail"):
        for media in item.iter(f"{MEDIA}{name}"):
            if not is_web_url(media.get("url")):
                yield f"{where} has a media:{name} without a web address"


def _contents(item: etree._Element, where: str) -> Iterator[str]:
    names = [each.tag for each in item]
    if CONTENT in names and "description" in names and names.index(CONTENT) < names.index("description"):
        yield f"{where} has its text before its summary, and some readers show the last one"
    for name in ("description", CONTENT):
        yield from html_findings(item.findtext(name) or "", where)


def _guids(items: list[etree._Element]) -> Iterator[str]:
    guids = [text_of(item, "guid") for item in items]
    for guid in sorted({each for each in guids if each and guids.count(each) > 1}):
        yield f"has the guid {guid!r} more than once"


def _dates(parent: etree._Element, names: tuple[str, ...], where: str) -> Iterator[str]:
    for name in names:
        if parent.find(name) is not None and mail_date(text_of(parent, name)) is None:
            yield f"{where} has a {name} that is no date of RFC 822: {text_of(parent, name)!r}"


def _strange(parent: etree._Element, known: frozenset[str], where: str) -> Iterator[str]:
    """Elements of RSS itself have no namespace, and there are no others than these."""
    for each in parent:
        if isinstance(each.tag, str) and not each.tag.startswith("{") and each.tag not in known:
            yield f"{where} has an element `{local(each.tag)}` that RSS 2.0 does not know"
