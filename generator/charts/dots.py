"""Dots: two numbers of each thing, and whether they go together."""

from __future__ import annotations

from collections.abc import Sequence

from generator.charts.colours import QUIET, Ink
from generator.charts.frames import (
    SIZE,
    Edges,
    Look,
    Sketch,
    Spec,
    colour_of,
    data,
    inks_of,
    key,
    numbers_axis,
    scale,
    sketch,
    texts,
)
from generator.charts.lettering import fitted, width
from generator.charts.plots import Plot
from generator.charts.ticks import axis, writer
from generator.model import Chart


def draw(chart: Chart, plot: Plot, look: Look) -> Sketch:
    inks = inks_of(chart, plot, look)
    across = axis(plot.places, 0.25, 7 if look.wide else 5)
    up = axis(plot.values, 0.25, 6, chart.low, chart.high)
    write_x, write_y = writer(across, look.language), writer(up, look.language, chart.unit)
    height = 400.0 if look.wide else 330.0
    left = max(width(write_y(tick), SIZE) for tick in up) + 10
    right = max(10.0, width(write_x(across[-1]), SIZE) / 2)
    edges = Edges(left=left, right=right, top=30, bottom=50)
    above = key([each.name for each in plot.series], inks, look, edges)
    edges = Edges(edges.left, edges.top + above.height, edges.right, edges.bottom)
    field = look.width - left - right, height + above.height - edges.top - edges.bottom
    upward = chart.y[0].text if chart.y else plot.series[0].name
    titles = [
        texts([(-edges.left, -18, fitted(f"↑ {upward}", SIZE, look.width))], QUIET),
        texts(
            [(field[0] + edges.right, field[1] + 38, fitted(f"{plot.x} →", SIZE, look.width))], QUIET, "right"
        ),
    ]
    marks = _marks(
        plot,
        inks,
        {"scale": scale(across), "axis": numbers_axis(across, write_x, grid=True)},
        {"scale": scale(up), "axis": numbers_axis(up, write_y, grid=True)},
        70 if look.wide else 55,
    )
    return sketch(height + above.height, look, edges, [marks, *titles, *above.layers], inks)


def _marks(plot: Plot, inks: Sequence[Ink], across: Spec, up: Spec, size: int) -> Spec:
    rows = [
        {"x": place, "y": value, "s": number}
        for number, series in enumerate(plot.series)
        for place, value in zip(plot.places, series.values, strict=True)
        if value is not None
    ]
    return {
        "data": data(rows),
        "mark": {"type": "point", "filled": True, "size": size, "opacity": 0.8},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", **across},
            "y": {"field": "y", "type": "quantitative", **up},
            "color": colour_of(plot.series, inks),
        },
    }
