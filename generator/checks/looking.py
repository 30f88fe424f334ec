"""What there is to know of one file of the output: `look` makes `Facts` of its bytes, and reads no others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

import msgspec

from generator.checks import PAGE_RULES
from generator.checks.addresses import Address
from generator.checks.facts import NOTHING, Enclosure, Facts
from generator.checks.feeds import podcasts, reading, rules, sitemaps
from generator.checks.feeds.form import Feed
from generator.checks.finding import Finding
from generator.checks.page import BuiltPage
from generator.checks.structured.reading import addresses as addresses_of
from generator.checks.structured.reading import documents, things

TEXTS = (".html", ".json", ".opml", ".txt", ".webmanifest", ".xml")
"""In which a build writes words and addresses."""
KINDS = (*TEXTS, ".css")
"""What there is anything to know of. All other files are known by their names and sizes alone."""

_HERE = "data:"  # an address that holds what it is the address of
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+[^\s,]+)?\s*(?:,|$)")  # of `srcset` (HTML, section 2.5.6)
_CALLED = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]+))\s*\)|@import\s+["']([^"']+)["']""")
_HINTS = ("preconnect", "dns-prefetch")  # links to a host, not to a page
_GRAPH = 'meta[property^="og:"], meta[name^="twitter:"]'


def look(path: str, data: bytes, address: Address) -> Facts:
    """The facts of a file of a site with some address, by its path below the output and its bytes."""
    name = path.rpartition("/")[2]
    kind = _NAMES.get(name) or _LOOKS.get(f".{name.rpartition('.')[2]}")
    facts = kind(path, data, address) if kind else NOTHING
    if not path.endswith(TEXTS):
        return facts
    # What links name is known already, and makes the greater part.
    known = set(map(address.below, facts.links))
    told = (each for each in address.told(data.decode("utf-8", "replace")) if each not in known)
    return msgspec.structs.replace(facts, told=tuple(told))


def _page(path: str, data: bytes, address: Address) -> Facts:
    page = BuiltPage(path, data)
    findings = [finding for rule in PAGE_RULES for finding in rule(page)]
    ids = frozenset(page.ids)
    named = (each for each in _addresses(page) if not (each.startswith("#") and each[1:] in ids))
    inside, outside, wrong = address.parted(named, path)
    return Facts(
        (*findings, *map(_no_address, wrong)), tuple(dict.fromkeys(page.ids)), tuple(inside), tuple(outside)
    )


def _addresses(page: BuiltPage) -> Iterator[str]:
    """Every address in a page: of links, of what it loads, and of what it tells machines."""
    for node in page.nodes("[href]"):
        if node.attributes.get("rel") not in _HINTS:
            yield node.attributes["href"] or ""
    for name in ("src", "poster"):
        yield from (each for each in page.values(name) if not each.startswith(_HERE))
    for name in ("srcset", "imagesrcset"):
        for value in page.values(name):
            yield from (found[1] for found in _CANDIDATE.finditer(value))
    for node in page.nodes(_GRAPH):
        if (content := node.attributes.get("content") or "").startswith(("http://", "https://")):
            yield content
    for document in documents(page):
        if not isinstance(document, str):
            for thing in things(document):
                yield from addresses_of(thing)


def _xml(path: str, data: bytes, address: Address) -> Facts:
    """A feed or a sitemap; any other XML only has to be some."""
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        message = f"This is no XML: {error}"
        return Facts((Finding("bad-feed", message, "Mend the template that writes it"),))
    if root.tag == "rss":
        more = podcasts.findings(root, address) if podcasts.is_podcast(root) else ()
        return _feed(reading.rss(root), path, address, more)
    if root.tag == f"{reading.ATOM}feed":
        return _feed(reading.atom(root), path, address)
    if root.tag in sitemaps.ROOTS:
        links = sitemaps.links(root)
        return _facts(sitemaps.findings(root, len(data), address), links, path, address)
    return NOTHING


def _json_feed(path: str, data: bytes, address: Address) -> Facts:
    try:
        found: Any = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        return Facts((Finding("bad-feed", f"This is no JSON: {error}", "Build again"),))
    return _feed(reading.json_feed(found if isinstance(found, dict) else {}), path, address)


def _feed(feed: Feed, path: str, address: Address, more: Iterable[Finding] = ()) -> Facts:
    findings = (*rules.findings(feed, path, address), *more)
    return _facts(findings, rules.links(feed), path, address, rules.enclosures(feed, address))


def _style(path: str, data: bytes, address: Address) -> Facts:
    text = data.decode("utf-8", "replace")
    named = ("".join(part or "" for part in found.groups()) for found in _CALLED.finditer(text))
    return _facts((), (each for each in named if not each.startswith((_HERE, "#"))), path, address)


def _manifest(path: str, data: bytes, address: Address) -> Facts:
    """The manifest of a web app (https://www.w3.org/TR/appmanifest/)."""
    try:
        found: Any = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        return Facts((Finding("bad-manifest", f"This is no JSON: {error}", "Mend it"),))
    icons = found.get("icons", ()) if isinstance(found, dict) else ()
    named = (each["src"] for each in icons if isinstance(each, dict) and isinstance(each.get("src"), str))
    return _facts((), named, path, address)


def _facts(
    findings: Iterable[Finding],
    links: Iterable[str],
    path: str,
    address: Address,
    enclosures: Iterable[Enclosure] = (),
) -> Facts:
    """The facts of a file that is no page."""
    inside, _, wrong = address.parted(links, path)
    # What feeds link to, their articles link to as well: other sites are asked for once.
    return Facts((*findings, *map(_no_address, wrong)), (), tuple(inside), (), tuple(enclosures))


def _no_address(address: str) -> Finding:
    return Finding("dead-link", f"`{address}` is no address", "Mend it, or remove the link", (address,))


Look = Callable[[str, bytes, Address], Facts]
_LOOKS: dict[str, Look] = {".html": _page, ".xml": _xml, ".css": _style, ".webmanifest": _manifest}
_NAMES: dict[str, Look] = {"feed.json": _json_feed}
