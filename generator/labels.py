"""The labels that tell a reader what kind of piece an article is."""

from __future__ import annotations

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


def shown_label(label: str) -> str:
    """The label as the page shows it; empty for plain news."""
    return "" if label == NEWS else label
