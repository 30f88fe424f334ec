"""The formats of feeds, and where the feeds of a page stand: beside it, under names of their own."""

from __future__ import annotations

from collections.abc import Iterable

from generator.contexts import FeedLink
from generator.model import Record
from generator.view import View


class Format(Record, frozen=True):
    """One format: `name` is what people call it, `type` its media type."""

    file: str
    type: str
    name: str
    template: str = ""  # none where the feed is not written by one


FORMATS = {
    "rss": Format("feed.xml", "application/rss+xml", "RSS", "feed.xml"),
    "atom": Format("atom.xml", "application/atom+xml", "Atom", "atom.xml"),
    "json": Format("feed.json", "application/feed+json", "JSON Feed"),
}
"""By their names in `site.yaml`; those that more readers know come first.

https://www.rssboard.org/rss-specification, RFC 4287, https://www.jsonfeed.org/version/1.1/
"""


def in_order(formats: Iterable[str]) -> tuple[str, ...]:
    """The formats that `site.yaml` asks for, each once, the best known first."""
    wanted = frozenset(formats)
    return tuple(name for name in FORMATS if name in wanted)


def links(page: str, label: str, formats: Iterable[str]) -> tuple[FeedLink, ...]:
    """The feeds beside the page at a URL, for `label` is what they are the feeds of."""
    found = (FORMATS[name] for name in in_order(formats))
    return tuple(FeedLink(label, f"{page}{each.file}", each.type, each.name) for each in found)


def feed_links(page: str, label: str, view: View) -> tuple[FeedLink, ...]:
    """The feeds beside a page, in the formats of this site."""
    return links(page, label, view.setting("feeds.formats"))
