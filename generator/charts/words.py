"""What is said of a chart in words, and its numbers as a table: for those who do not see the picture."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts import moments
from generator.charts.moments import read_times
from generator.charts.numerals import is_missing, places_of, read_number
from generator.charts.plots import Plot, Reading, Series
from generator.charts.tables import Table
from generator.charts.ticks import is_short, writer, written
from generator.interface import say
from generator.model import Chart, Record

MOST_ROWS = 50
"""Of a table on a page; the file has all of them."""

_TOLD = 6  # series, or bars, of which a description tells


class Numbers(Record, frozen=True):
    """A table as a page shows it. `numeric` tells of each column whether it holds numbers."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]
    total: int  # of the rows of the file


def subtitle(chart: Chart) -> str:
    """What the numbers are, where they do not say it themselves."""
    return chart.subtitle or ("" if is_short(chart.unit) else chart.unit)


def description(chart: Chart, plot: Plot, language: str) -> str:
    """The description that an editor gave, or one of what the picture shows."""
    if chart.description:
        return chart.description
    kind = say(language, f"chart.{chart.kind}")
    heading = f"{kind}: {chart.title}" if chart.title else kind
    told = list(_told(chart, plot, language))
    return f"{heading}. {'; '.join(told)}." if told else f"{heading}."


def _told(chart: Chart, plot: Plot, language: str) -> Iterator[str]:
    write = writer(plot.values, language, chart.unit)
    if chart.kind == "scatter":
        yield f"{plot.x}, {', '.join(each.name for each in plot.series[:_TOLD])}"
        return
    if len(plot.series) == 1 and plot.scale == "name" and len(plot.names) <= 2 * _TOLD:
        cells = zip(plot.names, plot.series[0].values, strict=True)
        yield from (f"{name} {write(value)}" for name, value in cells if value is not None)
        return
    for series in plot.series[:_TOLD]:
        if ends := _ends(plot, series):
            (first, start), (last, end) = ends
            yield f"{series.name} {write(start)} ({first}) – {write(end)} ({last})"
    if more := plot.series[_TOLD:]:
        yield ", ".join(each.name for each in more)


def _ends(plot: Plot, series: Series) -> tuple[tuple[str, float], tuple[str, float]] | None:
    found = [
        (name, value) for name, value in zip(plot.names, series.values, strict=True) if value is not None
    ]
    return (found[0], found[-1]) if found else None


def numbers(table: Table, reading: Reading, language: str) -> Numbers:
    """The first rows of a table, its numbers and moments as a language writes them."""
    columns = list(zip(*table.rows[:MOST_ROWS], strict=True))
    shown = []
    for number, cells in enumerate(columns):
        if number in reading.numeric:
            shown.append([_number(cell, reading.decimal, language) for cell in cells])
        elif number == reading.first and reading.plot and reading.plot.scale == "time":
            shown.append(_moments(cells, language))
        else:
            shown.append(list(cells))
    numeric = tuple(number in reading.numeric for number in range(len(table.heads)))
    return Numbers(table.heads, tuple(zip(*shown, strict=True)), numeric, len(table.rows))


def _number(cell: str, decimal: str, language: str) -> str:
    value = None if is_missing(cell) else read_number(cell, decimal)
    return cell if value is None else written(value, min(6, places_of(cell, decimal)), language)


def _moments(cells: tuple[str, ...], language: str) -> list[str]:
    times = read_times(cells, language)
    if times is None:
        return list(cells)
    return [
        cell if moment is None else moments.label(moment, times.grain, language)
        for cell, moment in zip(cells, times.moments, strict=True)
    ]
