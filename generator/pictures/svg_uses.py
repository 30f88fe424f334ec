"""How much an SVG draws when every `use` is followed: a few lines can ask for a billion shapes."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from generator.pictures.svg_names import REFERRING


def drawn(root: Element, most: int) -> int:
    """The number of elements with the copies that are drawn of them; one more than `most` where it is more.

    A `use` inside of what it copies is an error in SVG, and draws nothing.
    """
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    known: dict[int, int] = {}
    following: set[int] = set()

    def count(element: Element) -> int:
        if id(element) in known:
            return known[id(element)]
        if id(element) in following:
            return 0
        following.add(id(element))
        total = 1 + sum(count(child) for child in element)
        copied = _copied(element)
        if copied in named:
            total += count(named[copied])
        following.discard(id(element))
        known[id(element)] = min(total, most + 1)
        return known[id(element)]

    try:
        return count(root)
    except RecursionError:  # a chain of copies as long as no drawing needs
        return most + 1


def _copied(element: Element) -> str | None:
    if element.tag.rpartition("}")[2] != "use":
        return None
    address = next((element.get(name) for name in REFERRING if element.get(name)), "") or ""
    return address.strip().removeprefix("#")
