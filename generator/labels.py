"""The labels that tell a reader what kind of piece an article is."""

from __future__ import annotations

from generator.interface import say
from generator.slugs import slugify

NEWS = "News"
"""What an article is unless it says otherwise; it needs no label on the page."""

LABELS = {
    slugify(label): label
    for label in (
        NEWS,
        "Analysis",
        "Explainer",
        "Fact check",
        "Feature",
        "Interview",
        "Investigation",
        "Live",
        "Obituary",
        "Opinion",
        "Review",
        "Satire",
        "Sponsored",
    )
}
"""The labels that every site knows, by slug, as readers see them."""


SCHEMA_TYPES = {
    "news": "NewsArticle",
    "analysis": "AnalysisNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "fact-check": "NewsArticle",
    "feature": "ReportageNewsArticle",
    "interview": "NewsArticle",
    "investigation": "ReportageNewsArticle",
    "live": "LiveBlogPosting",
    "obituary": "NewsArticle",
    "opinion": "OpinionNewsArticle",
    "review": "ReviewNewsArticle",
    "satire": "SatiricalArticle",
    "sponsored": "AdvertiserContentArticle",
}
"""The type of an article in structured data by the slug of its label (https://schema.org/NewsArticle)."""


def label_slug(label: str) -> str:
    """The name of a label in tables: "Fact check" is `fact-check`; empty for none."""
    return slugify(label)


def is_news(label: str) -> bool:
    """Whether an article is the newsroom's own word: what is paid for, or made up, is not."""
    return label_slug(label) not in ("sponsored", "satire")


def shown_label(label: str, language: str) -> str:
    """The label as a page in some language shows it; empty for plain news."""
    if label in ("", NEWS):
        return ""
    slug = label_slug(label)
    return say(language, f"label.{slug}") if slug in LABELS else label
