"""Decoders of what may be given once or several times."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from generator.data.nodes import Node, Sequence, is_empty
from generator.data.schema import Complaint, Decoder, Where, list_of

T = TypeVar("T")


def one_or_more(
    item: Decoder[T], identity: Callable[[T], str] | None = None, at_least_one: bool = False
) -> Decoder[tuple[T, ...]]:
    """A list, or its only item without the list. With `identity`, no two items may share one."""
    several = list_of(item, identity)

    def read(node: Node, where: Where) -> tuple[T, ...] | None:
        if not isinstance(node, Sequence):
            value = item(node, where)
            return None if value is None else (value,)
        if at_least_one and all(map(is_empty, node.items)):
            where.complain(node, Complaint("missing-field", "is an empty list", "Write at least one item"))
            return None
        return several(node, where)

    return read
