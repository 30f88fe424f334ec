"""What all kinds of charts have in common: sizes, lettering, a key, the frame of a Vega-Lite spec.

https://vega.github.io/vega-lite/docs/spec.html. Texts and values reach Vega as data, never as expressions but
for the labels of axes, which are JSON strings. All fields of the data have names of our own.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from generator.charts.colours import HAIR, QUIET, REST, TEXT, Ink, palette
from generator.charts.lettering import fitted, width
from generator.charts.plots import Plot, Series
from generator.model import Chart, Record

FONT = "Liberation Sans"
"""Only for the measuring that Vega does: it brings this face along, so that it measures alike everywhere."""

SIZE = 13
"""Pixels of the lettering; a picture is shown in its own size."""

WIDE, NARROW = 640, 350
"""Pixels across: the measure of the text, and that of a phone."""

ROW = 21
"""Pixels of a row of the key."""

Spec = dict[str, Any]


class Look(Record, frozen=True):
    """How a picture is to look: how wide it is, in which language it speaks, with which accent."""

    width: int
    language: str
    mirrored: bool  # names are read from right to left
    accent: Ink

    @property
    def wide(self) -> bool:
        return self.width > NARROW


class Sketch(Record, frozen=True):
    """A picture that is not drawn yet: its size, its Vega-Lite spec, and the colours in it."""

    width: int
    height: int
    spec: Spec
    inks: tuple[Ink, ...]


class Edges(Record, frozen=True):
    """Room around the field of the marks, in pixels."""

    left: float = 1
    top: float = 12
    right: float = 6
    bottom: float = 28


def inks_of(chart: Chart, plot: Plot, look: Look) -> tuple[Ink, ...]:
    """The colour of each series: with `highlight`, all others are grey."""
    wanted = {mention.text.casefold() for mention in chart.highlight}
    marked = [each.name.casefold() in wanted for each in plot.series]
    if not any(marked):
        return palette(look.accent.light, look.accent.dark, len(plot.series))
    colours = iter(palette(look.accent.light, look.accent.dark, sum(marked)))
    return tuple(next(colours) if each else REST for each in marked)


def sketch(height: float, look: Look, edges: Edges, layers: Iterable[Spec], inks: Iterable[Ink]) -> Sketch:
    """A picture of `height` pixels in all."""
    field = look.width - edges.left - edges.right, height - edges.top - edges.bottom
    spec = {
        "width": round(field[0]),
        "height": round(field[1]),
        "padding": {
            "left": round(edges.left), "top": round(edges.top),
            "right": round(edges.right), "bottom": round(edges.bottom),
        },
        "autosize": {"type": "none"},
        "layer": [layer for layer in layers if layer],
        "config": {
            "font": FONT,
            "background": None,
            "view": {"stroke": None},
            "text": {"fontSize": SIZE, "fill": TEXT.light},
            "axis": {
                "domain": False, "ticks": False, "title": None, "grid": False,
                "labelFontSize": SIZE, "labelColor": QUIET.light, "gridColor": HAIR.light,
                "labelPadding": 8, "labelFlush": False, "labelOverlap": False, "labelBound": False,
                "labelLimit": 0,
            },
        },
    }  # fmt: skip
    used = dict.fromkeys((*inks, TEXT, QUIET, HAIR, REST))
    return Sketch(look.width, round(height), spec, tuple(used))


def data(rows: Iterable[dict[str, Any]]) -> Spec:
    return {"values": list(rows)}


def numbers_axis(ticks: Sequence[float], write: Callable[[float], str], **more: Any) -> Spec:
    """An axis with words of our own at its marks."""
    return {"values": list(ticks), "labelExpr": _lookup([(tick, write(tick)) for tick in ticks]), **more}


def _lookup(labels: Sequence[tuple[float, str]]) -> str:
    """An expression for the label at a value, of data alone: https://vega.github.io/vega/docs/expressions/."""
    places, words = json.dumps([place for place, _ in labels]), json.dumps([word for _, word in labels])
    return f"{words}[indexof({places}, datum.value)]"


def labelled_axis(labels: Sequence[tuple[float, str]], **more: Any) -> Spec:
    return {"values": [place for place, _ in labels], "labelExpr": _lookup(labels), **more}


def scale(ticks: Sequence[float], **more: Any) -> Spec:
    return {"domain": [ticks[0], ticks[-1]], "nice": False, "zero": False, **more}


def texts(
    rows: Sequence[tuple[float, float, str]],
    ink: Ink = TEXT,
    align: str = "left",
    baseline: str = "middle",
    bold: bool = False,
) -> Spec:
    """Words at places of the field, in pixels from its upper left corner."""
    if not rows:
        return {}
    return {
        "data": data({"x": round(x, 1), "y": round(y, 1), "t": text} for x, y, text in rows),
        "mark": {
            "type": "text", "align": align, "baseline": baseline, "fill": ink.light,
            "fontWeight": "bold" if bold else "normal",
        },
        "encoding": {"x": pixels("x"), "y": pixels("y"), "text": {"field": "t", "type": "nominal"}},
    }  # fmt: skip


def pixels(field: str) -> Spec:
    return {"field": field, "type": "quantitative", "scale": None, "axis": None}


def baseline_rule(axis: str, at: float = 0) -> Spec:
    """The line from which columns or bars grow."""
    return {
        "data": data([{"v": at}]),
        "mark": {"type": "rule", "stroke": QUIET.light, "strokeWidth": 1},
        "encoding": {axis: {"field": "v", "type": "quantitative"}},
    }


def colour_of(series: Sequence[Series], inks: Sequence[Ink]) -> Spec:
    """The colour of a row by the number of its series, `s`."""
    return {
        "field": "s",
        "type": "nominal",
        "scale": {"domain": list(range(len(series))), "range": [ink.light for ink in inks]},
        "legend": None,
    }


class Key(Record, frozen=True):
    """The names of the series in rows above the field; `height` pixels in all."""

    layers: tuple[Spec, ...] = ()
    height: float = 0


def key(names: Sequence[str], inks: Sequence[Ink], look: Look, edges: Edges) -> Key:
    """A key for what cannot be named where it stands. Its rows begin at the edge of the picture."""
    if len(names) < 2:
        return Key()
    room, gap, mark = look.width - 4.0, 18.0, 18.0
    rows: list[list[tuple[float, str, Ink]]] = [[]]
    across = 0.0
    for name, ink in zip(names, inks, strict=True):
        shown = fitted(name, SIZE, room - mark)
        needed = mark + width(shown, SIZE)
        if rows[-1] and across + needed > room:
            rows.append([])
            across = 0.0
        rows[-1].append((across, shown, ink))
        across += needed + gap
    height = len(rows) * ROW + 8.0
    layers: list[Spec] = []
    for number, row in enumerate(rows):
        down = number * ROW + 10 - height - edges.top
        for start, shown, ink in row:
            # From the right where that is where reading begins.
            left = look.width - start if look.mirrored else start
            sign = -1 if look.mirrored else 1
            layers.append(_swatch(left + sign * 6 - edges.left, down, ink))
            align = "right" if look.mirrored else "left"
            layers.append(texts([(left + sign * mark - edges.left, down, shown)], align=align))
    return Key(tuple(layers), height)


def _swatch(x: float, y: float, ink: Ink) -> Spec:
    return {
        "data": data([{"x": round(x, 1), "y": round(y, 1)}]),
        "mark": {
            "type": "point",
            "shape": "square",
            "filled": True,
            "opacity": 1,
            "size": 130,
            "fill": ink.light,
        },
        "encoding": {"x": pixels("x"), "y": pixels("y")},
    }
