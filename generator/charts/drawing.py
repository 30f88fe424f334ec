"""From a chart and its table to a picture: which kind draws it, and the engine that draws."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.charts import bars, columns, dots, lines
from generator.charts.frames import Look, Sketch
from generator.charts.plots import Plot
from generator.charts.svg import Words, finish
from generator.model import Chart

Draw = Callable[[Chart, Plot, Look], Sketch]

DRAWN: dict[str, Draw] = {
    "line": lines.draw,
    "area": lines.draw,
    "column": columns.draw,
    "bar": bars.draw,
    "scatter": dots.draw,
}
"""What draws each kind of chart."""


def outlined(chart: Chart, plot: Plot, look: Look) -> Sketch:
    """A chart as it is to be drawn."""
    return DRAWN[chart.kind](chart, plot, look)


def drawn(sketch: Sketch, words: Words) -> str:
    """The picture, as SVG, by Vega-Lite (https://vega.github.io/vega-lite/).

    Raises `ImportError` where vl-convert is not installed, and `ValueError` for what it cannot draw.
    """
    import vl_convert

    spec: dict[str, Any] = {"$schema": "https://vega.github.io/schema/vega-lite/v5.json", **sketch.spec}
    # With no address allowed, nothing is ever fetched.
    return finish(vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]), sketch, words)
