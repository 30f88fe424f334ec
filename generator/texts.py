"""The parts of all texts of an article: of its body, and of the entries of a live blog."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Article, Chart, Part


def written(article: Article) -> Iterator[Part]:
    yield from article.body
    for entry in article.live.entries if article.live else ():
        yield from entry.body


def has_code(article: Article) -> bool:
    """Whether some of it is coloured code (`readers/markdown/highlight.py`)."""
    return any(isinstance(part, str) and 'highlight"' in part for part in written(article))


def charts_of(article: Article) -> list[Chart]:
    return [part for part in written(article) if isinstance(part, Chart)]
