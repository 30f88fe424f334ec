"""Bars: numbers below one another, each beside its name, which may be long."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.charts.colours import PAPER, QUIET, REST, Ink
from generator.charts.frames import (
    SIZE,
    Edges,
    Look,
    Sketch,
    Spec,
    data,
    inks_of,
    key,
    numbers_axis,
    pixels,
    scale,
    sketch,
    texts,
)
from generator.charts.lettering import fitted, width
from generator.charts.plots import Plot
from generator.charts.ticks import is_flat, writer
from generator.model import Chart

SHARE = 0.38
"""Of the width that the names beside the bars may take; where one is longer, all stand above their bars."""

_BAR, _GAP, _NAME = 20, 9, 20

Rows = tuple[int, bool]
"""The height of a row in pixels, and whether its name stands beside its bar."""


def totals(plot: Plot) -> list[float]:
    """How high each pile of parts is."""
    return [
        sum(value or 0.0 for value in parts)
        for parts in zip(*(each.values for each in plot.series), strict=True)
    ]


def seam(stacked: bool) -> Spec:
    """A line of the paper between parts that stand on one another."""
    return {"stroke": PAPER, "strokeWidth": 1.5} if stacked else {}


def shades(chart: Chart, plot: Plot, inks: Sequence[Ink]) -> list[list[Ink]]:
    """The colour of each number: of one series, those that are not highlighted are grey."""
    wanted = {mention.text.casefold() for mention in chart.highlight}
    marked = [name.casefold() in wanted for name in plot.names]
    if len(plot.series) > 1 or not any(marked):
        return [[ink] * len(plot.places) for ink in inks]
    return [[inks[0] if each else REST for each in marked]]


def draw(chart: Chart, plot: Plot, look: Look) -> Sketch:
    inks, stacked = inks_of(chart, plot, look), chart.stacked and len(plot.series) > 1
    values = totals(plot) if stacked else plot.values
    ticks = _ends(chart, values)
    write = writer(values, look.language, chart.unit)
    widest = max(width(name, SIZE) for name in plot.names)
    beside = widest <= SHARE * look.width
    after = max(width(write(value), SIZE) for value in values) + 8
    before = after if min(values) < 0 else 0.0
    names = widest + 10 if beside else 0.0
    near, far = names + before, after if max(values) > 0 else 2.0
    edges = Edges(*((far, 4, near, 4) if look.mirrored else (near, 4, far, 4)))
    above = key([each.name for each in plot.series], inks, look, edges)
    edges = Edges(edges.left, edges.top + above.height, edges.right, edges.bottom)
    abreast = 1 if stacked else len(plot.series)
    row = abreast * (_BAR if abreast == 1 else 16) + _GAP + (0 if beside else _NAME)
    height = len(plot.places) * row
    field = look.width - edges.left - edges.right, float(height)
    layers = [
        _marks(chart, plot, inks, look, ticks, (row, beside), stacked),
        _baseline(plot, (row, beside)),
        _numbers(plot, look, ticks, field, (row, beside), stacked, write),
        _names(plot, look, edges, field, row, beside),
        *above.layers,
    ]
    return sketch(height + edges.top + edges.bottom, look, edges, layers, inks)


def _ends(chart: Chart, values: Sequence[float]) -> list[float]:
    """From where to where bars reach: without an axis there is no need of round numbers."""
    low, high = min(0.0, *values), max(0.0, *values)
    if chart.low is not None:
        low = min(0.0, chart.low)
    if chart.high is not None and chart.high > low:
        high = chart.high
    return [low, low + 1.0 if is_flat(low, high) else high]


def _marks(
    chart: Chart,
    plot: Plot,
    inks: Sequence[Ink],
    look: Look,
    ticks: Sequence[float],
    rows: Rows,
    stacked: bool,
) -> Spec:
    found = shades(chart, plot, inks)
    ends = [0.0] * len(plot.places)  # of what stands on one another so far
    cells = []
    for number, series in enumerate(plot.series):
        for place, value in enumerate(series.values):
            if value is None:
                continue
            start = ends[place] if stacked else 0.0
            ends[place] = start + value
            top, bottom = _extent(place, number, len(plot.series), rows, stacked)
            shade = found[number][place].light
            cells.append({"v": start, "w": start + value, "a": top, "b": bottom, "c": shade})
    return {
        "data": data(cells),
        "mark": {"type": "rect", "clip": True, **seam(stacked)},
        "encoding": {
            "x": {
                "field": "v", "type": "quantitative", "scale": scale(ticks, reverse=look.mirrored),
                "axis": numbers_axis([], str),
            },
            "x2": {"field": "w"},
            "y": pixels("a"),
            "y2": {"field": "b"},
            "color": {"field": "c", "type": "nominal", "scale": None},
        },
    }  # fmt: skip


def _baseline(plot: Plot, rows: Rows) -> Spec:
    """Where the bars begin: a line at each row, so that it crosses no name."""
    extents = [_extent(place, 0, 1, rows, True) for place in range(len(plot.places))]
    reach = _GAP / 2 if rows[1] else 2
    return {
        "data": data({"v": 0, "a": top - reach, "b": bottom + reach} for top, bottom in extents),
        "mark": {"type": "rule", "stroke": QUIET.light, "strokeWidth": 1},
        "encoding": {"x": {"field": "v", "type": "quantitative"}, "y": pixels("a"), "y2": {"field": "b"}},
    }


def _extent(place: int, number: int, series: int, rows: Rows, stacked: bool) -> tuple[float, float]:
    """The upper and the lower edge of a bar in pixels."""
    row, beside = rows
    top = place * row + _GAP / 2 + (0 if beside else _NAME)
    each = row - _GAP - (0 if beside else _NAME)
    if stacked or series == 1:
        return top, top + each
    thick = each / series
    return top + number * thick, top + (number + 1) * thick - 1


def _numbers(
    plot: Plot,
    look: Look,
    ticks: Sequence[float],
    field: tuple[float, float],
    rows: Rows,
    stacked: bool,
    write: Callable[[float], str],
) -> Spec:
    """The number of each bar at its end; of parts that stand on one another, their sum."""
    scaled = field[0] / (ticks[-1] - ticks[0])
    found: dict[str, list[tuple[float, float, str]]] = {"left": [], "right": []}
    piles = [totals(plot)] if stacked else [each.values for each in plot.series]
    for number, values in enumerate(piles):
        for place, value in enumerate(values):
            if value is None:
                continue
            top, bottom = _extent(place, number, len(piles), rows, stacked)
            end = (min(max(value, ticks[0]), ticks[-1]) - ticks[0]) * scaled
            left = field[0] - end if look.mirrored else end
            rightward = (value >= 0) != look.mirrored
            align, nudge = ("left", 5) if rightward else ("right", -5)
            found[align].append((left + nudge, (top + bottom) / 2, write(value)))
    return {"layer": [texts(rows, align=align) for align, rows in found.items() if rows]}


def _names(plot: Plot, look: Look, edges: Edges, field: tuple[float, float], row: int, beside: bool) -> Spec:
    room = look.width - 4.0
    align = "right" if look.mirrored else "left"
    # Beside bars a name ends where its bar begins; above them it begins at the edge of the picture.
    start = field[0] + edges.right if look.mirrored else -edges.left
    down = [
        place * row + (_GAP / 2 + _BAR / 2 if beside else _GAP / 2 + _NAME / 2)
        for place in range(len(plot.names))
    ]
    if beside:
        block = row - _GAP
        down = [place * row + _GAP / 2 + block / 2 for place in range(len(plot.names))]
    return texts(
        [(start, y, fitted(name, SIZE, room)) for name, y in zip(plot.names, down, strict=True)], align=align
    )
