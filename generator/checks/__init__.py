"""What `broadsheet check` looks for, in two tables.

`ARTICLE_RULES` read articles as they were written; `PAGE_RULES` read the built pages. A new rule is one
function and one line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from generator.checks.built import BuiltPage, BuiltSite
from generator.checks.finding import Finding, Origins, merged
from generator.checks.ids import repeated_ids
from generator.checks.links import dead_links
from generator.checks.pictures import images_without_alt, missing_credit, pictures_without_text, small_lead
from generator.checks.recordings import films_without_captions, recordings_without_transcript
from generator.checks.summaries import missing_summary
from generator.model import Article, Problem
from generator.view import View

ArticleRule = Callable[[Article, View], Iterable[Problem]]
PageRule = Callable[[BuiltPage, BuiltSite], Iterable[Finding]]

ARTICLE_RULES: tuple[ArticleRule, ...] = (
    missing_summary,
    pictures_without_text,
    missing_credit,
    small_lead,
    films_without_captions,
    recordings_without_transcript,
)
PAGE_RULES: tuple[PageRule, ...] = (dead_links, repeated_ids, images_without_alt)


def check_articles(articles: Iterable[Article], view: View) -> Iterator[Problem]:
    """What the rules say of articles, at the line of the article."""
    for article in articles:
        for rule in ARTICLE_RULES:
            yield from rule(article, view)


def check_pages(site: BuiltSite, origins: Origins) -> Iterator[Problem]:
    """What the rules say of a built site, at the line of the source where it can be found."""
    yield from merged(
        origins.problem(finding, page)
        for page in site.pages()
        for rule in PAGE_RULES
        for finding in rule(page, site)
    )
