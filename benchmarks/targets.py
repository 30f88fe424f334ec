"""What Broadsheet is to reach, as ratios of two figures."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import report
from benchmarks.results import FOLDER, Results


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number: `measure` is a field of `Measurement`."""

    candidate: str
    work: str
    articles: int
    measure: str = "wall"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure may be at most `limit` times another one; `aim` is what is hoped for."""

    own: Figure
    other: Figure
    limit: float
    aim: float | None = None

    def ratio(self, folder: Path = FOLDER) -> float | None:
        """Return the measured ratio, None as long as one of the two is not measured."""
        own, other = (_measured(figure, folder) for figure in (self.own, self.other))
        return own / other if own is not None and other else None


def _against_hugo(
    work: str, articles: int, limit: float, *names: str, aim: float | None = None, hugo: str = ""
) -> tuple[Target, ...]:
    other = Figure("hugo", hugo or work, articles)
    return tuple(Target(Figure(name, work, articles), other, limit, aim) for name in names)


PYTHON, RUST = "broadsheet", "broadsheet-commonmark"
TARGETS: tuple[Target, ...] = (
    *_against_hugo("cold", 10_000, 1.0, RUST, aim=0.7),
    Target(Figure(PYTHON, "cold", 10_000), Figure("pelican", "cold", 10_000), 0.45, 0.35),
    *_against_hugo("unchanged", 10_000, 0.05, PYTHON, RUST),
    *_against_hugo("body", 10_000, 0.06, PYTHON, RUST),
    *_against_hugo("added", 10_000, 0.08, PYTHON, RUST),
    *_against_hugo("body", 100_000, 0.02, RUST),
    *_against_hugo("changed", 100_000, 0.005, RUST, hugo="body"),
    Target(Figure(RUST, "cold", 100_000), Figure(RUST, "cold", 10_000), 12),
    Target(Figure(RUST, "cold", 100_000, "tree"), Figure("hugo", "cold", 100_000, "tree"), 0.2),
)


def table(folder: Path = FOLDER) -> str:
    """Return a Markdown table of all targets: what was measured, and whether it is reached."""
    return report.table(["target", "ratio", "at most", "aim", ""], [_row(each, folder) for each in TARGETS])


def _row(target: Target, folder: Path) -> list[str]:
    ratio = target.ratio(folder)
    verdict = "not measured" if ratio is None else "reached" if ratio <= target.limit else "NOT REACHED"
    shown = "" if ratio is None else report.ratio(ratio)
    aim = "" if target.aim is None else f"{target.aim:g}"
    return [_said(target), shown, f"{target.limit:g}", aim, verdict]


def _said(target: Target) -> str:
    own, other = target.own, target.other
    what = {"wall": "wall time", "tree": "memory of all processes"}[own.measure]
    against = f"{other.candidate}" if other.candidate != own.candidate else f"its {other.articles:,}"
    return f"{own.work}, {own.articles:,}, {own.candidate}: {what} against {against}"


def _measured(figure: Figure, folder: Path) -> float | None:
    path = folder / f"{figure.work}-{figure.articles}.json"
    runs = Results.read(path).runs.get(figure.candidate) if path.exists() else None
    return median(getattr(run, figure.measure) for run in runs) if runs else None
