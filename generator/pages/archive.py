"""The archive: every year and month with its count."""

from __future__ import annotations

from generator.contexts import ArchivePage, ArchiveYear, Head
from generator.indexes import Key
from generator.lists import list_url, months, years
from generator.pages.page import Page
from generator.view import View


def compose(key: Key, view: View) -> Page:
    rows = tuple(ArchiveYear(year, months(key, year.label, view)) for year in years(key, view))
    page = ArchivePage(
        head=Head("Archive", list_url(key), f"Every story of {view.title}, by year and month"),
        years=rows,
        total=sum(row.year.count for row in rows),
    )
    return Page(page.head.url, "archive.html", page)
