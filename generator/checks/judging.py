"""What the rules say of articles. An article whose digest is known is not read again, if all that the rules
have asked beside it (pictures, recordings) has the same answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from generator.checks import ARTICLE_RULES
from generator.checks.memory import Judged, Memory, Reads
from generator.model import Article, Problem
from generator.rows import Read
from generator.store import Store
from generator.store.rows import StoredRows
from generator.view import View

CHECKED = ("article", "plain")
"""The indexes of published articles, and of plain pages."""


def article_problems(store: Store, zone: ZoneInfo, memory: Memory) -> Iterator[Problem]:
    """The problems of every published article and plain page, at their lines."""
    known, rows, digests = memory.articles(), store.rows(), store.sources.digests()
    now: dict[str, Judged] = {}
    for index in CHECKED:
        for (path,), _ in list(store.entries.keys(index)):
            found = known.get(path)
            if found is None or found.digest != digests.get(path) or not _hold(found.reads, store):
                article = store.sources.article(path, zone)
                if article is None:
                    continue
                found = _judged(article, digests[path], store, rows)
            now[path] = found
            yield from found.problems
    _keep(memory, known, now)


def _judged(article: Article, digest: bytes, store: Store, rows: StoredRows) -> Judged:
    view = View(rows)
    problems = tuple(problem for rule in ARTICLE_RULES for problem in rule(article, view))
    return Judged(digest, tuple(_answers(view.reads, store)), problems)


def _answers(reads: set[Read], store: Store) -> Iterator[tuple[str, tuple[str, ...], bytes]]:
    for each in sorted(reads):
        assert not each.shape, f"{each.where}: rules read single values alone"
        yield each.where, each.key, _digest(store.facts.get((each.where, each.key)))


def _hold(reads: Reads, store: Store) -> bool:
    return all(_digest(store.facts.get((index, key))) == digest for index, key, digest in reads)


def _digest(value: bytes | None) -> bytes:
    return b"" if value is None else hashlib.blake2b(value, digest_size=12).digest()


def _keep(memory: Memory, known: Mapping[str, Judged], now: Mapping[str, Judged]) -> None:
    new = [(path, each) for path, each in now.items() if known.get(path) is not each]
    gone = known.keys() - now.keys()
    if new or gone:
        with memory.transaction():
            memory.put_articles(new, gone)
