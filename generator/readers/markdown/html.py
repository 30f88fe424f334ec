"""Canonical HTML: the one form that the passes after cleaning rely on.

Both `nh3` and lexbor write the tree that an HTML5 parser built, by the serialisation algorithm of the
HTML standard (https://html.spec.whatwg.org/multipage/parsing.html#serialising-html-fragments). So

- tag and attribute names are lower-case, and every element that is not void has its end tag;
- an attribute is one space, a name, `="`, a value without a bare quotation mark, and `"`;
- in text `<` only ever begins a tag or a comment, except inside the elements of `RAW_TEXT`.

In this form a tag can be found by a regular expression that is exact and takes linear time.
"""

from __future__ import annotations

import re
from html import escape, unescape

from generator.characters import without_controls

ATTRIBUTES = r'(?: [^\s=<>"]+="[^"]*")*'
"""Pattern for all attributes of a start tag."""

RAW_TEXT = "iframe|noembed|noframes|plaintext|script|style|xmp"

_NAME = r'[a-z][^\s<>"/]*'

TAG = re.compile(rf"<(/?)({_NAME})({ATTRIBUTES})>")
"""Any tag: slash, name, attributes."""


def token(name: str) -> re.Pattern[str]:
    """A pattern for all that is not text, but of the tags only those whose name matches `name`.

    Groups: `opaque`, a comment or raw text element without its `<`, and the name of the latter; `slash`,
    `name`, `attributes` of a tag. It begins with a plain character, which is what makes it fast.
    """
    raw = rf"({RAW_TEXT}){ATTRIBUTES}>[^<]*(?:<(?!/\2>)[^<]*)*</\2>"
    tag = rf"(?P<slash>/?)(?P<name>{name})(?P<attributes>{ATTRIBUTES})>"
    return re.compile(rf"<(?:(?P<opaque>!--.*?-->|{raw})|{tag})", re.DOTALL)


TOKEN = token(_NAME)


def names(text: str) -> frozenset[str]:
    """The set of names in a list with spaces between them."""
    return frozenset(text.split())


VOID = names("area base br col embed hr img input link meta source track wbr")

_ATTRIBUTE = re.compile(r' ([^\s=<>"]+)="([^"]*)"')


def parse_attributes(text: str) -> dict[str, str]:
    """The attributes of a start tag, as `ATTRIBUTES` matches them, with plain values."""
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def write_attributes(attributes: dict[str, str]) -> str:
    """Attributes as a start tag carries them, with a leading space when there are any."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())


def add_class(attributes: dict[str, str], name: str) -> None:
    """Add a class to those that the attributes have."""
    classes = attributes.get("class", "").split()
    if name not in classes:
        attributes["class"] = " ".join([*classes, name])


def canonical(html: str) -> str:
    """Any HTML fragment in canonical form, with nothing taken out."""
    from selectolax.lexbor import LexborHTMLParser

    # A character reference such as `&#7;` names what no source may hold.
    return without_controls(LexborHTMLParser(html, is_fragment=True).html or "")
