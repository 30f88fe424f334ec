"""Charts: what a page shows of one, the pictures that are drawn for it, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.charts.colours import ACCENT, Ink
from generator.charts.frames import NARROW, WIDE, Look
from generator.charts.plots import Plot, Reading, read_plot
from generator.charts.recipes import Drawing, name, recipe
from generator.charts.svg import Words
from generator.charts.tables import Table
from generator.charts.words import description, numbers, subtitle
from generator.contexts import Diagram, Drawn
from generator.indexes import Key, address
from generator.languages import direction
from generator.model import Article, Chart, Problem, Record, Severity
from generator.pages.page import Derivative, Derivatives
from generator.settings.colours import lightened
from generator.shapes import MediaFile
from generator.texts import charts_of
from generator.view import View


class Found(Record, frozen=True):
    """The table of a chart, and how it is read. Without a head, it cannot be shown."""

    table: Table
    reading: Reading

    @property
    def plot(self) -> Plot | None:
        return self.reading.plot


def compose(key: Key, view: View) -> Derivatives | None:
    """The pictures of the charts of one article; None where none can be drawn."""
    article = view.article(key[0])
    files: dict[str, Drawing] = {}
    for chart in charts_of(article):
        found = _found(chart, article, view)
        files |= _pictures(chart, found.plot, article, view) if found and found.plot else {}
    return Derivatives("", "", tuple(Derivative(url, made) for url, made in files.items())) if files else None


def _found(chart: Chart, article: Article, view: View) -> Found | None:
    """What is known of the table of a chart; None where there is no such file."""
    table: Table | None = view.fact("table", chart.source)
    if table is None:
        return None
    return Found(table, read_plot(chart, table, article.language) if table.heads else Reading(None, "."))


def _pictures(chart: Chart, plot: Plot, article: Article, view: View) -> dict[str, Drawing]:
    """The pictures of a chart by their addresses, first the one for wide screens."""
    if not view.setting("charts"):
        return {}
    colour, language = view.setting("accent"), article.language
    accent = Ink(colour, lightened(colour)) if colour else ACCENT
    words = Words(chart.title, description(chart, plot, language), language)
    url = address(article, view.setting("permalink"))
    mirrored = direction(language) == "rtl"
    looks = (Look(width, language, mirrored, accent) for width in (WIDE, NARROW))
    made = (recipe(chart, plot, look, words) for look in looks)
    return {f"{url}chart.{name(each)}.svg": each for each in made}


def diagram(chart: Chart, article: Article, view: View) -> Diagram | None:
    """A chart as a page shows it; None where neither a table nor a word of it is there."""
    file: MediaFile | None = view.fact("file", chart.source)
    found = _found(chart, article, view)
    if file is None and not (chart.title or chart.note):
        return None
    plot = found.plot if found else None
    pictures = _pictures(chart, plot, article, view) if plot else {}
    drawn = [Drawn(url, made.width, made.height) for url, made in pictures.items()]
    return Diagram(
        title=chart.title,
        subtitle=subtitle(chart),
        alt=description(chart, plot, article.language) if plot else chart.description,
        note=chart.note,
        credit=chart.credit,
        data=file.url if file and file.copied else "",
        wide=drawn[0] if drawn else None,
        narrow=drawn[1] if drawn else None,
        numbers=numbers(found.table, found.reading, article.language)
        if found and found.table.heads
        else None,
    )


def problems(chart: Chart, article: Article, view: View) -> Iterator[Problem]:
    """A warning for everything that stands between a chart and its picture."""
    where = chart.path, chart.line, chart.column
    found = _found(chart, article, view)
    if found is None:
        there = view.fact("file", chart.source) is not None
        message = f"{chart.source} is not a table" if there else f"There is no table {chart.source}"
        cure = "Save the sheet as CSV" if there else "Put it there as CSV, or mend its name"
        cure += "; the article is published without the chart"
        yield Problem(*where, "missing-table", message, cure, Severity.WARNING)
        return
    yield from found.table.problems
    yield from found.reading.problems
    if not view.setting("charts"):
        message = "The chart cannot be drawn, for vl-convert is not installed; its table is shown instead"
        cure = "Install the package broadsheet[charts]"
        yield Problem(*where, "chart-not-drawn", message, cure, Severity.WARNING)
