"""The only way in which a page reads, and the note of every read.

A page asks for a stretch of a list, for keys and their counts, or for a single record; it cannot reach
anything else, and so it cannot depend on anything else. Each answer is noted as the interval from
which it came: whatever changes outside of it cannot change the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from generator.config import Author, Edition, LinkTo, Section, Series, Tag
from generator.editions import FOLDERS, below, parted
from generator.indexes import Key
from generator.model import Article, Correction
from generator.options import Pictures
from generator.rows import JOINT, LAST, Read, Row, Rows
from generator.shapes import Card, Location, Naming, PictureFile, RecordingFile, Shape

NO_LIMIT = 1 << 30

REMEMBERED = 20_000
"""How much `View.once` keeps."""

Made = TypeVar("Made")


class View:
    """The reads of one page. `reads` are the notes of all that it has asked."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.reads: set[Read] = set()

    def newest(self, key: Key, count: int, index: str = "list") -> tuple[Card, ...]:
        """The newest of a list, or of another index of articles."""
        return self._before(index, key, LAST, count, "card")

    def newest_articles(self, key: Key, count: int, index: str = "list") -> tuple[Article, ...]:
        """The newest of a list, or of another index of articles, whole."""
        return self._before(index, key, LAST, count, "article")

    def before(self, key: Key, order: str, count: int) -> tuple[Card, ...]:
        """At most `count` of a list before `order`, newest first."""
        return self._before("list", key, order, count, "card")

    def after(self, key: Key, order: str, count: int) -> tuple[Card, ...]:
        """At most `count` of a list after `order`, oldest first."""
        return self._after(key, order, count, "card")

    def between(self, key: Key, low: str, high: str) -> tuple[Card, ...]:
        """Those of a list with `low <= order < high`, newest first."""
        self.reads.add(Read("list", key, low, high, "card"))
        return self._seen(self._rows.between("list", key, low, high)[::-1], "card")

    def translations(self, key: str) -> tuple[Location, ...]:
        """Where the translations of an article stand, itself among them, oldest first."""
        self.reads.add(Read("translation", (key,), shape="location"))
        return self._seen(self._rows.between("translation", (key,), "", LAST), "location")

    def corrections(self, key: Key, count: int | None = None) -> tuple[tuple[Card, Correction], ...]:
        """The corrections under a key of their index, newest first: all, or no more than `count`."""
        rows = self._rows.before("correction", key, LAST, count or NO_LIMIT)
        low = rows[-1][0] if len(rows) == count else ""
        self.reads |= {Read("correction", key, low, LAST, shape) for shape in ("card", "corrections")}
        return tuple(self._correction(source, int(order.rpartition(" ")[2])) for order, source in rows)

    def _correction(self, source: int, number: int) -> tuple[Card, Correction]:
        corrections: Any = self._rows.shape(source, "corrections")
        return cast(Card, self._rows.shape(source, "card")), corrections[number]

    def latest(self, index: str, key: Key) -> str | None:
        """The last order under a key, whatever stands there."""
        rows = self._rows.before(index, key, LAST, 1)
        self.reads.add(Read(index, key, rows[0][0] if rows else ""))
        return rows[0][0] if rows else None

    def _before(self, index: str, key: Key, order: str, count: int, shape: Shape) -> tuple[Any, ...]:
        rows = self._rows.before(index, key, order, count)
        # Beyond the last of a full answer nothing can change it.
        low = rows[-1][0] if rows and len(rows) == count else ""
        self.reads.add(Read(index, key, low, order, shape))
        return self._seen(rows, shape)

    def _after(self, key: Key, order: str, count: int, shape: Shape) -> tuple[Any, ...]:
        rows = self._rows.after("list", key, order, count)
        high = _just_after(rows[-1][0]) if rows and len(rows) == count else LAST
        self.reads.add(Read("list", key, _just_after(order) if order else "", high, shape))
        return self._seen(rows, shape)

    def _seen(self, rows: list[Row], shape: Shape) -> tuple[Any, ...]:
        return tuple(self._rows.shape(source, shape) for _, source in rows)

    def counts(self, index: str, prefix: Key = ()) -> list[tuple[Key, int]]:
        """The keys below `prefix`, in order, each with its number of entries."""
        self.reads.add(Read(f"{index} count", prefix))
        return self._rows.counts(index, prefix)

    def keys(self, index: str, prefix: Key = ()) -> list[Key]:
        """The keys below `prefix`, in order."""
        self.reads.add(Read(f"{index} key", prefix))
        return [key for key, _ in self._rows.counts(index, prefix)]

    def key_before(self, index: str, prefix: Key, rest: Key) -> Key | None:
        """The last key below `prefix` whose rest comes before `rest`."""
        found = self._rows.key_before(index, prefix, rest)
        low = JOINT.join(found[len(prefix) :]) if found else ""
        self.reads.add(Read(f"{index} key", prefix, low, JOINT.join(rest)))
        return found

    def key_after(self, index: str, prefix: Key, rest: Key) -> Key | None:
        """The first key below `prefix` whose rest comes after `rest` and all that begin with it."""
        found = self._rows.key_after(index, prefix, rest)
        high = _just_after(JOINT.join(found[len(prefix) :])) if found else LAST
        self.reads.add(Read(f"{index} key", prefix, JOINT.join((*rest, LAST)), high))
        return found

    def location(self, target: str) -> Location | None:
        """Where a source path, or the article at a URL, is published."""
        return cast("Location | None", self._one(target, "location"))

    def alias(self, url: str) -> Location | None:
        """Where the article stands that names a URL among its aliases."""
        self.reads.add(Read("alias", (url,), shape="location"))
        rows = self._rows.after("alias", (url,), "", 1)
        return cast("Location | None", self._rows.shape(rows[0][1], "location") if rows else None)

    def card(self, target: str) -> Card | None:
        """The card of the article at a source path or a URL."""
        return cast("Card | None", self._one(target, "card"))

    def article(self, source: str) -> Article:
        """The article, or the plain page, of a job. Raises `KeyError` for one that is not published."""
        found = self._one(source, "article")
        if found is None:
            raise KeyError(source)
        return cast(Article, found)

    def _one(self, target: str, shape: Shape) -> Any | None:
        self.reads.add(Read("location", (target,), shape=shape))
        rows = self._rows.before("location", (target,), LAST, 1)
        return self._rows.shape(rows[0][1], shape) if rows else None

    def has_page(self, url: str) -> bool:
        """Whether a list, a period or a page of the site itself stands at a URL."""
        self.reads.add(Read("page", (url,)))
        return self._rows.has_page(url)

    def picture(self, path: str) -> PictureFile | None:
        return cast("PictureFile | None", self.fact("picture", path))

    def pictures(self) -> Pictures:
        """How pictures are made."""
        return cast(Pictures, self.fact("pictures", ""))

    def recording(self, path: str) -> RecordingFile | None:
        """What is published of sound or film, if it can be played."""
        return cast("RecordingFile | None", self.fact("recording", path))

    def setting(self, *name: str) -> Any:
        """A setting of `site.yaml`; `facts.py` has their names."""
        return self.fact("setting", *name)

    def edition(self, slug: str) -> Edition:
        """A language edition as `site.yaml` describes it, with what it shares with the site's own."""
        return cast(Edition, self.fact("edition", slug))

    @property
    def base_url(self) -> str:
        return cast(str, self.setting("base_url"))

    def fact(self, index: str, *key: str) -> Any | None:
        """A single value: a record of `site.yaml`, a picture, the address of a static file."""
        self.reads.add(Read(index, key))
        return self._rows.fact(index, key)

    def section(self, key: Key) -> Section:
        edition, slug = _in_edition(key)
        return self.fact("section", edition, slug) or Section(slug, self.label(*key))

    def series(self, key: Key) -> Series:
        edition, slug = _in_edition(key)
        return self.fact("series", edition, slug) or Series(slug, self.label(*key))

    def tag(self, key: Key) -> Tag:
        edition, slug = _in_edition(key)
        return self.fact("tag", edition, slug) or Tag(slug, self.label(*key))

    def author(self, key: Key) -> Author:
        return self.fact("author", key[1]) or Author(key[1], self.label(*key))

    def person(self, key: Key) -> Author:
        """An author as their articles tell of them: without what only their own page shows."""
        return self.fact("person", key[1]) or Author(key[1], self.label(*key))

    def label(self, kind: str, slug: str) -> str:
        """What a section, tag or author is called: by `site.yaml`, else by the oldest article of its list."""
        return self.once(("label", kind, slug), lambda view: view._label(kind, slug))

    def once(self, key: tuple[str, ...], make: Callable[[View], Made]) -> Made:
        """Something that many pages show: made once in each process, with its reads noted for all."""
        memory = self._rows.memory
        found = memory.get(key)
        if found is None:
            if len(memory) >= REMEMBERED:
                memory.clear()
            asking = View(self._rows)
            found = memory[key] = make(asking), frozenset(asking.reads)
        self.reads |= found[1]
        return cast(Made, found[0])

    def _label(self, kind: str, slug: str) -> str:
        given = self.fact("label", kind, slug)
        if given is not None:
            return cast(str, given)
        oldest: tuple[tuple[Naming, ...], ...] = self._after((kind, slug), "", 1, "names")
        named = (name.label for names in oldest for name in names if (name.kind, name.slug) == (kind, slug))
        return next(named, slug)

    def link(self, kind: str, slug: str) -> LinkTo:
        """The label and the URL of a section, series, tag or author."""
        edition, plain = parted(kind)
        return LinkTo(self.label(kind, slug), below(edition, f"/{FOLDERS[plain]}{slug}/"))


def _in_edition(key: Key) -> tuple[str, str]:
    return parted(key[0])[0], key[1]


def _just_after(order: str) -> str:
    """The least text that is greater than `order`, for no order holds such a character."""
    return f"{order}\x01"
