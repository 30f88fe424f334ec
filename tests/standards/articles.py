"""What Google asks of the structured data of articles and of breadcrumbs.

https://developers.google.com/search/docs/appearance/structured-data/article and /breadcrumb;
live blogs after https://schema.org/LiveBlogPosting. A list of pictures is asked for, not a single one,
so that there is one shape to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from standards.json_ld import Node, types_of
from standards.values import is_web_url, moment
from standards.vocabulary import TYPES, is_a

_ARTICLE = frozenset({"Article"})


def is_article(node: Node) -> bool:
    return any(is_a(kind, _ARTICLE) for kind in types_of(node) if kind in TYPES)


def check_article(node: Node) -> list[str]:
    """What an article's node lacks."""
    findings = [*_headline(node), *_images(node), *_dates(node), *_authors(node)]
    publisher = node.get("publisher")
    if not isinstance(publisher, dict) or not (publisher.get("name") or publisher.get("@id")):
        findings.append("has no publisher with a name")
    return findings + list(_live(node) if "LiveBlogPosting" in types_of(node) else ())


def check_breadcrumbs(node: Node) -> list[str]:
    """What a BreadcrumbList lacks: two steps or more, counted from 1, each but the last with its page."""
    steps = node.get("itemListElement")
    if not isinstance(steps, list) or len(steps) < 2:
        return ["has fewer than two steps"]
    findings = []
    if [step.get("position") for step in steps] != list(range(1, len(steps) + 1)):
        findings.append("does not count its steps from 1")
    for step in steps:
        page = step.get("item")
        target = page.get("@id") if isinstance(page, dict) else page
        name = step.get("name") or (isinstance(page, dict) and page.get("name"))
        if not name:
            findings.append(f"has step {step.get('position')} without a name")
        if not is_web_url(target) and (target is not None or step is not steps[-1]):
            findings.append(f"has step {step.get('position')} without the address of its page")
    return findings


def _headline(node: Node) -> Iterator[str]:
    headline = node.get("headline")
    if not isinstance(headline, str) or not headline.strip():
        yield "has no headline"
    elif "<" in headline and ">" in headline:
        yield "has a headline with markup"


def _images(node: Node) -> Iterator[str]:
    images = node.get("image")
    if images is None:
        return
    if not isinstance(images, list):
        yield "has an image that is not in a list"
        return
    for image in images:
        if not is_web_url(image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image):
            yield "has an image without an address"


def _dates(node: Node) -> Iterator[str]:
    found = {}
    for name in ("datePublished", "dateModified"):
        if name in node:
            found[name] = moment(str(node[name]))
            if found[name] is None:
                yield f"has a {name} without time or offset: {node[name]!r}"
    if "datePublished" not in node:
        yield "has no datePublished"
    published, modified = found.get("datePublished"), found.get("dateModified")
    if published and modified and modified < published:
        yield "was modified before it was published"


def _authors(node: Node) -> Iterator[str]:
    authors = node.get("author")
    authors = authors if isinstance(authors, list) else [authors] if authors else []
    if not authors:
        yield "has no author"
    for author in authors:
        if not isinstance(author, dict) or not author.get("name"):
            yield "has an author without a name"
        elif not (is_web_url(author.get("url")) or author.get("sameAs")):
            yield f"has the author {author['name']!r} without an address"
        elif author["name"].casefold().startswith("by "):
            yield f"has more than a name in the author {author['name']!r}"


def _live(node: Node) -> Iterator[str]:
    start, end = (moment(str(node.get(name))) for name in ("coverageStartTime", "coverageEndTime"))
    if start is None:
        yield "is a live blog without coverageStartTime"
    if "coverageEndTime" in node and (end is None or (start and end < start)):
        yield "is a live blog that ends before it starts"
    updates = node.get("liveBlogUpdate")
    if not isinstance(updates, list) or not updates:
        yield "is a live blog without updates in a list"
        return
    for update in updates:
        yield from _update(update)


def _update(update: Any) -> Iterator[str]:
    if not isinstance(update, dict):
        yield "has an update that is no BlogPosting"
        return
    where = f"has the update {update.get('headline') or update.get('url')!r}"
    if not (update.get("headline") or update.get("articleBody")):
        yield f"{where} without words"
    if moment(str(update.get("datePublished"))) is None:
        yield f"{where} without its time"
    if "#" not in str(update.get("url", "")):
        yield f"{where} without the address of its place in the page"
