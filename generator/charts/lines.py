"""Lines and areas: how numbers change along an axis of time, of numbers or of names in their order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from generator.charts import moments
from generator.charts.bars import seam
from generator.charts.colours import REST, TEXT, Ink
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
    labelled_axis,
    numbers_axis,
    scale,
    sketch,
    texts,
)
from generator.charts.lettering import fitted, spread, width
from generator.charts.plots import Plot, Series
from generator.charts.ticks import axis, writer
from generator.model import Chart

SHARE = 0.3
"""Of the width that names at the end of lines may take; longer ones stand in a key."""

_GAP = 18.0


def draw(chart: Chart, plot: Plot, look: Look) -> Sketch:
    area = chart.kind == "area"
    inks = inks_of(chart, plot, look)
    tops = _tops(plot) if area else [each.values for each in plot.series]
    values = [value for series in tops for value in series if value is not None]
    height = 360.0 if look.wide else 300.0
    ticks = axis(values, 1 if area else 0.5, 6 if look.wide else 5, chart.low, chart.high)
    write = writer(ticks, look.language, chart.unit)
    named = len(plot.series) > 1
    room = max(width(each.name, SIZE, bold=True) for each in plot.series) + 12 if named else 0.0
    at_end = named and room <= SHARE * look.width
    left = max(
        max(width(write(tick), SIZE) for tick in ticks) + 10, 36
    )  # half a word below the axis has room too
    edges = Edges(left=left, right=room if at_end else 20)
    names = [each.name for each in plot.series]
    above = key(names, inks, look, edges) if named and not at_end else key((), (), look, edges)
    edges = Edges(edges.left, edges.top + above.height, edges.right, edges.bottom)
    field = look.width - edges.left - edges.right, height - edges.top - edges.bottom
    bottom = _places_axis(plot, look, field[0])
    layers = [
        _marks(plot, inks, ticks, bottom, numbers_axis(ticks, write, grid=True), area),
        *([] if area else _points(plot, inks)),
        *(_names(plot, tops, inks, ticks, field, area, room) if at_end else ()),
        *above.layers,
    ]
    return sketch(height + above.height, look, edges, layers, inks)


def _tops(plot: Plot) -> list[tuple[float, ...]]:
    """The upper edges of areas that stand on one another."""
    found: list[tuple[float, ...]] = []
    below = (0.0,) * len(plot.places)
    for series in plot.series:
        below = tuple(under + (value or 0.0) for under, value in zip(below, series.values, strict=True))
        found.append(below)
    return found


def _places_axis(plot: Plot, look: Look, across: float) -> Spec:
    years = plot.scale == "time" and plot.grain == "year"
    most = max(2, int(across // (52 if years else 76)))
    if plot.scale == "time":
        labels = moments.ticks(plot.places[0], plot.places[-1], plot.grain, most, look.language)
    elif plot.scale == "number":
        ticks = axis(plot.places, 0, most)
        inside = [tick for tick in ticks if plot.places[0] <= tick <= plot.places[-1]]
        write = writer(inside or ticks, look.language)
        labels = [(tick, write(tick)) for tick in inside]
    else:
        step = -(-len(plot.names) // most)
        room = across / max(1, len(plot.names)) * step
        labels = [(float(n), fitted(plot.names[n], SIZE, room)) for n in range(0, len(plot.names), step)]
    return labelled_axis(labels)


def _marks(
    plot: Plot, inks: Sequence[Ink], ticks: Sequence[float], bottom: Spec, side: Spec, area: bool
) -> Spec:
    low, high = plot.places[0], plot.places[-1]
    across = {"domain": [low, high if high > low else low + 1], "nice": False, "zero": False}
    rows = [
        {"x": place, "y": value, "s": number, "r": run}
        for number, series in enumerate(plot.series)
        for run, place, value in _runs(plot, series, area)
    ]
    mark: Spec = {"type": "line", "strokeWidth": 2.5, "strokeJoin": "round", "strokeCap": "round"}
    if area:
        mark = {"type": "area", "opacity": 1, **seam(len(plot.series) > 1)}
    return {
        "data": data(rows),
        "mark": {**mark, "clip": True},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": across, "axis": bottom},
            "y": {
                "field": "y", "type": "quantitative", "scale": scale(ticks), "axis": side,
                **({"stack": "zero"} if area else {}),
            },
            "color": colour_of(plot.series, inks),
            "detail": {"field": "r", "type": "nominal"},
            "order": {"field": "s" if area else "x", "type": "quantitative"},
        },
    }  # fmt: skip


def _runs(plot: Plot, series: Series, area: bool) -> list[tuple[int, float, float]]:
    """The values of a series, each with the number of its run: a line is broken where a value is missing."""
    cells = list(zip(plot.places, series.values, strict=True))
    if area:
        return [(0, place, value or 0.0) for place, value in cells]
    found = []
    for run, (missing, cell) in enumerate(groupby(cells, key=lambda each: each[1] is None)):
        found += [(run, place, value) for place, value in cell if not missing and value is not None]
    return found


def _points(plot: Plot, inks: Sequence[Ink]) -> list[Spec]:
    """A dot where a line ends, and for a value that has no neighbours, of which no line can be drawn."""
    rows = []
    for number, series in enumerate(plot.series):
        runs = _runs(plot, series, False)
        alone = (
            {run for run, _, _ in runs if sum(each[0] == run for each in runs) == 1}
            if len(runs) < 400
            else ()
        )
        kept = [each for each in runs if each[0] in alone or each is runs[-1]]
        rows += [{"x": place, "y": value, "s": number} for _, place, value in kept]
    return [
        {
            "data": data(rows),
            "mark": {"type": "point", "filled": True, "opacity": 1, "size": 45},
            "encoding": {
                "x": {"field": "x", "type": "quantitative"},
                "y": {"field": "y", "type": "quantitative"},
                "color": colour_of(plot.series, inks),
            },
        }
    ]


def _names(
    plot: Plot,
    tops: Sequence[Sequence[float | None]],
    inks: Sequence[Ink],
    ticks: Sequence[float],
    field: tuple[float, float],
    area: bool,
    room: float,
) -> list[Spec]:
    """The names of the series at their ends, moved apart where they would touch."""
    scaled = field[1] / (ticks[-1] - ticks[0])
    ends = []
    for number in range(len(tops)):
        last = next((value for value in reversed(tops[number]) if value is not None), 0.0)
        if area:
            under = tops[number - 1][-1] if number else 0.0
            last = (last + (under or 0.0)) / 2
        ends.append((ticks[-1] - last) * scaled)
    placed = spread(ends, _GAP, 0, field[1])
    return [
        texts(
            [(field[0] + 10, place, fitted(series.name, SIZE, room))],
            ink=TEXT if ink == REST else ink,
            bold=ink != REST,
        )
        for place, series, ink in zip(placed, plot.series, inks, strict=True)
    ]
