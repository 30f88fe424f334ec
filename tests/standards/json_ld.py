"""Structured data of a page: JSON-LD in scripts, judged by the schema.org vocabulary.

schema.org itself forgives a text in place of a thing; this checker does not, since what reads the data
(search engines, archives, aggregators) forgives less.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from standards.values import day, is_web_url, moment
from standards.vocabulary import PROPERTIES, TYPES, VALUES, is_a

Node = dict[str, Any]

_DURATION = re.compile(r"P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?:\d+H)?(?:\d+M)?(?:\d+S)?)?")
_DISTANCE = re.compile(r"\d+(?:\.\d+)? ?[a-z]*")
_CONTEXTS = ("https://schema.org", "https://schema.org/", "http://schema.org", "http://schema.org/")


def scripts(html: str) -> list[str]:
    """The texts of the JSON-LD scripts of a page."""
    found = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    return [node.text(deep=True) or "" for node in found]


def documents(html: str) -> list[Node]:
    """The top nodes of the JSON-LD of a page, those of a `@graph` one by one; needs JSON without error."""
    return [node for script in scripts(html) for node in _top(json.loads(script, object_pairs_hook=_unique))]


def nodes(value: Any) -> Iterator[Node]:
    """Every node in a value, however deep; references are none."""
    if isinstance(value, list):
        for each in value:
            yield from nodes(each)
    elif isinstance(value, dict):
        if set(value) - {"@id"}:
            yield value
        for each in value.values():
            yield from nodes(each)


def check_json_ld(html: str) -> list[str]:
    """What is wrong with the structured data of a page; a page without any has nothing wrong."""
    tops: list[Node] = []
    findings: list[str] = []
    for script in scripts(html):
        try:
            data = json.loads(script, object_pairs_hook=_unique)
        except ValueError as error:
            findings.append(f"has JSON-LD that is no JSON: {error}")
            continue
        findings += _context(data)
        tops += _top(data)
    kinds = _identified(tops)
    return findings + [finding for top in tops for finding in _node(top, kinds, _named(top))]


def _unique(pairs: list[tuple[str, Any]]) -> Node:
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f"a name stands twice among {', '.join(names)}")
    return dict(pairs)


def _top(data: Any) -> list[Node]:
    parts = [part for part in (data if isinstance(data, list) else [data]) if isinstance(part, dict)]
    found = (each for part in parts for each in part.get("@graph", [part]))
    return [each for each in found if isinstance(each, dict)]


def _context(data: Any) -> Iterator[str]:
    for part in data if isinstance(data, list) else [data]:
        if not isinstance(part, dict) or part.get("@context") not in _CONTEXTS:
            yield "has JSON-LD that is not of schema.org"


def _identified(tops: list[Node]) -> dict[str, list[str]]:
    """The types of the nodes that have a name of their own, so that references to them can be judged."""
    named = (node for node in nodes(tops) if isinstance(node.get("@id"), str))
    return {node["@id"]: types_of(node) for node in named if types_of(node)}


def types_of(node: Node) -> list[str]:
    given = node.get("@type", [])
    return [str(each) for each in given] if isinstance(given, list) else [str(given)]


def _named(node: Node) -> str:
    return "/".join(types_of(node)) or "a node"


def _node(node: Node, kinds: dict[str, list[str]], where: str) -> Iterator[str]:
    """The findings of one node and of all that is in it; `where` is the way to it."""
    types = types_of(node)
    if not types:
        yield f"{where} has no type"
    for unknown in (each for each in types if each not in TYPES):
        yield f"{where} has the type {unknown}, which the vocabulary does not have"
    identity = node.get("@id")
    if identity is not None and not is_web_url(identity):
        yield f"{where} has the relative @id {identity!r}"
    known = [each for each in types if each in TYPES]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        place = f"{where}.{name}"
        if name not in PROPERTIES:
            yield f"{place} is a property that the vocabulary does not have"
            continue
        domains, ranges = PROPERTIES[name]
        if known and not any(is_a(kind, domains) for kind in known):
            yield f"{place} does not belong to {_named(node)}"
        yield from _value(value, ranges, kinds, place)


def _value(value: Any, ranges: frozenset[str], kinds: dict[str, list[str]], where: str) -> Iterator[str]:
    if isinstance(value, list):
        if not value:
            yield f"{where} is an empty list"
        for number, each in enumerate(value):
            yield from _value(each, ranges, kinds, f"{where}[{number}]")
    elif isinstance(value, dict):
        yield from _thing(value, ranges, kinds, where)
    elif not any(_fits(value, kind) for kind in ranges):
        yield f"{where} is {value!r} and should be {' or '.join(sorted(ranges))}"


def _thing(node: Node, ranges: frozenset[str], kinds: dict[str, list[str]], where: str) -> Iterator[str]:
    reference = set(node) == {"@id"}
    types = kinds.get(node["@id"], []) if reference else types_of(node)
    known = [each for each in types if each in TYPES]
    if known and not any(is_a(kind, ranges - VALUES) for kind in known):
        yield f"{where} is a {'/'.join(types)} and should be {' or '.join(sorted(ranges))}"
    if reference:
        if not is_web_url(node["@id"]):
            yield f"{where} refers to {node['@id']!r}, which is no whole address"
    else:
        yield from _node(node, kinds, where)


def _fits(value: Any, kind: str) -> bool:
    """Whether a plain value is one of a plain type."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if kind == "Boolean":
        return isinstance(value, bool)
    if kind == "Integer":
        return number and isinstance(value, int)
    if kind == "Number":
        return number
    if kind == "Distance":  # a number of pixels is what every consumer reads
        return number or (isinstance(value, str) and bool(_DISTANCE.fullmatch(value)))
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "Text":
        return True
    if kind == "URL":
        return is_web_url(value)
    if kind == "Date":
        return day(value) is not None
    if kind == "DateTime":
        return moment(value) is not None
    return kind == "Duration" and bool(_DURATION.fullmatch(value))
