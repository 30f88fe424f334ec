"""What a chart shows of its table: places along one axis, and series of numbers at them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from generator.charts.moments import Grain, Times, label, read_times
from generator.charts.numerals import decimal_sign, is_missing, read_number
from generator.charts.tables import Table
from generator.data.schema import listed, nearest
from generator.formats import locale
from generator.model import Chart, Mention, Problem, Record, Severity

MOST_SERIES = 12

MOST_PLACES = {("bar", "name"): 60, ("column", "name"): 60, ("column", "time"): 400}
"""How many bars or columns one can still tell apart."""

MOST_VALUES = {"scatter": 3_000, "column": 3_000, "bar": 600}
"""How many marks a picture has room for, and a reader patience: each of them costs memory and bytes."""

MOST_POINTS = 20_000
"""The same for the points of lines and areas."""

_TOLD = 5  # wrong cells that are told one by one


class Series(Record, frozen=True):
    name: str
    values: tuple[float | None, ...]  # one for each place


class Plot(Record, frozen=True):
    """Places along the first axis: moments, numbers, or names in their order; and what stands at them."""

    scale: Literal["time", "number", "name"]
    places: tuple[float, ...]
    names: tuple[str, ...]  # of the places, in full
    series: tuple[Series, ...]
    grain: Grain = "year"
    x: str = ""  # the name of the first axis

    @property
    def values(self) -> list[float]:
        return [value for each in self.series for value in each.values if value is not None]


class Reading(Record, frozen=True):
    """A plot, if there is one, and what is wrong on the way to it.

    `numeric` are the columns that are shown as numbers, `first` is that of the first axis.
    """

    plot: Plot | None
    decimal: str
    numeric: frozenset[int] = frozenset()
    first: int = 0
    problems: tuple[Problem, ...] = ()


def read_plot(chart: Chart, table: Table, language: str) -> Reading:
    """What a chart shows. `language` is that of the article."""
    problems: list[Problem] = []
    first = _column(chart, chart.x, table, problems) if chart.x else 0
    group = _column(chart, chart.group, table, problems) if chart.group else None
    given = [_column(chart, name, table, problems) for name in chart.y]
    if first is None or None in given or (chart.group and group is None):
        return Reading(None, chart.decimal or ".", problems=tuple(problems))
    others = [number for number in range(len(table.heads)) if number not in (first, group)]
    candidates = [number for number in given if number is not None] or others
    decimal = chart.decimal or _decimal(table, [first, *candidates], language)
    columns = [number for number in candidates if given or _is_numeric(table, number, decimal)]
    if group is not None:
        columns = columns[:1]
    if not columns:
        message = f"No column of {chart.source} holds numbers to be shown"
        problems.append(_at(chart, None, "no-numbers", message, "Name a column with numbers in `y`"))
        return Reading(None, decimal, first=first, problems=tuple(problems))
    problems += _wrong_cells(table, columns, decimal, chart.source)
    plot = _plot(chart, table, first, columns, group, decimal, language)
    problems += _judge(chart, plot)
    fault = _unfit(chart, plot)
    numeric = frozenset({*columns, *([first] if plot.scale == "number" else [])})
    return Reading(None if fault else plot, decimal, numeric, first, (*problems, *filter(None, (fault,))))


def _column(chart: Chart, name: Mention | None, table: Table, problems: list[Problem]) -> int | None:
    """The number of a column, by its name as it is or but for case."""
    wanted = name.text if name else ""
    folded = [head.casefold() for head in table.heads]
    if wanted in table.heads:
        return table.heads.index(wanted)
    if wanted.casefold() in folded:
        return folded.index(wanted.casefold())
    near = nearest(wanted, table.heads)
    cure = f"Did you mean `{near}`" if near else f"Its columns are {listed(table.heads[:12])}"
    problems.append(_at(chart, name, "unknown-column", f"{chart.source} has no column `{wanted}`", cure))
    return None


def _decimal(table: Table, columns: Sequence[int], language: str) -> str:
    """As the numbers show it; else as a table with semicolons, or the language of the article, has it."""
    shown = decimal_sign(row[column] for row in table.rows for column in columns)
    usual = "," if table.delimiter == ";" else locale(language).number_symbols["latn"]["decimal"]
    return shown or ("," if usual == "," else ".")


def _is_numeric(table: Table, column: int, decimal: str) -> bool:
    """Whether at least half of the cells that say something say a number."""
    said = [row[column] for row in table.rows if not is_missing(row[column])]
    numbers = sum(read_number(text, decimal) is not None for text in said)
    return bool(said) and 2 * numbers >= len(said)


def _wrong_cells(table: Table, columns: Sequence[int], decimal: str, path: str) -> Iterator[Problem]:
    wrong = [
        (line, row[column], table.heads[column])
        for line, row in zip(table.lines, table.rows, strict=True)
        for column in columns
        if not is_missing(row[column]) and read_number(row[column], decimal) is None
    ]
    for line, text, head in wrong[:_TOLD]:
        message = f"`{text[:60]}` in the column `{head}` is not a number that can be shown"
        cure = "Write a number, or leave the cell empty"
        yield Problem(path, line, 1, "not-a-number", message, cure, Severity.WARNING)
    if len(wrong) > _TOLD:
        message = f"{len(wrong) - _TOLD} more cells are no numbers"
        cure = "Mend them all, or say in `decimal` how the table writes numbers"
        yield Problem(path, wrong[_TOLD][0], 1, "not-a-number", message, cure, Severity.WARNING)


def _plot(
    chart: Chart,
    table: Table,
    first: int,
    columns: Sequence[int],
    group: int | None,
    decimal: str,
    language: str,
) -> Plot:
    texts = [row[first] for row in table.rows]
    scale, keys, grain = _first_axis(chart, texts, decimal, language)
    if scale != "name":  # a row without a place stands nowhere
        kept = [number for number, key in enumerate(keys) if key is not None]
    else:
        kept = list(range(len(texts)))
    order = list(dict.fromkeys(keys[number] for number in kept))
    if chart.kind in ("line", "area") and scale != "name":
        order.sort(key=lambda key: float(key or 0))
    if group is None and chart.kind == "scatter":
        order = [keys[number] for number in kept]  # two dots may share a place
    series = (
        _grouped(table, kept, keys, order, columns[0], group, decimal)
        if group is not None
        else _wide(table, kept, keys, order, columns, decimal, chart.kind == "scatter")
    )
    places = tuple(float(key) if scale != "name" else float(number) for number, key in enumerate(order))  # type: ignore[arg-type]
    names = tuple(str(key) for key in order)
    if scale == "time":
        names = tuple(label(place, grain, language) for place in places)
    return Plot(scale, places, names, tuple(series), grain, table.heads[first])


Key = float | str | None


def _first_axis(
    chart: Chart, texts: list[str], decimal: str, language: str
) -> tuple[Literal["time", "number", "name"], list[Key], Grain]:
    numbers = [None if is_missing(text) else read_number(text, decimal) for text in texts]
    all_numbers = all(
        number is not None or is_missing(text) for number, text in zip(numbers, texts, strict=True)
    )
    some = any(number is not None for number in numbers)
    times: Times | None = read_times(texts, language)
    if chart.kind == "scatter" and all_numbers and some:
        return "number", list(numbers), "year"
    if times and chart.kind != "bar":
        return "time", list(times.moments), times.grain
    if chart.kind in ("line", "area") and all_numbers and some:
        return "number", list(numbers), "year"
    return "name", list(texts), "year"


def _wide(
    table: Table, kept: list[int], keys: list[Key], order: list[Key], columns: Sequence[int], decimal: str,
    every: bool,
) -> Iterator[Series]:  # fmt: skip
    """One series for each column; of two rows at one place the later counts, unless `every` row does."""
    for column in columns:
        cells = [(keys[number], read_number(table.rows[number][column], decimal)) for number in kept]
        found = [value for _, value in cells] if every else list(map(dict(cells).get, order))
        yield Series(table.heads[column], tuple(found))


def _grouped(
    table: Table, kept: list[int], keys: list[Key], order: list[Key], column: int, group: int, decimal: str
) -> Iterator[Series]:
    """One series for each value of the column `group`, in the order in which they first come."""
    found: dict[str, dict[Key, float | None]] = {}
    for number in kept:
        row = table.rows[number]
        found.setdefault(row[group], {})[keys[number]] = read_number(row[column], decimal)
    for name, values in found.items():
        yield Series(name, tuple(map(values.get, order)))


def _unfit(chart: Chart, plot: Plot) -> Problem | None:
    """Why there is no picture of a plot."""
    if not plot.values:
        message = f"{chart.source} holds no number that could be shown"
        return _at(chart, None, "no-numbers", message, "Name other columns in `x` and `y`")
    most = MOST_PLACES.get((chart.kind, plot.scale), len(plot.places))
    if len(plot.places) > most:
        message = f"A chart of the type `{chart.kind}` can show {most} rows, and this has {len(plot.places)}"
        return _at(chart, None, "large-table", message, "Keep those that matter, or use `type: line`")
    count = len(plot.series) * len(plot.places)
    if count > (many := MOST_VALUES.get(chart.kind, MOST_POINTS)):
        message = f"A chart of the type `{chart.kind}` can show {many} numbers, and this has {count}"
        return _at(chart, None, "large-table", message, "Keep those that matter in a table of their own")
    return None


def _judge(chart: Chart, plot: Plot) -> Iterator[Problem]:
    names = [each.name for each in plot.series]
    known = {name.casefold() for name in (*names, *plot.names)}
    for mention in chart.highlight:
        if mention.text.casefold() not in known:
            near = nearest(mention.text, (*names, *plot.names))
            cure = f"Did you mean `{near}`" if near else f"Name one of {listed(names[:12])}"
            message = f"Nothing in the chart is called `{mention.text}`"
            yield _at(chart, mention, "unknown-highlight", message, cure)
    if len(names) > MOST_SERIES:
        message = f"The chart has {len(names)} series, and nobody can tell so many apart"
        cure = f"Name at most {MOST_SERIES} in `y`, or what matters most in `highlight`"
        yield _at(chart, None, "many-series", message, cure)
    if chart.stacked and any(value < 0 for value in plot.values):
        message = "Parts below zero cannot stand on one another"
        yield _at(chart, None, "not-stacked", message, "Remove `stacked: true`")
    if chart.low is not None and chart.high is not None and chart.low >= chart.high:
        yield _at(chart, None, "bad-axis", "`min` is not below `max`", "Exchange the two numbers")


def _at(chart: Chart, mention: Mention | None, rule: str, message: str, cure: str) -> Problem:
    line, column = (mention.line, mention.column) if mention else (chart.line, chart.column)
    return Problem(chart.path, line, column, rule, message, cure, Severity.WARNING)
