"""A picture of a chart before it is drawn: a value that tells all of it, and by which it is known."""

from __future__ import annotations

import hashlib
import json
from typing import Literal

import msgspec

from generator.charts.colours import Ink
from generator.charts.drawing import drawn, outlined
from generator.charts.frames import Look, Sketch
from generator.charts.plots import Plot
from generator.charts.svg import Words
from generator.model import Chart, Record

ENGINE = 1
"""Raised when the same recipe makes another picture."""


class Drawing(Record, frozen=True, tag="chart"):
    """How a picture of a chart is made. `spec` is Vega-Lite as JSON."""

    width: int
    height: int
    spec: str
    inks: tuple[tuple[str, str], ...]  # `#rrggbb` in the light and in the dark
    words: Words
    format: Literal["svg"] = "svg"


def recipe(chart: Chart, plot: Plot, look: Look, words: Words) -> Drawing:
    found = outlined(chart, plot, look)
    spec = json.dumps(found.spec, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Drawing(found.width, found.height, spec, tuple((ink.light, ink.dark) for ink in found.inks), words)


def name(drawing: Drawing) -> str:
    """What tells one drawing from all others, in a few letters and digits."""
    given = msgspec.msgpack.encode((ENGINE, drawing))
    return hashlib.blake2b(given, digest_size=6).hexdigest()


def make(drawing: Drawing) -> bytes:
    """The picture as SVG. Raises `ImportError` where vl-convert is not installed."""
    inks = tuple(Ink(*each) for each in drawing.inks)
    found = Sketch(drawing.width, drawing.height, json.loads(drawing.spec), inks)
    return drawn(found, drawing.words).encode()
