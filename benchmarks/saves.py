"""How long after a save the new text was in the browser: the figures, and their table."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import report
from benchmarks.candidates import CANDIDATES
from benchmarks.results import FOLDER

STORED = FOLDER / "preview.json"
REFERENCE = "hugo"

Found = dict[str, Any]
"""`milliseconds` of each edit that was seen, how many were `missed`, the `load` of the machine before the
first, and the `facts` of the run."""


def keep(path: Path, articles: int, name: str, found: Found) -> None:
    """Put the figures of one generator at one size into the file, in place of older ones."""
    figures = _read(path)
    figures.setdefault(str(articles), {})[name] = found
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def table(path: Path = STORED) -> str:
    """Return a Markdown table of all that was measured, in milliseconds."""
    figures = _read(path)
    if not figures:
        return "Not measured yet."
    head = ["ms", "edits", "median", "95th percentile", "slowest", "missed", "load before", f"/ {REFERENCE}"]
    rows = [
        [f"{int(articles):,} articles, {name}", *_row(found[name], found.get(REFERENCE))]
        for articles, found in sorted(figures.items(), key=lambda each: int(each[0]))
        for name in CANDIDATES
        if name in found
    ]
    return report.table(head, rows)


def percentile(values: list[float], share: int) -> float:
    """Return what `share` of a hundred values do not exceed, between two values where need be."""
    return quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


def _row(found: Found, reference: Found | None) -> list[str]:
    values = found["milliseconds"]
    numbers = [median(values), percentile(values, 95), max(values)] if values else []
    others = reference["milliseconds"] if reference else ()
    against = report.ratio(median(values) / median(others)) if values and others else ""
    return [
        str(len(values)),
        *([f"{number:,.0f}" for number in numbers] or ["never"] * 3),
        str(found["missed"]),
        str(found["load"]),
        against,
    ]


def _read(path: Path) -> dict[str, dict[str, Found]]:
    """Return the figures of each number of articles and each generator."""
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
