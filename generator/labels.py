"""The labels that tell a reader what kind of piece an article is."""

from __future__ import annotations

LABELS = {
    "news": "",  # what an article is unless it says otherwise: not shown
    "analysis": "Analysis",
    "explainer": "Explainer",
    "fact-check": "Fact check",
    "feature": "Feature",
    "interview": "Interview",
    "investigation": "Investigation",
    "live": "Live",
    "obituary": "Obituary",
    "opinion": "Opinion",
    "review": "Review",
    "satire": "Satire",
    "sponsored": "Sponsored",
}


def label_text(label: str) -> str:
    """How a label reads on the page; a label of the site's own is shown as it is written."""
    return LABELS.get(label.lower(), label)
