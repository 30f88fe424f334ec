"""Links that are paid for, marked for search engines.

Words of `rel`: https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links
"""

from __future__ import annotations

import re

import msgspec

from generator.labels import label_slug
from generator.model import Article, Body
from generator.readers.markdown.html import parse_attributes, token, write_attributes

_LINK = token("a")
_AWAY = re.compile(r"(?:https?:)?//", re.IGNORECASE)


def disclosed(article: Article) -> Article:
    """The same article; when it is sponsored, each link of its text that leaves the site says so."""
    if not is_paid(article):
        return article
    live = article.live
    if live:
        entries = [msgspec.structs.replace(entry, body=_marked(entry.body)) for entry in live.entries]
        live = msgspec.structs.replace(live, entries=tuple(entries))
    return msgspec.structs.replace(article, body=_marked(article.body), live=live)


def is_paid(article: Article) -> bool:
    return label_slug(article.label) == "sponsored"


def mark_sponsored(html: str) -> str:
    """Canonical HTML (`readers.markdown.html`) with `sponsored` in the `rel` of each link to another site."""
    return _LINK.sub(_mark, html) if "<a " in html else html


def _marked(body: Body) -> Body:
    # The links that stay in the site are parts of their own.
    return tuple(mark_sponsored(part) if isinstance(part, str) else part for part in body)


def _mark(match: re.Match[str]) -> str:
    if not match["attributes"]:
        return match[0]
    attributes = parse_attributes(match["attributes"])
    words = attributes.get("rel", "").split()
    if not _AWAY.match(attributes.get("href", "")) or "sponsored" in map(str.lower, words):
        return match[0]
    attributes["rel"] = " ".join([*words, "sponsored"])
    return f"<a{write_attributes(attributes)}>"
