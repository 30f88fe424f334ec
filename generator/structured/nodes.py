"""Things of JSON-LD as plain data, and how they are written into a page.

A thing is a dictionary whose keys stand in their order of importance. It says nothing about what is not
known: there are no nulls, no empty texts and no empty lists.
"""

from __future__ import annotations

import re
from typing import Any

import msgspec

from generator.model import Record

Node = dict[str, Any]

CONTEXT = "https://schema.org"

_NOTHING: tuple[object, ...] = (None, "", [], (), {})
_UNSAFE = re.compile("[<>&\u2028\u2029]")


class Image(Record, frozen=True):
    """A picture at an absolute URL. Width and height are in pixels, 0 when unknown; all texts are plain."""

    url: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    credit: str = ""
    creator: str = ""
    copyright: str = ""
    licence: str = ""  # the address of the licence


def filled(node: Node) -> Node:
    """The thing without the properties that have no value; a number or a truth value always is one."""
    return {key: value for key, value in node.items() if value not in _NOTHING}


def reference(node: Node) -> Node:
    """The thing by its identifier alone, for where it has been told of already."""
    return {"@id": node["@id"]}


def image_object(image: Image) -> Node:
    return filled({
        "@type": "ImageObject",
        "url": image.url,
        "width": image.width or None,
        "height": image.height or None,
        "caption": image.caption,
        "creditText": image.credit,
        "creator": {"@type": "Person", "name": image.creator} if image.creator else None,
        "copyrightNotice": image.copyright,
        "license": image.licence,
    })  # fmt: skip


def document(*nodes: Node) -> Node:
    """All that one page tells, in one object: a single thing, or the graph of several.

    Empty things are left out; where there are no others, so is the object.
    """
    told = [node for node in nodes if node]
    if not told:
        return {}
    return {"@context": CONTEXT, **(told[0] if len(told) == 1 else {"@graph": told})}


def to_json(data: Node) -> str:
    """Compact JSON for the inside of a <script> element.

    Nothing in it can end the element or begin a comment (HTML, 13.2.5.4 and the states after it), nor is
    there a character that JSON allows in a text and older JavaScript does not (U+2028 and U+2029).
    """
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", msgspec.json.encode(data).decode())
