"""What Pelican lacks for the same site: neighbours in the section, related articles, calendar pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator
from pelican.writers import Writer

Bucket = dict[str, Any]
"""A year or a month of a list: its label, URL, articles and, for a year, its months."""


def enrich(generator: ArticlesGenerator) -> None:
    """Give each article its neighbours in the section and the nearest older ones in its tags."""
    for _, articles in generator.categories:
        newest_first = _newest_first(articles)
        for newer, older in pairwise(newest_first):
            newer.older, older.newer = older, newer
    tags = {tag: _newest_first(articles) for tag, articles in generator.tags.items()}
    places = {tag: {id(item): at for at, item in enumerate(articles)} for tag, articles in tags.items()}
    wanted = generator.settings["RELATED"]
    for article in generator.articles:
        shared: dict[int, tuple[int, Article]] = {}
        for tag in article.tags:
            at = places[tag][id(article)] + 1
            for item in tags[tag][at : at + wanted]:
                shared[id(item)] = (shared.get(id(item), (0,))[0] + 1, item)
        ranked = sorted(shared.values(), key=lambda found: (found[0], found[1].date), reverse=True)
        article.related = [item for _, item in ranked[:wanted]]
        article.minutes = max(1, round(len(article._content.split()) / 230))


def calendars(generator: ArticlesGenerator) -> None:
    """Give each list its years; the templates of the lists show them."""
    full = generator.settings["FULL_YEAR"]
    named = [*generator.categories, *generator.tags.items(), *generator.authors]
    for owner, articles in named:
        owner.newest = _newest_first(articles)
        owner.years = _years(owner.newest, owner.url, full, always=False)
    generator.context["archive_years"] = _years(_newest_first(generator.articles), "", full, always=True)


def write_periods(generator: ArticlesGenerator, writer: Writer) -> None:
    """Write a page for each year, and for each month of a year that splits, of every list."""
    template = generator.get_template("period")
    for title, up, years in _calendars(generator):
        for row in (years, *(year["months"] for year in years)):
            _write_row(row, title, up, template, generator, writer)


def _calendars(generator: ArticlesGenerator) -> Iterator[tuple[str, str, list[Bucket]]]:
    for owner, _ in (*generator.categories, *generator.tags.items(), *generator.authors):
        yield owner.name, owner.url, owner.years
    yield "Archive", "archive/", generator.context["archive_years"]


def _write_row(
    row: list[Bucket], title: str, up: str, template: Any, generator: ArticlesGenerator, writer: Writer
) -> None:
    for at, bucket in enumerate(row):
        writer.write_file(
            f"{bucket['url']}index.html",
            template,
            generator.context,
            override_output=False,
            url=bucket["url"],
            list_title=title,
            up=up,
            bucket=bucket,
            newer=row[at - 1] if at else None,
            older=row[at + 1] if at + 1 < len(row) else None,
        )


def _years(newest_first: list[Article], base: str, full: int, *, always: bool) -> list[Bucket]:
    """Return the years of a list; a year has months where it is too full, or where it `always` has."""
    years = []
    for year, found in groupby(newest_first, lambda item: f"{item.date:%Y}"):
        articles = list(found)
        split = len(articles) > full
        months = _months(articles, base) if split or always else []
        years.append(_bucket(year, f"{base}{year}/", articles) | {"months": months, "split": split})
    return years


def _months(articles: list[Article], base: str) -> list[Bucket]:
    found = groupby(articles, lambda item: (f"{item.date:%Y/%m}", f"{item.date:%B %Y}"))
    return [_bucket(label, f"{base}{month}/", list(items)) for (month, label), items in found]


def _bucket(label: str, url: str, articles: list[Article]) -> Bucket:
    return {"label": label, "url": url, "articles": articles, "months": [], "split": False}


def _newest_first(articles: list[Article]) -> list[Article]:
    return sorted(articles, key=lambda item: item.date, reverse=True)


def prepare(generator: ArticlesGenerator) -> None:
    enrich(generator)
    calendars(generator)


def register() -> None:
    signals.article_generator_finalized.connect(prepare)
    signals.article_writer_finalized.connect(write_periods)
