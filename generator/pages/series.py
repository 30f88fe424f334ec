"""All series: the runs of articles that belong together, the one with the newest part first."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.contexts import AllSeriesPage, SeriesRow
from generator.editions import OWN, below, joined
from generator.indexes import Key
from generator.interface import say
from generator.pages.heads import in_each_edition, of_list
from generator.pages.page import Page
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """The series of each edition."""
    return (("series", edition.slug) for edition in config.editions)


def url(key: Key) -> str:
    return below(key[1], "/series/")


def compose(key: Key, view: View) -> Page:
    edition = view.edition(key[1])
    rows = [_row(found, count, view) for found, count in view.counts("list", (joined(key[1], "series"),))]
    title = say(edition.language, "series.all-title")
    description = say(edition.language, "series.description", site=edition.title)
    subject = in_each_edition(title, url(("series", OWN)), description, edition, view)
    page = AllSeriesPage(
        head=of_list(subject, view, name=say(edition.language, "series.title")),
        rows=tuple(sorted(rows, key=lambda row: (row.date.timestamp(), row.series.url), reverse=True)),
    )
    return Page(page.head.url, "all-series.html", page, edition=edition.slug)


def _row(key: Key, count: int, view: View) -> SeriesRow:
    newest = view.newest(key, 1)[0]
    return SeriesRow(view.link(*key), view.series(key).description, count, newest.date)
