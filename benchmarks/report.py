"""Tables of results as Markdown, for the terminal and for docs/benchmarks.md alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.candidates import CANDIDATES
from benchmarks.census import Census, Count
from benchmarks.measure import Measurement
from benchmarks.results import FOLDER, Results, Runs

Found = TypeVar("Found")
REFERENCES = ("hugo", "pelican")
COLUMNS: dict[str, tuple[str, Callable[[Measurement], float | None]]] = {
    "wall s": ("{:.2f}", lambda run: run.wall),
    "CPU s": ("{:.2f}", lambda run: run.cpu),
    "memory MB": ("{:.0f}", lambda run: run.memory),
    "all processes MB": ("{:.0f}", lambda run: run.tree),
    "files changed": ("{:,.0f}", lambda run: run.changed),
    "files touched": ("{:,.0f}", lambda run: run.touched),
    "first page s": ("{:.2f}", lambda run: run.start),
}
"""What is shown of the runs: the form of the median, and where it is taken from."""


def times(found: Results, folder: Path = FOLDER) -> str:
    """Return a table of medians, the fastest run, and wall time as a ratio to each reference.

    A generator that is told what has changed is compared with those that were not: they cannot be told.
    """
    if not found.runs:
        return "Not measured."
    against = found.runs
    if found.work == "changed":
        path = folder / f"body-{found.articles}.json"
        against = Results.read(path).runs if path.exists() else {}
    references = [name for name in REFERENCES if against.get(name)]
    shown = [name for name in COLUMNS if any(_median(name, runs) is not None for runs in found.runs.values())]
    head = ["", shown[0], "fastest", *shown[1:], *(f"/ {name}" for name in references)]
    rows = [
        [name, *_row(runs, shown), *_ratios(runs, against, references)] for name, runs in _ordered(found.runs)
    ]
    return table(head, rows)


def summary(found: Mapping[str, Results], titles: Mapping[str, str]) -> str:
    """Return a table of the median wall seconds of each generator at each work, for one size."""
    works = [name for name in titles if name in found]
    names = [name for name in CANDIDATES if any(name in found[work].runs for work in works)]
    rows = [[name, *(_wall(found[work].runs.get(name, [])) for work in works)] for name in names]
    return table(["wall s", *(titles[work] for work in works)], rows)


def pages(counts: Mapping[str, Census]) -> str:
    """Return a table of the files of each kind, with their mean size in bytes."""
    kinds = next(iter(counts.values()), {})
    rows = [[kind, *(_files(found[kind]) for _, found in _ordered(counts))] for kind in kinds]
    return table(["files × mean bytes", *(name for name, _ in _ordered(counts))], rows)


def ratio(value: float) -> str:
    """Return a ratio with two digits that say something."""
    return f"{value:.2f}" if value >= 0.1 else f"{value:.2g}"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table whose columns are aligned in plain text as well."""
    body = [list(row) for row in rows]
    widths = [max(len(row[column]) for row in (head, *body)) for column in range(len(head))]
    rule = ["-" * max(1, widths[0]), *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(row, widths) for row in (head, rule, *body))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))
    return f"| {' | '.join((row[0].ljust(widths[0]), *numbers))} |"


def _ordered(found: Mapping[str, Found]) -> list[tuple[str, Found]]:
    """Return what is known of each generator, in the order in which they take turns."""
    return [(name, found[name]) for name in CANDIDATES if name in found]


def _files(count: Count) -> str:
    return f"{count.files:,} × {count.bytes:,}"


def _row(runs: Sequence[Measurement], shown: Sequence[str]) -> list[str]:
    cells = [_cell(name, runs) for name in shown]
    return [cells[0], f"{min(run.wall for run in runs):.2f}", *cells[1:]]


def _cell(name: str, runs: Sequence[Measurement]) -> str:
    found = _median(name, runs)
    return "" if found is None else COLUMNS[name][0].format(found)


def _median(name: str, runs: Sequence[Measurement]) -> float | None:
    values = [value for run in runs if (value := COLUMNS[name][1](run)) is not None]
    return median(values) if values else None


def _wall(runs: Sequence[Measurement]) -> str:
    return f"{median(run.wall for run in runs):.2f}" if runs else "–"


def _ratios(runs: Sequence[Measurement], against: Runs, references: Iterable[str]) -> list[str]:
    own = median(run.wall for run in runs)
    return [ratio(own / median(run.wall for run in against[name])) for name in references]
