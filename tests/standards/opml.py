"""Subscription lists in OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from standards.markup import at_most_once, once, parse, text_of
from standards.values import is_web_url, mail_date

_HEAD = (
    "title", "dateCreated", "dateModified", "ownerName", "ownerEmail", "ownerId", "docs", "expansionState",
    "vertScrollState", "windowTop", "windowLeft", "windowBottom", "windowRight",
)  # fmt: skip


def check_opml(data: bytes) -> list[str]:
    """What is wrong with a list of feeds."""
    root, findings = parse(data)
    if root is None:
        return findings
    if root.tag != "opml" or root.get("version") != "2.0":
        return [*findings, "is not OPML 2.0"]
    if [part.tag for part in root] != ["head", "body"]:
        return [*findings, "has not one head and one body"]
    head, body = root
    findings += [*_head(head), *_outlines(body)]
    feeds = subscriptions(data)
    return findings + [f"lists {each} more than once" for each in sorted(set(feeds)) if feeds.count(each) > 1]


def subscriptions(data: bytes) -> list[str]:
    """The addresses of the feeds of a list."""
    return [node.get("xmlUrl") or "" for node in etree.fromstring(data).iter("outline") if node.get("xmlUrl")]


def _head(head: etree._Element) -> Iterator[str]:
    yield from once(head, ("title",), "the head")
    yield from at_most_once(head, _HEAD, "the head")
    yield from (f"the head has an element `{each.tag}`" for each in head if each.tag not in _HEAD)
    for name in ("dateCreated", "dateModified"):
        if head.find(name) is not None and mail_date(text_of(head, name)) is None:
            yield f"the head has a {name} that is no date of RFC 822: {text_of(head, name)!r}"


def _outlines(body: etree._Element) -> Iterator[str]:
    if body.find("outline") is None:
        yield "the body has no outline"
    strange = (each for each in body.iter() if each.tag not in ("body", "outline"))
    yield from (f"the body has an element `{each.tag}`" for each in strange)
    for outline in body.iter("outline"):
        where = f"outline {outline.get('text') or outline.get('xmlUrl')!r}"
        if not outline.get("text"):
            yield f"{where} has no text"
        if outline.get("type") in ("rss", "link", "include"):
            needed = "xmlUrl" if outline.get("type") == "rss" else "url"
            if not is_web_url(outline.get(needed)):
                yield f"{where} has no address in `{needed}`"
        elif outline.get("xmlUrl"):
            yield f"{where} is a feed and has not the type rss"
        if outline.get("htmlUrl") is not None and not is_web_url(outline.get("htmlUrl")):
            yield f"{where} has a relative htmlUrl"
