"""What templates receive of a chart."""

from __future__ import annotations

from generator.charts.words import Numbers
from generator.model import Record


class Drawn(Record, frozen=True):
    """A picture of a chart, as SVG."""

    url: str
    width: int  # pixels
    height: int


class Diagram(Record, frozen=True):
    """A chart: its words, its pictures for wide and for narrow screens, and its numbers.

    It has no pictures where they cannot be drawn, and no numbers where the table cannot be read.
    """

    title: str
    subtitle: str
    alt: str
    note: str
    credit: str
    data: str  # the URL of the table; empty where there is none
    wide: Drawn | None = None
    narrow: Drawn | None = None
    numbers: Numbers | None = None
