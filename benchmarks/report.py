"""Tables of results as Markdown, for the terminal and for docs/benchmarks.md alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median

from benchmarks.census import Census, Count
from benchmarks.measure import Measurement

REFERENCES = ("hugo", "pelican")


def times(runs: Mapping[str, Sequence[Measurement]]) -> str:
    """Return a table of medians, and of wall time as a ratio to each reference that took part."""
    references = [name for name in REFERENCES if name in runs]
    measured = ["wall s", "fastest", "CPU s", "memory MB", "all processes MB"]
    head = ["", *measured, *(f"/ {name}" for name in references)]
    rows = [[name, *_medians(found), *_ratios(found, runs, references)] for name, found in runs.items()]
    return table(head, rows)


def pages(counts: Mapping[str, Census]) -> str:
    """Return a table of the files of each kind, with their mean size in bytes."""
    kinds = next(iter(counts.values()), {})
    rows = [[kind, *(_files(found[kind]) for found in counts.values())] for kind in kinds]
    return table(["files × mean bytes", *counts], rows)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table whose columns are aligned in plain text as well."""
    body = [list(row) for row in rows]
    widths = [max(len(row[column]) for row in (head, *body)) for column in range(len(head))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (head, rule, *body))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
    return f"| {' | '.join((row[0].ljust(widths[0]), *numbers))} |"


def _files(count: Count) -> str:
    return f"{count.files:,} × {count.bytes:,}"


def _medians(runs: Sequence[Measurement]) -> list[str]:
    wall = [run.wall for run in runs]
    return [
        f"{median(wall):.2f}",
        f"{min(wall):.2f}",
        f"{median(run.cpu for run in runs):.2f}",
        f"{median(run.memory for run in runs):.0f}",
        f"{median(run.tree for run in runs):.0f}",
    ]


def _ratios(
    found: Sequence[Measurement], runs: Mapping[str, Sequence[Measurement]], references: Iterable[str]
) -> list[str]:
    own = median(run.wall for run in found)
    return [f"{own / median(run.wall for run in runs[name]):.2f}" for name in references]
