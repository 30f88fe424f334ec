"""Summaries: what search results, feeds and the front page show below a headline."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Article, Problem, Severity


def missing_summary(article: Article) -> Iterator[Problem]:
    if not article.standfirst:
        yield Problem(
            article.source,
            1,
            1,
            "no-summary",
            "This article has no summary; its first sentences serve",
            "Write `summary:` in a sentence or two",
            Severity.WARNING,
        )
