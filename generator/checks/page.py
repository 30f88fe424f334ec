"""A page of the built site, parsed once, as the rules see it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from selectolax.lexbor import LexborHTMLParser, LexborNode


class BuiltPage:
    """One HTML file of the output. Nodes are looked for by what they have, each kind once."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path  # below the output folder
        self.html = LexborHTMLParser(data)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Every id, in the order of the page, as often as it stands there."""
        return tuple(node.attributes["id"] or "" for node in self.html.css("[id]"))

    def values(self, name: str) -> Iterator[str]:
        """The values of an attribute, wherever it stands."""
        return (node.attributes[name] or "" for node in self.html.css(f"[{name}]"))

    def nodes(self, selector: str) -> list[LexborNode]:
        return self.html.css(selector)
