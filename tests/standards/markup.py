"""XML documents and the HTML that feeds carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

ADDRESSES = ("href", "src", "poster", "cite", "data", "action", "background", "longdesc")
"""Attributes of HTML that hold one address."""

_WHOLE = re.compile(r"(?:https?://|mailto:|tel:|data:)", re.IGNORECASE)
# Allowed by XML 1.0, section 2.2, and advised against there; no text of a newspaper has them.
_DISCOURAGED = re.compile("[\x7f-\x84\x86-\x9f\ufdd0-\ufdef]")
_UNSAFE = ("script", "style", "iframe[srcdoc]", "object", "embed", "form")


def parse(data: bytes) -> tuple[etree._Element | None, list[str]]:
    """The root of a document, or None and the reason; characters that XML advises against are findings."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return None, [f"is not well-formed XML: {error}"]
    findings = []
    if root.getroottree().docinfo.doctype:
        findings.append("has a document type declaration")
    unfit = {f"U+{ord(sign):04X}" for text in root.itertext() for sign in _DISCOURAGED.findall(text)}
    return root, findings + [f"holds the character {sign}" for sign in sorted(unfit)]


def text_of(parent: etree._Element, name: str) -> str:
    """The text of the first child of a name, without white space at its ends."""
    return (parent.findtext(name) or "").strip()


def once(parent: etree._Element, names: Iterable[str], where: str) -> Iterator[str]:
    """A finding for each of the names that is not there exactly once, or is empty."""
    for name in names:
        found = parent.findall(name)
        if len(found) != 1:
            yield f"{where} has {len(found)} elements `{local(name)}` in place of one"
        elif not "".join(str(part) for part in found[0].itertext()).strip():
            yield f"{where} has an empty `{local(name)}`"


def at_most_once(parent: etree._Element, names: Iterable[str], where: str) -> Iterator[str]:
    for name in names:
        if len(parent.findall(name)) > 1:
            yield f"{where} has more than one `{local(name)}`"


def local(name: str) -> str:
    """The name of an element without its namespace."""
    return name.rpartition("}")[2]


def html_findings(html: str, where: str) -> Iterator[str]:
    """What a feed reader, which shows HTML far from its page, cannot make right of it."""
    tree = LexborHTMLParser(html)
    for name in ADDRESSES:
        for node in tree.css(f"[{name}]"):
            address = node.attributes[name] or ""
            if not _WHOLE.match(address):
                yield f"{where} has the relative address {address!r} in `{name}`"
    for node in tree.css("[srcset]"):
        yield from _srcset(node.attributes["srcset"] or "", where)
    for selector in _UNSAFE:
        if tree.css_first(selector):
            yield f"{where} has an element `{selector}`"


def _srcset(value: str, where: str) -> Iterator[str]:
    for candidate in value.split(","):
        address = candidate.split()[0] if candidate.split() else ""
        if not _WHOLE.match(address):
            yield f"{where} has the relative address {address!r} in `srcset`"
