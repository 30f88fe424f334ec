"""The fields that tell how an article came about: corrections, sources, a live blog; and its layout."""

from __future__ import annotations

import datetime as dt
import posixpath
from typing import TypeVar

import msgspec

from generator.data import values
from generator.data.nodes import Mapping, Node, Sequence
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    boolean,
    by_shape,
    line,
    list_of,
    listed,
    nearest,
    record,
    refine,
    shown,
)
from generator.model import Correction, CorrectionKind, Mention, Record, Reference, Severity

T = TypeVar("T")
Moment = Decoder[dt.datetime]


class CorrectionField(Record, frozen=True):
    """A correction, and where its date stands."""

    correction: Correction
    line: int
    column: int


class LiveField(Record, frozen=True):
    """That an article is a live blog, when that ended, and where the article says so."""

    ended: dt.datetime | None
    line: int
    column: int


def corrections(moment: Moment) -> Decoder[tuple[CorrectionField, ...]]:
    """One correction or a list of them, in the order in which they are written."""
    group = record(
        lambda date, text, kind=CorrectionKind.CORRECTION: Correction(date, kind, text),
        ("date", "text"),
        Severity.WARNING,
        date=moment,
        kind=refine(line, _kind),
        text=_FILLED,
    )

    def one(node: Node, where: Where) -> CorrectionField | None:
        found = group(node, where)
        at = node.get("date") if isinstance(node, Mapping) else None
        return CorrectionField(found, at.line, at.column) if found and at else None

    return _one_or_more(one)


def live(moment: Moment) -> Decoder[LiveField]:
    """`true`, or a group with the moment at which the live blog ended; None for `false`."""
    group: Decoder[dict[str, dt.datetime]] = record(dict, (), Severity.WARNING, ended=moment)

    def switch(node: Node, where: Where) -> LiveField | None:
        return LiveField(None, node.line, node.column) if boolean(node, where) else None

    def details(node: Node, where: Where) -> LiveField:
        found = group(node, where) or {}
        at = (node.get("ended") if isinstance(node, Mapping) else None) or node
        return LiveField(found.get("ended"), at.line, at.column)

    cure = "Write `true`, or `ended:` with a time below it"
    return by_shape("`true`, or when it ended", cure, scalar=switch, mapping=details)


def layout(node: Node, where: Where) -> Mention | None:
    """The name of a template in `templates/layouts/`; whether it is there shows when the page is composed."""
    written = line(node, where)
    if written is None:
        return None
    if isinstance(values.slug(written), Complaint):
        # Whoever writes the path of the template means its name.
        name = values.slug(posixpath.basename(written).removesuffix(".html"))
        cure = name.cure if isinstance(name, Complaint) else f"Write `{name}`"
        where.complain(node, Complaint("bad-layout", f"is not the name of a layout: {shown(written)}", cure))
        return None
    return Mention(written, where.path, node.line, node.column)


def _one_or_more(item: Decoder[T]) -> Decoder[tuple[T, ...]]:
    """A list of items, or one item that needs no list."""
    one, many = refine(item, lambda value: (value,)), list_of(item)

    def read(node: Node, where: Where) -> tuple[T, ...] | None:
        return (many if isinstance(node, Sequence) else one)(node, where)

    return read


def _filled(text: str) -> str | Complaint:
    return text or Complaint("missing-field", "holds no text", "Write it after the colon")


def _kind(text: str) -> CorrectionKind | Complaint:
    kinds = [kind.value for kind in CorrectionKind]
    if text.lower() in kinds:
        return CorrectionKind(text.lower())
    near = nearest(text, kinds)
    cure = f"Did you mean `{near}`" if near else f"Use one of {listed(kinds)}"
    return Complaint("unknown-kind", f"is not a kind of correction: {shown(text)}", cure)


def _address(text: str) -> str | Complaint:
    """A page of the web, or of the site itself."""
    if text.startswith("/"):
        return values.link(text)
    address = values.web_url(text)
    if not isinstance(address, Complaint):
        return address
    cure = "Write it in full, `https://example.org/`, or a path of the site such as `/about/`"
    return msgspec.structs.replace(address, cure=cure)


def _reference(node: Node, where: Where) -> Reference | None:
    if isinstance(node, Mapping) and not any(node.get(name) for name in _REFERENCE_FIELDS):
        cure = "Add a line `label: …`, or put a text that holds `: ` into quotation marks"
        where.complain(node, Complaint("missing-field", "needs `label`", cure))
        return None
    return _REFERENCE(node, where)


_FILLED = refine(line, _filled)
_REFERENCE_FIELDS: dict[str, Decoder[object]] = {
    "label": _FILLED,
    "url": refine(line, _address),
    "note": line,
}
_REFERENCE = by_shape(
    "a text, or fields",
    "Write a text, or `label` and `url` below it",
    scalar=refine(_FILLED, Reference),
    mapping=record(Reference, ("label",), Severity.WARNING, **_REFERENCE_FIELDS),
)
SOURCES = _one_or_more(_reference)
