"""The formats of feeds into one form.

https://www.rssboard.org/rss-specification with the namespaces of content and of Atom's link, RFC 4287, and
https://www.jsonfeed.org/version/1.1/
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element

from generator.checks.feeds.form import Attachment, Date, Feed, Item

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)")


def rss(root: Element) -> Feed:
    """RSS 2.0."""
    channel = root.find("channel")
    if channel is None:
        return Feed("", missing=("channel",))
    own = (link.get("href", "") for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self")
    return Feed(
        next(own, ""),
        (_text(channel, "link"), _text(channel, "image/url")),
        _given(_text(channel, "language")),
        tuple(_rfc822(channel, "lastBuildDate", "pubDate")),
        tuple(map(_rss_item, channel.iterfind("item"))),
        _missing(channel, ("title", "link", "description")),
    )


def _rss_item(item: Element) -> Item:
    files = (
        Attachment(each.get("url", ""), each.get("type", ""), each.get("length", ""), needs_length=True)
        for each in item.iterfind("enclosure")
    )
    untold = () if _text(item, "title") or _text(item, "description") else ("title",)
    return Item(
        _text(item, "title"),
        _text(item, "guid"),
        _text(item, "link"),
        _text(item, CONTENT),
        tuple(_rfc822(item, "pubDate")),
        tuple(files),
        (*untold, *_missing(item, ("pubDate",))),
    )


def atom(root: Element) -> Feed:
    """Atom 1.0."""
    entries = root.findall(f"{ATOM}entry")
    unsigned = root.find(f"{ATOM}author") is None
    languages = dict.fromkeys(each.get(LANGUAGE, "") for each in (root, *entries))
    pictures = (_text(root, f"{ATOM}{name}") for name in ("icon", "logo"))
    return Feed(
        _link(root, "self"),
        (_link(root, "alternate"), *pictures),
        tuple(filter(None, languages)),
        tuple(_rfc3339(root, "updated")),
        tuple(_atom_item(each, unsigned) for each in entries),
        _missing(root, ("id", "title", "updated"), ATOM),
    )


def _atom_item(entry: Element, unsigned: bool) -> Item:
    files = (
        Attachment(link.get("href", ""), link.get("type", ""), link.get("length", ""))
        for link in entry.iterfind(f"{ATOM}link")
        if link.get("rel") == "enclosure"
    )
    wanted = ("title", "updated", *(["author/name"] if unsigned else []))
    return Item(
        _text(entry, f"{ATOM}title"),
        _text(entry, f"{ATOM}id"),
        _link(entry, "alternate"),
        _inner(entry.find(f"{ATOM}content")),
        tuple(_rfc3339(entry, "published", "updated")),
        tuple(files),
        _missing(entry, wanted, ATOM),
    )


def json_feed(data: Mapping[str, Any]) -> Feed:
    """JSON Feed 1.1. What is of another type than it should be counts as missing."""
    items = [each for each in _list(data, "items") if isinstance(each, dict)]
    languages = dict.fromkeys(_str(each, "language") for each in (data, *items))
    missing = [name for name in ("version", "title") if not _str(data, name)]
    missing += [] if isinstance(data.get("items"), list) else ["items"]
    links = tuple(_str(data, name) for name in ("home_page_url", "icon", "favicon"))
    return Feed(
        _str(data, "feed_url"),
        links,
        tuple(filter(None, languages)),
        (),
        tuple(map(_json_item, items)),
        tuple(missing),
    )


def _json_item(item: Mapping[str, Any]) -> Item:
    dates = ((name, _str(item, name)) for name in ("date_published", "date_modified"))
    found = (each for each in _list(item, "attachments") if isinstance(each, dict))
    files = (
        Attachment(
            _str(each, "url"),
            _str(each, "mime_type"),
            str(each.get("size_in_bytes", "")),
            recording=not _str(each, "mime_type").startswith("image/"),
        )
        for each in found
    )
    return Item(
        _str(item, "title"),
        _str(item, "id"),
        _str(item, "url"),
        _str(item, "content_html") or _str(item, "content_text"),
        tuple(Date(name, text, is_rfc3339(text)) for name, text in dates if text),
        tuple(files),
    )


def is_rfc3339(text: str) -> bool:
    """Whether a text is a moment with its time zone, in the form of Atom and of W3C."""
    try:
        return bool(_RFC3339.fullmatch(text) and dt.datetime.fromisoformat(text.upper()))
    except ValueError:
        return False


def _is_rfc822(text: str) -> bool:
    try:
        return parsedate_to_datetime(text).tzinfo is not None
    except (ValueError, TypeError, IndexError):
        return False


def _rfc822(element: Element, *names: str) -> Iterator[Date]:
    yield from (Date(name, text, _is_rfc822(text)) for name in names if (text := _text(element, name)))


def _rfc3339(element: Element, *names: str) -> Iterator[Date]:
    found = ((name, _text(element, f"{ATOM}{name}")) for name in names)
    yield from (Date(name, text, is_rfc3339(text)) for name, text in found if text)


def _text(element: Element, path: str) -> str:
    return (element.findtext(path) or "").strip()


def _inner(element: Element | None) -> str:
    """The text of an element, or of all that is in it."""
    return "" if element is None else "".join(element.itertext()).strip()


def _link(element: Element, rel: str) -> str:
    """The address of a link of Atom; without a `rel` it is an alternate (RFC 4287, section 4.2.7.2)."""
    found = (each for each in element.iterfind(f"{ATOM}link") if each.get("rel", "alternate") == rel)
    return next((each.get("href", "") for each in found), "")


def _missing(element: Element, names: tuple[str, ...], space: str = "") -> tuple[str, ...]:
    paths = (space + f"/{space}".join(name.split("/")) for name in names)
    return tuple(name for name, path in zip(names, paths, strict=True) if not _text(element, path))


def _given(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _str(data: Mapping[str, Any], name: str) -> str:
    found = data.get(name)
    return found.strip() if isinstance(found, str) else ""


def _list(data: Mapping[str, Any], name: str) -> list[Any]:
    found = data.get(name)
    return found if isinstance(found, list) else []
