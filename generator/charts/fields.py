"""The fields of a chart, as a fenced block or the field `chart` of an article gives them."""

from __future__ import annotations

import math
import re
from typing import Any

import msgspec

from generator.data.nodes import Mapping, Node
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
from generator.model import Chart, Mention, Severity

KINDS = ("line", "area", "column", "bar", "scatter")
STACKING = ("area", "column", "bar")
"""The kinds whose parts can stand on one another."""

_PLAIN_NUMBER = re.compile(r"[-−]?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_DECIMALS = {".": ".", "point": ".", "dot": ".", ",": ",", "comma": ","}


def chart(node: Node, where: Where) -> Chart | None:
    """The path of a table alone, or a group of fields with it; `source` is as it was written."""
    return _EITHER(node, where)


def charts(node: Node, where: Where) -> tuple[Chart, ...] | None:
    """One chart, or a list of them."""
    return _SEVERAL(node, where)


def _from_path(node: Node, where: Where) -> Chart | None:
    source = line(node, where)
    return Chart(source, path=where.path, line=node.line, column=node.column) if source else None


def _from_fields(node: Node, where: Where) -> Chart | None:
    found = _RECORD(node, where)
    if found is None:
        return None
    at = node.get("stacked") if isinstance(node, Mapping) else None
    stacked = found.stacked and found.kind in STACKING
    if at and found.stacked and not stacked:
        message = f"has no effect on a chart of the type `{found.kind}`"
        cure = f"Remove it, or use one of {listed(STACKING)}"
        where.inside("stacked").complain(at, Complaint("not-stacked", message, cure, Severity.WARNING))
    return msgspec.structs.replace(
        found, stacked=stacked, path=where.path, line=node.line, column=node.column
    )


def _made(data: str, type: str = "line", **rest: Any) -> Chart:
    """The names of the fields are those that editors write; some are words of Python."""
    low, high = rest.pop("min", None), rest.pop("max", None)
    return Chart(data, type, low=low, high=high, **rest)


def _kind(text: str) -> str | Complaint:
    word = text.lower()
    if word in KINDS:
        return word
    near = nearest(word, KINDS)
    cure = f"Did you mean `{near}`" if near else f"Use one of {listed(KINDS)}"
    return Complaint("unknown-chart", f"is not a type of chart: {shown(text)}", cure)


def _number(text: str) -> float | Complaint:
    if _PLAIN_NUMBER.fullmatch(text):
        value = float(text.replace("−", "-"))
        if math.isfinite(value):
            return value
    return Complaint("wrong-type", f"must be a number, not {shown(text)}", "Write it as `12` or `-0.5`")


def _decimal(text: str) -> str | Complaint:
    found = _DECIMALS.get(text.lower())
    cure = "Write `point` for 1.5, or `comma` for 1,5"
    return found or Complaint("wrong-type", f"must be `point` or `comma`, not {shown(text)}", cure)


def _column(node: Node, where: Where) -> Mention | None:
    name = line(node, where)
    return Mention(name, where.path, node.line, node.column) if name else None


_ONE: Decoder[tuple[Mention, ...]] = refine(_column, lambda name: (name,))
_COLUMNS = by_shape("a name, or a list of names", "Write `y: Name`", scalar=_ONE, sequence=list_of(_column))

_RECORD: Decoder[Chart] = record(
    _made,
    ("data",),
    Severity.WARNING,
    data=line,
    type=refine(line, _kind),
    stacked=boolean,
    title=line,
    subtitle=line,
    description=line,
    note=line,
    credit=line,
    unit=line,
    x=_column,
    y=_COLUMNS,
    group=_column,
    highlight=_COLUMNS,
    min=refine(line, _number),
    max=refine(line, _number),
    decimal=refine(line, _decimal),
)

_EITHER = by_shape(
    "the path of a table, or fields", "Write `data: table.csv` and `type: line`", scalar=_from_path,
    mapping=_from_fields,
)  # fmt: skip
_SEVERAL: Decoder[tuple[Chart, ...]] = by_shape(
    "a chart, or a list of charts",
    "Write `data: table.csv` below it",
    scalar=refine(chart, lambda found: (found,)),
    mapping=refine(chart, lambda found: (found,)),
    sequence=list_of(chart),
)
