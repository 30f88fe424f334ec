"""The articles: what each emitted, what may be seen of it, and its body."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.emission import Emission, Shapes
from generator.model import Article, Record
from generator.shapes import Location, Status
from generator.store.rows import local

EMISSION = msgspec.msgpack.Decoder(Emission)
_DIGESTS = msgspec.msgpack.Decoder(dict[str, bytes])
_ARTICLE = msgspec.msgpack.Decoder(Article)
_LOCATION = msgspec.msgpack.Decoder(Location)
PLENTY = 500
"""Articles that one question asks for."""


class Headline(Record, frozen=True):
    """As much of a card as it takes to find an article."""

    source: str
    url: str
    title: str
    date: dt.datetime


_HEADLINE = msgspec.msgpack.Decoder(Headline)


class Kept(Record, frozen=True):
    """An article as it was taken up."""

    id: int
    input: bytes  # digest of the bytes that it was parsed from
    emission: Emission | None  # None where it could not be parsed
    digests: dict[str, bytes]  # of its shapes
    faulty: bool


class Sources:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def get(self, path: str) -> Kept | None:
        query = "SELECT id, input, emission, digests, faulty FROM source WHERE path = ?"
        row = self._connection.execute(query, (path,)).fetchone()
        if row is None:
            return None
        number, given, emission, digests, faulty = row
        decoded = None if emission is None else EMISSION.decode(emission)
        return Kept(number, given, decoded, _DIGESTS.decode(digests), bool(faulty))

    def put(
        self,
        kept: Kept | None,
        path: str,
        given: bytes,
        encoded: bytes | None,
        shapes: Shapes,
        emission: Emission | None,
        faulty: bool,
    ) -> tuple[int, dict[str, bytes]]:
        """Store an article in place of what was kept; give its number and the digests of its shapes."""
        number = kept.id if kept else None
        digests = {name: hashlib.blake2b(data, digest_size=12).digest() for name, data in shapes.items()}
        row = (
            number,
            path,
            given,
            encoded,
            msgspec.msgpack.encode(digests),
            emission.status.value if emission else "",
            faulty,
            emission is not None and emission.provisional,
        )
        execute = self._connection.execute
        number = execute("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row).lastrowid or 0
        if emission is None:
            execute("DELETE FROM shape WHERE source = ?", (number,))
            execute("DELETE FROM body WHERE source = ?", (number,))
        else:
            seen = (shapes.get(name) for name in ("location", "card", "names", "corrections"))
            execute("INSERT OR REPLACE INTO shape VALUES (?, ?, ?, ?, ?)", (number, *seen))
            whole = number, shapes["article"], shapes.get("parsed")
            execute("INSERT OR REPLACE INTO body VALUES (?, ?, ?)", whole)
        return number, digests

    def mark(self, number: int, faulty: bool) -> None:
        self._connection.execute("UPDATE source SET faulty = ? WHERE id = ?", (faulty, number))

    def remove(self, path: str) -> None:
        row = self._connection.execute("DELETE FROM source WHERE path = ? RETURNING id", (path,)).fetchone()
        for table in ("shape", "body") if row else ():
            self._connection.execute(f"DELETE FROM {table} WHERE source = ?", row)

    def article(self, path: str, zone: ZoneInfo) -> Article | None:
        """The article as it was parsed; None where it could not be."""
        query = """SELECT coalesce(parsed, article) FROM body
                   WHERE source = (SELECT id FROM source WHERE path = ?)"""
        row = self._connection.execute(query, (path,)).fetchone()
        return local(_ARTICLE.decode(row[0]), zone) if row else None

    def places(self, paths: Collection[str]) -> dict[str, Location]:
        """Where some articles stand, published or not, by their paths."""
        wanted = sorted(paths)
        found: dict[str, Location] = {}
        for start in range(0, len(wanted), PLENTY):
            some = wanted[start : start + PLENTY]
            query = f"""SELECT path, location FROM source JOIN shape ON shape.source = source.id
                        WHERE path IN ({",".join("?" * len(some))}) AND location IS NOT NULL"""
            found |= {path: _LOCATION.decode(data) for path, data in self._connection.execute(query, some)}
        return found

    def aliases(self) -> Iterator[tuple[str, str, Location]]:
        """The aliases of articles, those of the oldest first, each with its article and where that stands."""
        query = """SELECT entry.key, source.path, shape.location FROM entry
                   JOIN source ON source.id = entry.source JOIN shape ON shape.source = source.id
                   WHERE entry.idx = 'alias' ORDER BY entry.place, entry.key"""
        for url, path, data in self._connection.execute(query):
            yield url, path, _LOCATION.decode(data)

    def digests(self) -> dict[str, bytes]:
        """Of every article that could be parsed, a digest of what `article` gives."""
        query = "SELECT path, digests FROM source WHERE emission IS NOT NULL"
        found = ((path, _DIGESTS.decode(data)) for path, data in self._connection.execute(query))
        return {path: shapes.get("parsed") or shapes.get("article", b"") for path, shapes in found}

    def input(self, path: str) -> bytes | None:
        row = self._connection.execute("SELECT input FROM source WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def path(self, number: int) -> str:
        row = self._connection.execute("SELECT path FROM source WHERE id = ?", (number,)).fetchone()
        return str(row[0])

    def paths(self) -> list[str]:
        return self._column("SELECT path FROM source ORDER BY path")

    def provisional(self) -> list[str]:
        """Those without a date of their own, which no build finds as the last one left them."""
        return self._column("SELECT path FROM source WHERE provisional")

    def faulty(self) -> list[str]:
        """Those with a conflict, or with an error that the moment brings."""
        return self._column("SELECT path FROM source WHERE faulty")

    def unreadable(self) -> list[str]:
        """Those that could not be parsed."""
        return self._column("SELECT path FROM source WHERE emission IS NULL")

    def undated(self) -> list[str]:
        """Published ones without a date, which the build has to give them."""
        kept = ((path, self.get(path)) for path in self.provisional())
        return [
            path
            for path, each in kept
            if each and each.emission and each.emission.undated and not each.faulty
        ]

    def hidden(self) -> list[str]:
        """Those that could be parsed and are not published."""
        return self._column("SELECT path FROM source WHERE status NOT IN ('', 'published')")

    def withheld_as(self, status: Status) -> list[str]:
        """Those that are withheld for one reason."""
        # The second condition is that of the index.
        query = "SELECT path FROM source WHERE status = ? AND status NOT IN ('', 'published') ORDER BY path"
        return self._column(query, (status.value,))

    def headlines(self) -> Iterator[Headline]:
        """The headline of every published article; a card is not decoded as a whole, for there are many."""
        for (card,) in self._connection.execute("SELECT card FROM shape WHERE card IS NOT NULL"):
            yield _HEADLINE.decode(card)

    def count(self) -> int:
        """How many articles there are, the faulty ones too."""
        return int(self._connection.execute("SELECT count(*) FROM source").fetchone()[0])

    def withheld(self) -> int:
        query = "SELECT count(*) FROM source WHERE status NOT IN ('', 'published') AND NOT faulty"
        return int(self._connection.execute(query).fetchone()[0])

    def emissions(self) -> Iterator[tuple[str, Emission]]:
        """Every article that could be parsed, with what it emitted."""
        query = "SELECT path, emission FROM source WHERE emission IS NOT NULL"
        for path, emission in self._connection.execute(query):
            yield path, EMISSION.decode(emission)

    def _column(self, query: str, values: tuple[Any, ...] = ()) -> list[str]:
        return [row[0] for row in self._connection.execute(query, values)]
