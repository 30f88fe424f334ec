"""What is wrong with the JSON-LD of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from generator.checks.feeds.reading import is_rfc3339
from generator.checks.finding import Finding
from generator.checks.page import BuiltPage
from generator.checks.structured.properties import is_article, wanted
from generator.checks.structured.reading import Node, Thing, documents, things
from generator.model import Severity

LONGEST = 110
"""Characters of a headline that search engines show; what is longer they cut."""
LEAST_LOGO = 112
"""Pixels on each side of a logo."""

_FIELDS = {"headline": "title", "author": "authors", "image": "image", "dateModified": "updated"}
_FIELDS |= {"datePublished": "date", "description": "summary", "thumbnailUrl": "poster", "expires": "expires"}
"""Where an article has what these properties say."""


def structured_data(page: BuiltPage) -> Iterator[Finding]:
    """What search engines would not read, or not show; all that a page tells is judged thing by thing."""
    for document in documents(page):
        if isinstance(document, str):
            message = f"The JSON-LD of a page cannot be read: {document}"
            yield Finding("structured-data", message, "Mend the template that writes it")
            continue
        if "schema.org" not in str(document.get("@context", "")):
            message = "The JSON-LD of a page does not say that it is of schema.org"
            yield Finding("structured-data", message, 'Give it `"@context": "https://schema.org"`')
        for thing in things(document):
            if not thing.is_reference:
                yield from _thing(thing)


def _thing(thing: Thing) -> Iterator[Finding]:
    node, what = thing.node, _called(thing)
    if not what:
        if not thing.role:
            yield _wrong("A thing in the JSON-LD of a page has no `@type`", "")
        return
    asked = wanted(thing.types, thing.role)
    for name in asked.required:
        if not any(node.get(each) not in (None, "", []) for each in name.split("|")):
            yield _wrong(f"The {what} that a page tells of has no `{name.replace('|', '` or `')}`", name)
    for name in asked.recommended:
        if node.get(name) in (None, "", []):
            yield _recommended(what, name)
    for name in asked.dates:
        if isinstance(date := node.get(name), str) and not is_rfc3339(date):
            message = f"`{name}` of the {what} that a page tells of has no time and zone: `{date}`"
            yield _wrong(message, name)
    if is_article(thing.types) and not thing.role:
        yield from _article(node)
    if "BreadcrumbList" in thing.types:
        yield from _breadcrumbs(node.get("itemListElement"))


def _called(thing: Thing) -> str:
    """What a message calls a thing; "" where it has no type."""
    if thing.role == "liveBlogUpdate":
        return "entry of a live blog"
    return "article" if is_article(thing.types) else " and ".join(thing.types)


def _article(node: Node) -> Iterator[Finding]:
    headline = str(node.get("headline", ""))
    if len(headline) > LONGEST:
        message = f"The headline has {len(headline)} characters, and search engines cut it after {LONGEST}"
        cure = "Write a shorter one"
        yield Finding("long-headline", message, cure, (headline,), Severity.WARNING, field="title", own=True)
    first, last = (str(node.get(name, "")) for name in ("datePublished", "dateModified"))
    if is_rfc3339(first) and is_rfc3339(last) and _moment(last) < _moment(first):
        message = f"The article was changed at {last}, before it was published at {first}"
        yield _wrong(message, "dateModified", Severity.WARNING)
    publisher = node.get("publisher")
    logo = publisher.get("logo") if isinstance(publisher, dict) else None
    for name, size in _sizes(logo):
        if size < LEAST_LOGO:
            message = f"The logo of the publisher has {size} pixels in its {name}"
            cure = f"Take one of at least {LEAST_LOGO} on each side"
            yield Finding("small-logo", message, cure, (), Severity.WARNING, setting="organisation")


def _sizes(image: Any) -> Iterator[tuple[str, int]]:
    if isinstance(image, dict):
        for name in ("width", "height"):
            if isinstance(size := image.get(name), int):
                yield name, size


def _breadcrumbs(steps: Any) -> Iterator[Finding]:
    found = [step for step in steps if isinstance(step, dict)] if isinstance(steps, list) else []
    if len(found) < 2:
        yield _wrong("The way to a page has fewer than two steps", "")
    for number, step in enumerate(found, 1):
        item = step.get("item")
        named = step.get("name") or (isinstance(item, dict) and item.get("name"))
        if step.get("position") != number:
            yield _wrong(f"Step {number} of the way to a page has another `position`", "")
        if not named:
            yield _wrong(f"Step {number} of the way to a page has no `name`", "")
        if not item and number < len(found):
            yield _wrong(f"Step {number} of the way to a page has no `item`", "")


def _moment(text: str) -> float:
    return dt.datetime.fromisoformat(text).timestamp()


def _wrong(message: str, name: str, severity: Severity = Severity.ERROR) -> Finding:
    cure = "Mend the template, or give the article what it asks for" if name else "Mend the template"
    return Finding("structured-data", message, cure, (), severity, field=_FIELDS.get(name, ""))


def _recommended(what: str, name: str) -> Finding:
    """A note, for a newsroom may have its reasons: of an article without a byline, or without a picture."""
    field = _FIELDS.get(name)
    message = f"The {what} that a page tells of has no `{name}`, which search engines recommend"
    cure = f"Give the article `{field}`, if you have it" if field else "Give it one, if you have it"
    return Finding("structured-data", message, cure, (), Severity.NOTE)
