"""Who wrote what, when, in which section and with which tags: the corpus without its prose."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, product

from benchmarks import prose

SEED = 20241110
FIRST_DAY = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)
LAST_DAY = dt.datetime(2024, 12, 30, tzinfo=dt.UTC)
TAGS_PER_ARTICLE = (2, 6)
ZIPF_OFFSET = 14  # weight of the tag of rank k: 1 / (k + offset), by Mandelbrot's form of Zipf's law
TAG_SHARE = 0.1  # no tag is on more than this share of the articles


@dataclass(frozen=True, slots=True)
class Facts:
    """One article without its text; `index` counts from the oldest."""

    index: int
    title: str
    date: dt.datetime
    section: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]

    @property
    def slug(self) -> str:
        return slug(self.title)

    def lists(self) -> Iterator[tuple[str, str]]:
        """Yield the lists that the article enters, as kind and slug."""
        yield "section", slug(self.section)
        yield from (("author", slug(name)) for name in self.authors)
        yield from (("tag", slug(name)) for name in self.tags)


def slug(label: str) -> str:
    """Return the URL part of a label of letters, spaces and light punctuation."""
    kept = "".join(c if c.isalnum() else " " for c in label.lower().replace("'", ""))
    return "-".join(kept.split())


def sections() -> list[str]:
    """Return the labels of the 8 sections."""
    return list(prose.words()["sections"])


def authors() -> list[str]:
    """Return the names of the 40 authors."""
    words = prose.words()
    return [f"{first} {last}" for first, last in product(words["first_names"], words["last_names"])]


def tags() -> list[str]:
    """Return the labels of the 400 tags, the most frequent first."""
    words = prose.words()
    labels = [f"{place} {beat}" for place, beat in product(words["places"], words["beats"])]
    random.Random(SEED).shuffle(labels)
    return labels


def articles(count: int) -> Iterator[Facts]:
    """Yield the facts of `count` articles, oldest first; the same for every call."""
    rng = random.Random(SEED)
    draw = _TagDraw(count, rng)
    step = (LAST_DAY - FIRST_DAY) / count
    names, labels = authors(), sections()
    for index in range(count):
        moment = FIRST_DAY + step * (index + rng.random())
        yield Facts(
            index=index,
            title=prose.headline(index),
            date=moment.replace(second=0, microsecond=0),
            section=rng.choice(labels),
            authors=tuple(rng.sample(names, 2 if rng.random() < 0.1 else 1)),
            tags=draw.some(),
        )


def newcomer(count: int) -> Facts:
    """Return the article that `benchmarks.growth` adds to a corpus of `count`: newer than all others.

    Its tags, section and author are the same for every size, and common enough to be known there.
    """
    return Facts(
        index=count,
        title="Quiet morning: the ferry sails again after the longest winter",
        date=LAST_DAY.replace(day=31, hour=9),
        section=sections()[0],
        authors=(authors()[0],),
        tags=tuple(tags()[:4]),
    )


class _TagDraw:
    """Draws the tags of one article after another, leaving out a tag that has had its share."""

    def __init__(self, count: int, rng: random.Random) -> None:
        self._rng = rng
        self._labels = tags()
        self._weights = list(accumulate(1 / (rank + ZIPF_OFFSET) for rank in range(1, len(self._labels) + 1)))
        self._left = Counter(dict.fromkeys(self._labels, max(1, int(count * TAG_SHARE))))

    def some(self) -> tuple[str, ...]:
        wanted = self._rng.randint(*TAGS_PER_ARTICLE)
        chosen: dict[str, None] = {}
        while len(chosen) < wanted:
            (label,) = self._rng.choices(self._labels, cum_weights=self._weights)
            if self._left[label] and label not in chosen:
                self._left[label] -= 1
                chosen[label] = None
        return tuple(chosen)
