"""What the XMP of a picture tells of it.

ISO 16684-1 (the form); IPTC Photo Metadata Standard 2023.2 (the properties). A property is written as an
element or as an attribute of `rdf:Description`; a text in several languages, or several texts, as a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.model import Rights
from generator.pictures.markup import Forbidden, parse
from generator.pictures.notes import NOTHING, Notes, licence, source_type
from generator.pictures.packet import NAMESPACES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST = 2_000_000  # bytes; editors write histories that nobody needs
_MOST = 20_000
_RDF = f"{{{NAMESPACES['rdf']}}}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def notes(data: bytes) -> Notes:
    """Read a packet; what is not understood is nothing."""
    from xml.parsers.expat import ExpatError

    if not data or len(data) > _LARGEST:
        return NOTHING
    try:
        found = dict(_properties(parse(data.rstrip(b"\0 \n"), _MOST)))
    except (ExpatError, Forbidden, ValueError, LookupError):
        return NOTHING

    def one(prefix: str, name: str) -> str:
        return next(iter(found.get(f"{{{NAMESPACES[prefix]}}}{name}", ())), "")

    creators = found.get(f"{{{NAMESPACES['dc']}}}creator", [])
    return Notes(
        caption=one("dc", "description"),
        alt=one("Iptc4xmpCore", "AltTextAccessibility"),
        rights=Rights(
            creator=", ".join(creators),
            credit=one("photoshop", "Credit"),
            copyright=one("dc", "rights"),
            licence=licence(one("xmpRights", "WebStatement")),
            source_type=source_type(one("Iptc4xmpExt", "DigitalSourceType")),
        ),
    )


def _properties(root: Element) -> Iterator[tuple[str, list[str]]]:
    for description in root.iter(f"{_RDF}Description"):
        for name, text in description.items():
            yield name, [text]
        for child in description:
            if texts := list(_texts(child)):
                yield child.tag, texts


def _texts(element: Element) -> Iterator[str]:
    """The texts of a property: those of a list, the one in the default language first."""
    items = sorted(element.iter(f"{_RDF}li"), key=lambda item: item.get(_LANGUAGE) not in ("x-default", None))
    if items:
        yield from (item.text for item in items if item.text and item.text.strip())
    elif resource := element.get(f"{_RDF}resource"):
        yield resource
    elif element.text and element.text.strip():
        yield element.text
