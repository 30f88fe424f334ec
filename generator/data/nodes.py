"""Data with places: what YAML and TOML become before anyone decides what it means.

A scalar keeps the text that was written, so that the expected type, and not the notation, decides
what `no` or `2024` is (docs/decisions/0002-located-data.md). Lines and columns count from 1.
"""

from __future__ import annotations

from generator.model import Record

DEPTH_LIMIT = 32
"""Lists and groups of fields inside each other."""

_NOTHING = frozenset(("", "~", "null"))


class Scalar(Record, frozen=True, gc=False):
    """A single value. `plain` is true where it was written without quotation marks."""

    text: str
    plain: bool
    line: int
    column: int

    @property
    def empty(self) -> bool:
        """Whether nothing was given: `summary:`, `summary: ""` and YAML's `null` and `~`."""
        return self.text in _NOTHING if self.plain else not self.text.strip()


class Sequence(Record, frozen=True):
    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(Record, frozen=True):
    """Fields in the order in which they were written; no two have one name."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int

    def get(self, name: str) -> Node | None:
        return next((node for key, node in self.entries if key.text == name), None)


Node = Scalar | Sequence | Mapping


def is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and node.empty
