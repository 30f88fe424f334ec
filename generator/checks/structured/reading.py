"""The things of JSON-LD in a page, and the addresses that they name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from generator.checks.page import BuiltPage
from generator.model import Record

Node = dict[str, Any]

_SCRIPTS = 'script[type="application/ld+json"]'
_ADDRESSES = frozenset(("url", "contentUrl", "thumbnailUrl", "embedUrl", "image", "logo", "thumbnail"))
_PLACES = frozenset(("item", "mainEntityOfPage"))  # whose identifier is the address of a page


class Thing(Record, frozen=True):
    """One object, and the property of which it is the value; "" for those at the top."""

    node: Node
    role: str = ""

    @property
    def types(self) -> tuple[str, ...]:
        found = self.node.get("@type", ())
        return (found,) if isinstance(found, str) else tuple(each for each in found if isinstance(each, str))

    @property
    def is_reference(self) -> bool:
        """Whether it only names a thing that is told of elsewhere."""
        return set(self.node) == {"@id"}


def documents(page: BuiltPage) -> Iterator[Node | str]:
    """What each script holds; where it cannot be read, why not."""
    for script in page.nodes(_SCRIPTS):
        try:
            found = json.loads(script.text())
        except ValueError as error:
            yield str(error)
            continue
        for each in found if isinstance(found, list) else (found,):
            yield each if isinstance(each, dict) else "it holds no object"


def things(node: Any, name: str = "") -> Iterator[Thing]:
    """An object and all within it."""
    if isinstance(node, list):
        for each in node:
            yield from things(each, name)
    elif isinstance(node, dict):
        if "@graph" in node:
            yield from things(node["@graph"], name)
            return
        yield Thing(node, name)
        for key, value in node.items():
            if isinstance(value, (dict, list)):
                yield from things(value, key)


def addresses(thing: Thing) -> Iterator[str]:
    """The addresses of pages and files that a thing names; identifiers of other things are none."""
    for name, value in thing.node.items():
        if name in _ADDRESSES or (name in _PLACES and isinstance(value, str)):
            values = value if isinstance(value, list) else (value,)
            yield from (each for each in values if isinstance(each, str))
    if thing.role in _PLACES and isinstance(place := thing.node.get("@id"), str):
        yield place.partition("#")[0]
