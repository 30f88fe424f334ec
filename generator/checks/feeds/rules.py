"""What is wrong with a feed, whatever its format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from generator.checks.addresses import Address
from generator.checks.facts import Enclosure
from generator.checks.feeds.form import Attachment, Feed, Item
from generator.checks.finding import Finding
from generator.checks.languages import language
from generator.model import Severity

_TAG = re.compile(r"""<[a-z](?:[^<>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ADDRESS = re.compile(r"""\s(?:href|src|poster)=(?:"([^"]*)"|'([^']*)')""")
_LONG = 60  # characters of a title that a message shows
_TEMPLATE = "Mend the template that writes it"


def findings(feed: Feed, path: str, address: Address) -> Iterator[Finding]:
    """All that can be told of a feed without other files. `path` is its own below the output folder."""
    for name in feed.missing:
        yield Finding("feed-incomplete", f"A feed has no `{name}`", _TEMPLATE)
    own = address.of(path)
    if feed.url != own:
        said = f"that its address is `{feed.url}`" if feed.url else "no address of its own"
        message = f"A feed says {said}, and it is {own}"
        yield Finding("feed-self", message, "Build with the address that the site has", (feed.url,))
    for tag in feed.languages:
        yield from language(tag, "language")
    for date in feed.dates:
        if not date.valid:
            yield Finding("feed-date", f"`{date.name}` of a feed is no date: `{date.text}`", _TEMPLATE)
    for name, times in Counter(item.id for item in feed.items).items():
        if name and times > 1:
            message = f"{times} items of a feed have the id `{name}`, and readers show one of them"
            yield Finding("feed-id", message, "Give each its own", (), page=address.file(name))
    for item in feed.items:
        yield from _item(item, address.file(item.url))


def _item(item: Item, page: str) -> Iterator[Finding]:
    """All that can be told of one item, whose link leads to a page."""
    title = item.title if len(item.title) <= _LONG else f"{item.title[:_LONG].rstrip()}…"
    what = f"The item “{title}” of a feed"
    for name in item.missing:
        yield Finding("feed-incomplete", f"{what} has no `{name}`", _TEMPLATE, page=page)
    if not item.id:
        yield Finding("feed-id", f"{what} has no id", _TEMPLATE, page=page)
    for date in item.dates:
        if not date.valid:
            message = f"{what} has a `{date.name}` that is no date: `{date.text}`"
            yield Finding("feed-date", message, _TEMPLATE, page=page, field="date")
    if not item.text:
        message = f"{what} does not have its text"
        cure = "Write the text of the article, or have the template give it in full"
        yield Finding("feed-text", message, cure, (), Severity.WARNING, page=page, own=True)
    for each in item.attachments:
        yield from _attachment(each, what, page)
    for written in _addresses(item.text):
        if not re.match(r"[a-z][a-z0-9+.-]*:", written, re.IGNORECASE):
            message = f"{what} has the address `{written}`, which readers of feeds cannot follow"
            yield Finding("feed-relative", message, "Write it in full", (written,), page=page)


def _attachment(each: Attachment, what: str, page: str) -> Iterator[Finding]:
    told = {"url": each.url, "type": each.type}
    if each.needs_length or each.length:
        told["length"] = each.length if each.length.isdecimal() and int(each.length) else ""
    for name, value in told.items():
        if not value:
            message = f"{what} has an enclosure without its `{name}`"
            yield Finding("feed-enclosure", message, _TEMPLATE, page=page)


def links(feed: Feed) -> Iterator[str]:
    """The addresses in a feed that may lead into the site. Those in its texts are judged in their pages."""
    yield from filter(None, feed.links)
    for item in feed.items:
        yield from filter(None, (item.url, *(each.url for each in item.attachments)))


def enclosures(feed: Feed, address: Address) -> Iterator[Enclosure]:
    """The recordings whose sizes a feed tells."""
    for item in feed.items:
        for each in item.attachments:
            if each.recording and each.length.isdecimal():
                yield Enclosure(each.url, int(each.length), address.file(item.url))


@lru_cache(maxsize=512)
def _addresses(html: str) -> tuple[str, ...]:
    """The addresses of links and pictures in HTML that was escaped. A pattern will do: a build wrote it."""
    # Remembered, for the feeds of many lists and in three formats have the same articles.
    found = (each for tag in _TAG.finditer(html) for each in _ADDRESS.finditer(tag[0]))
    return tuple(unescape(each[1] if each[1] is not None else each[2]) for each in found)
