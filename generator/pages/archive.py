"""The archive: every year and month with its count."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.contexts import ArchivePage, ArchiveYear
from generator.editions import parted
from generator.indexes import SITE, Key, site_list
from generator.interface import say
from generator.lists import list_url, months, years
from generator.pages.heads import in_each_edition, of_list
from generator.pages.page import Page
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """The archive of each edition."""
    return (site_list(edition.slug) for edition in config.editions)


def compose(key: Key, view: View) -> Page:
    edition = view.edition(parted(key[0])[0])
    rows = tuple(ArchiveYear(year, months(key, year.label, view)) for year in years(key, view))
    title = say(edition.language, "archive.title")
    description = say(edition.language, "archive.description", site=edition.title)
    page = ArchivePage(
        head=of_list(in_each_edition(title, list_url(SITE), description, edition, view), view),
        years=rows,
        total=sum(row.year.count for row in rows),
    )
    return Page(page.head.url, "archive.html", page, edition=edition.slug)
