"""Draw the plots of docs/benchmarks.md from the stored results. Runs in the environment of the peers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from statistics import median

import matplotlib as mpl
from matplotlib import pyplot
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullFormatter

from benchmarks import results
from benchmarks.fingerprint import REPOSITORY
from benchmarks.results import Results

IMAGES = REPOSITORY / "docs" / "images"
COLOURS = {
    "hugo": "#c2410c",
    "zola": "#a16207",
    "pelican": "#0f766e",
    "eleventy": "#6b7280",
    "nikola": "#9f1239",
    "broadsheet": "#93b4e8",
    "broadsheet-commonmark": "#1d4ed8",
}
WORKS = {
    "cold": "cold build",
    "unchanged": "nothing\nchanged",
    "body": "one body\nedited",
    "changed": "the same,\nfile named",
    "added": "one article\nadded",
    "serve": "body edited\nin preview",
}
BAR = 0.12  # of the room of a work
RATIOS = (0.1, 0.01)  # of Hugo's time, as lines to read by
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "broadsheet",
    "font.family": "sans-serif",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.facecolor": "white",
}


def main() -> None:
    mpl.use("svg")
    mpl.rcParams.update(STYLE)
    stored = list(results.stored())
    IMAGES.mkdir(parents=True, exist_ok=True)
    sizes = sorted({each.articles for each in stored})
    draw_works(stored, sizes, IMAGES / "benchmark-works.svg")
    draw_growth(stored, IMAGES / "benchmark-growth.svg")


def draw_works(stored: Sequence[Results], sizes: Sequence[int], path: Path) -> None:
    """Draw a row of bars for each work and size: wall time of each generator, on a logarithmic scale."""
    figure, axes = pyplot.subplots(len(sizes), 1, figsize=(9, 3.2 * len(sizes)), squeeze=False)
    for (axis,), articles in zip(axes, sizes, strict=True):
        found = {each.work: each for each in stored if each.articles == articles}
        _draw_size(axis, found)
        axis.set_title(f"{articles:,} articles", loc="left", fontweight="bold")
    handles = [pyplot.Rectangle((0, 0), 1, 1, color=colour) for colour in COLOURS.values()]
    figure.legend(handles, COLOURS, loc="lower center", ncols=4, frameon=False)
    figure.tight_layout(rect=(0, 0.55 / (3.2 * len(sizes)), 1, 1))
    figure.savefig(path, metadata={"Date": None})


def _draw_size(axis: Axes, found: dict[str, Results]) -> None:
    works = [name for name in WORKS if name in found]
    for place, work in enumerate(works):
        walls = {name: wall for name in COLOURS if (wall := _wall(found[work], name))}
        for at, (name, wall) in enumerate(walls.items()):
            bar = axis.bar(place + BAR * (at + 0.5 - len(walls) / 2), wall, BAR * 0.9, color=COLOURS[name])
            axis.bar_label(bar, [_seconds(wall, 0)], fontsize=7, padding=1)
        reference = found.get("body" if work == "changed" else work)
        if reference and (hugo := _wall(reference, "hugo")):
            _draw_ratios(axis, place, hugo)
    _logarithmic(axis, "y")
    axis.set_xticks(range(len(works)), [WORKS[name] for name in works])
    axis.tick_params(axis="x", length=0)
    axis.set_ylabel("seconds")


def _draw_ratios(axis: Axes, place: int, hugo: float) -> None:
    for ratio in RATIOS:
        ends = (place - 0.46, place + 0.46)
        axis.hlines(hugo * ratio, *ends, COLOURS["hugo"], "dotted", linewidth=0.8)
        axis.text(ends[1], hugo * ratio, f"{ratio:g}×", fontsize=6, ha="right", va="bottom")


def draw_growth(stored: Sequence[Results], path: Path) -> None:
    """Draw how wall time grows with the archive: a cold build, and a build after one edit."""
    figure, axes = pyplot.subplots(1, 2, figsize=(9, 4), sharey=True)
    for axis, work in zip(axes, ("cold", "body"), strict=True):
        found = [each for each in stored if each.work == work]
        for name, colour in COLOURS.items():
            points = [(each.articles, wall) for each in found if (wall := _wall(each, name))]
            if points:
                axis.plot(*zip(*points, strict=True), "o-", color=colour, label=name, markersize=5)
        _logarithmic(axis, "x", "y")
        axis.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))
        axis.set_xlabel("articles")
        axis.set_title(WORKS[work].replace("\n", " "), loc="left", fontweight="bold")
    axes[0].set_ylabel("seconds")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="lower center", ncols=4, frameon=False)
    figure.tight_layout(rect=(0, 0.14, 1, 1))
    figure.savefig(path, metadata={"Date": None})


def _logarithmic(axis: Axes, *directions: str) -> None:
    for direction in directions:
        getattr(axis, f"set_{direction}scale")("log")
        getattr(axis, f"{direction}axis").set_minor_formatter(NullFormatter())
    axis.yaxis.set_major_formatter(FuncFormatter(_seconds))
    axis.grid(axis="y", which="major", color="#e5e7eb", linewidth=0.8)
    axis.set_axisbelow(True)


def _seconds(value: float, _: int) -> str:
    return f"{value:.0f}" if value >= 10 else f"{value:.2g}"


def _wall(found: Results, name: str) -> float | None:
    runs = found.runs.get(name)
    return median(run.wall for run in runs) if runs else None


if __name__ == "__main__":
    main()
