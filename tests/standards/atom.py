"""Atom 1.0 (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from standards.markup import at_most_once, html_findings, local, once, parse, text_of
from standards.values import is_language, is_media_type, is_web_url, moment

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"]+", re.IGNORECASE)

_SHARED = frozenset({"author", "category", "contributor", "id", "link", "rights", "title", "updated"})
_FEED = _SHARED | {"entry", "generator", "icon", "logo", "subtitle"}
_ENTRY = _SHARED | {"content", "published", "source", "summary"}
_PERSON = frozenset({"name", "uri", "email"})


def check_atom(data: bytes, url: str) -> list[str]:
    """What is wrong with an Atom feed published at `url`."""
    root, findings = parse(data)
    if root is None:
        return findings
    if root.tag != f"{ATOM}feed":
        return [*findings, "is not an Atom feed"]
    entries = root.findall(f"{ATOM}entry")
    findings += _head(root, url)
    ids = [text_of(each, f"{ATOM}id") for each in entries]
    findings += [f"has the id {each!r} more than once" for each in sorted(set(ids)) if ids.count(each) > 1]
    signed = root.find(f"{ATOM}author") is not None
    return findings + [finding for entry in entries for finding in _entry(entry, signed)]


def _head(feed: etree._Element, url: str) -> Iterator[str]:
    where = "the feed"
    yield from _common(feed, _FEED, where)
    yield from at_most_once(feed, _named("generator", "icon", "logo", "rights", "subtitle"), where)
    own = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if own != [url]:
        yield f"names itself as {own}, and stands at {url}"
    for name in ("icon", "logo"):
        if feed.find(f"{ATOM}{name}") is not None and not is_web_url(text_of(feed, f"{ATOM}{name}")):
            yield f"{where} has a {name} that is no web address"


def _entry(entry: etree._Element, signed: bool) -> Iterator[str]:
    where = f"entry {text_of(entry, f'{ATOM}id')!r}"
    yield from _common(entry, _ENTRY, where)
    yield from at_most_once(entry, _named("content", "published", "rights", "source", "summary"), where)
    if not signed and entry.find(f"{ATOM}author") is None:
        yield f"{where} has no author, and neither has the feed"
    has_content = entry.find(f"{ATOM}content") is not None
    if not has_content and not any(_is_alternate(link) for link in entry.findall(f"{ATOM}link")):
        yield f"{where} has neither content nor a link to its page"
    for name in ("content", "summary", "title", "rights"):
        for node in entry.findall(f"{ATOM}{name}"):
            yield from _text(node, f"{where}, {name}")


def _common(parent: etree._Element, known: frozenset[str], where: str) -> Iterator[str]:
    """What feeds and entries share."""
    yield from once(parent, _named("id", "title", "updated"), where)
    if not _IRI.fullmatch(text_of(parent, f"{ATOM}id")):
        yield f"{where} has an id that is no absolute IRI"
    for name in ("updated", "published"):
        if parent.find(f"{ATOM}{name}") is not None and moment(text_of(parent, f"{ATOM}{name}")) is None:
            yield f"{where} has in `{name}` no date of RFC 3339: {text_of(parent, f'{ATOM}{name}')!r}"
    language = parent.get(_LANGUAGE)
    if language is not None and not is_language(language):
        yield f"{where} has the language {language!r}"
    for each in parent:
        if isinstance(each.tag, str) and each.tag.startswith(ATOM) and local(each.tag) not in known:
            yield f"{where} has an element `{local(each.tag)}` that does not belong there"
    yield from _people(parent, where)
    yield from _links(parent, where)
    for category in parent.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield f"{where} has a category without a term"


def _people(parent: etree._Element, where: str) -> Iterator[str]:
    for person in (*parent.findall(f"{ATOM}author"), *parent.findall(f"{ATOM}contributor")):
        yield from once(person, _named("name"), f"a person of {where}")
        uri = person.findtext(f"{ATOM}uri")
        if uri is not None and not _IRI.fullmatch(uri):
            yield f"a person of {where} has the relative address {uri!r}"
        yield from (
            f"a person of {where} has an element `{local(each.tag)}`"
            for each in person
            if each.tag.startswith(ATOM) and local(each.tag) not in _PERSON
        )


def _links(parent: etree._Element, where: str) -> Iterator[str]:
    seen = set()
    for link in parent.findall(f"{ATOM}link"):
        if not is_web_url(link.get("href")):
            yield f"{where} has a link to {link.get('href')!r}"
        kind = link.get("type")
        if kind is not None and not is_media_type(kind):
            yield f"{where} has a link of the type {kind!r}"
        if link.get("rel") == "enclosure" and not (link.get("length", "").isdigit() and kind):
            yield f"{where} has an enclosure without its length and type"
        if _is_alternate(link):
            form = (kind, link.get("hreflang"))
            if form in seen:
                yield f"{where} has two links to its page of one type and language"
            seen.add(form)


def _text(node: etree._Element, where: str) -> Iterator[str]:
    kind = node.get("type", "text")
    if kind == "html":
        yield from html_findings(node.text or "", where)
    elif kind == "xhtml":
        if [child.tag for child in node] != [f"{XHTML}div"]:
            yield f"{where} is xhtml without its one div"
    elif kind != "text" and not (local(node.tag) == "content" and is_media_type(kind)):
        yield f"{where} has the type {kind!r}"
    if kind in ("text", "html") and len(node):
        yield f"{where} has elements in a text of the type {kind}"


def _is_alternate(link: etree._Element) -> bool:
    return bool(link.get("rel", "alternate") == "alternate")


def _named(*names: str) -> tuple[str, ...]:
    return tuple(f"{ATOM}{name}" for name in names)
