"""XML of strangers as a tree: no entities, no files from outside, and no more elements than asked for."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

_DEEPEST = 200
"""Elements inside each other; what writes pictures stays far below, and walking a tree needs a stack."""


class Forbidden(ValueError):
    """The XML has what is not read: entities of its own, or too many elements."""


def parse(data: bytes, most: int) -> Element:
    """The root of the tree; names stand as `{namespace}name`, comments and instructions are left out.

    Raises `Forbidden`, and `expat.ExpatError` (not a ValueError) where it is not well-formed.
    """
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    open_elements = elements = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal open_elements, elements
        open_elements += 1
        elements += 1
        if elements > most:
            raise Forbidden(f"has more than {most:,} elements")
        if open_elements > _DEEPEST:
            raise Forbidden(f"has more than {_DEEPEST} elements inside each other")
        builder.start(_full(name), {_full(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal open_elements
        open_elements -= 1
        builder.end(_full(name))

    def entity(*_: object) -> None:
        raise Forbidden("declares entities of its own")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = entity
    parser.Parse(data, True)
    return builder.close()


def _full(name: str) -> str:
    return "{" + name if "}" in name else name
