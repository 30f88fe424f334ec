"""Columns: numbers side by side, along time or for a few short names."""

from __future__ import annotations

from collections.abc import Sequence

from generator.charts import bars
from generator.charts.colours import Ink
from generator.charts.frames import (
    SIZE,
    Edges,
    Look,
    Sketch,
    Spec,
    baseline_rule,
    data,
    inks_of,
    key,
    labelled_axis,
    numbers_axis,
    scale,
    sketch,
)
from generator.charts.lettering import lines, width
from generator.charts.moments import short_labels
from generator.charts.plots import Plot
from generator.charts.ticks import axis, decimals, writer
from generator.model import Chart

MOST_LABELLED = 12
"""Columns that have room for their numbers; more of them have an axis."""

_LINES = 2
_LINE = 16


def draw(chart: Chart, plot: Plot, look: Look) -> Sketch:
    """Columns, or bars where the names have no room below columns."""
    if plot.scale == "name" and not _fit(plot, look):
        return bars.draw(chart, plot, look)
    inks, stacked = inks_of(chart, plot, look), chart.stacked and len(plot.series) > 1
    totals = bars.totals(plot) if stacked else plot.values
    height = 340.0 if look.wide else 290.0
    ticks = axis(totals, 1, 6 if look.wide else 5, chart.low, chart.high)
    write = writer(ticks, look.language, chart.unit)
    labelled = len(plot.series) == 1 and _numbers_fit(plot, look, chart.unit)
    left = 1.0 if labelled else max(width(write(tick), SIZE) for tick in ticks) + 10
    edges = Edges(left=left, right=2, top=24 if labelled else 12, bottom=_below(plot, look))
    if look.mirrored and plot.scale == "name":
        edges = Edges(2, edges.top, left, edges.bottom)
    above = key([each.name for each in plot.series], inks, look, edges)
    edges = Edges(edges.left, edges.top + above.height, edges.right, edges.bottom)
    across = look.width - edges.left - edges.right
    labels = numbers_axis([] if labelled else ticks, write, grid=not labelled)
    if look.mirrored and plot.scale == "name":
        labels["orient"] = "right"
    side = {"field": "y", "type": "quantitative", "scale": scale(ticks), "axis": labels}
    layers = [
        _marks(chart, plot, inks, look, stacked, _axis(plot, look, across), side),
        baseline_rule("y"),
        _numbers(plot, look, chart.unit) if labelled else {},
        *above.layers,
    ]
    return sketch(height + above.height, look, edges, layers, inks)


def _fit(plot: Plot, look: Look) -> bool:
    """Whether every name has room below its column, in one line or two."""
    room = (look.width - 40) / max(1, len(plot.names)) - 6
    return all(
        len(found := lines(name, SIZE, room, _LINES + 1)) <= _LINES and not any("…" in each for each in found)
        for name in plot.names
    )


def _numbers_fit(plot: Plot, look: Look, unit: str) -> bool:
    write = writer(plot.values, look.language, unit)
    room = look.width / len(plot.places) - 4
    widest = max((width(write(value), SIZE) for value in plot.values), default=0)
    return len(plot.places) <= MOST_LABELLED and widest <= room and decimals(plot.values) <= 2


def _below(plot: Plot, look: Look) -> float:
    if plot.scale == "time":
        return 28
    room = (look.width - 40) / max(1, len(plot.names)) - 6
    return 12.0 + _LINE * max(len(lines(name, SIZE, room, _LINES)) for name in plot.names)


def _axis(plot: Plot, look: Look, across: float) -> Spec:
    numbers = range(len(plot.places))
    if plot.scale == "time":
        labels = short_labels(plot.places, plot.grain, look.language)
        widest = max(width(label, SIZE) for label in labels) + 10
        step = max(1, -(-len(labels) * widest // across))
        return labelled_axis([(float(n), labels[n]) for n in numbers if n % step == 0])
    return {"values": []}  # names may take two lines, which Vega's own labels cannot


def _marks(
    chart: Chart, plot: Plot, inks: Sequence[Ink], look: Look, stacked: bool, bottom: Spec, side: Spec
) -> Spec:
    shades = bars.shades(chart, plot, inks)
    rows = [
        {"x": place, "y": value, "s": number, "c": shades[number][place].light}
        for number, series in enumerate(plot.series)
        for place, value in enumerate(series.values)
        if value is not None
    ]
    domain = {"domain": list(range(len(plot.places))), "reverse": look.mirrored and plot.scale == "name"}
    beside = {"field": "s", "type": "nominal", "scale": {"domain": list(range(len(plot.series)))}}
    columns: Spec = {
        "mark": {"type": "bar", "clip": True, **bars.seam(stacked)},
        "encoding": {
            "y": {**side, "stack": "zero" if stacked else None},
            "color": {"field": "c", "type": "nominal", "scale": None},
            "order": {"field": "s", "type": "quantitative"},
            **({} if stacked or len(plot.series) == 1 else {"xOffset": beside}),
        },
    }
    return {
        "data": data(rows),
        "layer": [columns, *_names(plot, look)],
        "encoding": {
            "x": {
                "field": "x", "type": "ordinal", "axis": {**bottom, "labelAngle": 0},
                "scale": {**domain, "paddingInner": 0.25, "paddingOuter": 0.05},
            },
        },
    }  # fmt: skip


def _names(plot: Plot, look: Look) -> list[Spec]:
    """The names below the columns, in one line or two."""
    if plot.scale == "time":
        return []
    room = (look.width - 40) / max(1, len(plot.names)) - 6
    rows = [{"x": n, "t": "\n".join(lines(name, SIZE, room, _LINES))} for n, name in enumerate(plot.names)]
    return [
        {
            "data": data(rows),
            "mark": {"type": "text", "baseline": "top", "lineBreak": "\n", "lineHeight": _LINE, "dy": 8},
            "encoding": {"y": {"value": {"expr": "height"}}, "text": {"field": "t", "type": "nominal"}},
        }
    ]


def _numbers(plot: Plot, look: Look, unit: str) -> Spec:
    """The number of each column above it, or below where it is less than nothing."""
    write = writer(plot.values, look.language, unit)
    layers = [
        {
            "data": data(
                {"x": place, "y": value, "t": write(value)}
                for place, value in enumerate(plot.series[0].values)
                if value is not None and (value < 0) == below
            ),
            "mark": {"type": "text", "baseline": "top" if below else "bottom", "dy": 5 if below else -4},
            "encoding": {
                "x": {"field": "x", "type": "ordinal"},
                "y": {"field": "y", "type": "quantitative"},
                "text": {"field": "t", "type": "nominal"},
            },
        }
        for below in (False, True)
    ]
    return {"layer": layers}
