"""What `broadsheet check` looks for, in two tables.

`ARTICLE_RULES` read articles as they were written, `PAGE_RULES` the built pages, one by one. A new rule is
one function and one line here. What is wrong with feeds, sitemaps and structured data is told in `feeds/`
and `structured/`; what depends on several files at once (links, sizes, lost addresses) is judged from what
was kept of each: see `looking.py` and `sweep.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.checks.finding import Finding
from generator.checks.headings import heading_order
from generator.checks.ids import repeated_ids
from generator.checks.languages import languages
from generator.checks.page import BuiltPage
from generator.checks.pictures import images_without_alt, missing_credit, pictures_without_text, small_lead
from generator.checks.recordings import films_without_captions, recordings_without_transcript
from generator.checks.structured.rules import structured_data
from generator.checks.summaries import missing_summary
from generator.model import Article, Problem
from generator.view import View

ArticleRule = Callable[[Article, View], Iterable[Problem]]
PageRule = Callable[[BuiltPage], Iterable[Finding]]

ARTICLE_RULES: tuple[ArticleRule, ...] = (
    missing_summary,
    pictures_without_text,
    missing_credit,
    small_lead,
    films_without_captions,
    recordings_without_transcript,
)
PAGE_RULES: tuple[PageRule, ...] = (
    repeated_ids,
    images_without_alt,
    heading_order,
    languages,
    structured_data,
)
