"""What a view reads from, and how it notes what it has read."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol

from generator.indexes import Key
from generator.shapes import Shape

LAST = "\U0010ffff"
"""Greater than every order."""

JOINT = "\x1f"
"""Between the parts of a key where it is one text; no name of a source holds it."""

Row = tuple[str, int]
"""One entry: its order, and the number of its source."""


class Read(NamedTuple):
    """The entries of a key with `low <= order < high`, and what was seen of their sources."""

    where: str  # the index
    key: Key
    low: str = ""
    high: str = LAST
    shape: str = ""


class Rows(Protocol):
    """What a view reads from; the store is one."""

    memory: dict[tuple[str, ...], tuple[Any, frozenset[Read]]]
    """What `View.once` has made, with the reads that it took."""

    def before(self, index: str, key: Key, order: str, count: int) -> list[Row]:
        """At most `count` entries before `order`, newest first."""

    def after(self, index: str, key: Key, order: str, count: int) -> list[Row]:
        """At most `count` entries after `order`, oldest first."""

    def between(self, index: str, key: Key, low: str, high: str) -> list[Row]:
        """Entries with `low <= order < high`, oldest first."""

    def counts(self, index: str, prefix: Key) -> list[tuple[Key, int]]:
        """The keys below `prefix`, in order, each with the number of its entries."""

    def key_before(self, index: str, prefix: Key, rest: Key) -> Key | None:
        """The last key below `prefix` whose rest comes before `rest`."""

    def key_after(self, index: str, prefix: Key, rest: Key) -> Key | None:
        """The first key below `prefix` whose rest comes after `rest` and all that begin with it."""

    def fact(self, index: str, key: Key) -> Any | None:
        """The single value under a key."""

    def shape(self, source: int, shape: Shape) -> Any | None:
        """What may be seen of a source."""

    def has_page(self, url: str) -> bool:
        """Whether a list, a period or a page of the site itself stands at a URL."""
