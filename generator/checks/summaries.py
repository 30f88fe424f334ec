"""Summaries: what search results, feeds and the front page show below a headline."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Article, Problem, Severity
from generator.view import View


def missing_summary(article: Article, _: View) -> Iterator[Problem]:
    """A warning for an article whose summary nobody wrote."""
    if article.standfirst:
        return
    message = "This article has no summary; its first sentences serve"
    where = "the .yaml file beside it" if article.source.endswith(".txt") else "its front matter"
    cure = f"Write `summary:` in {where}, in a sentence or two"
    yield Problem(article.source, 1, 1, "no-summary", message, cure, Severity.WARNING)
