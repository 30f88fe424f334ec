"""Lists: their newest, their years, and months where a year is too long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from sites import Result, Site, article, site

Make = Callable[[str], Site]
STORY = re.compile(r"^/20\d\d/\d\d/[^/]+/$")


def stories(result: Result, page: str) -> list[str]:
    """The articles that a page lists, in order."""
    return [link for link in result.links(page, "main article a") if STORY.match(link)]


def many(here: Site, count: int, start: dt.date, **fields: str) -> Site:
    for number in range(count):
        date = start + dt.timedelta(days=number)
        here.put(
            f"content/world/story-{number:03}.md", article(f"Story {number}", str(date), **fields).encode()
        )
    return here


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """205 articles with one tag in 2023, 20 in 2024."""
    here = site(tmp_path_factory.mktemp("lists"))
    many(here, 205, dt.date(2023, 1, 1), tags="[Rivers]", authors="[Ada Lang]")
    for number in range(20):
        date = dt.date(2024, 1, 1) + dt.timedelta(days=number)
        text = article(f"Later {number}", str(date), tags="[Rivers, Lakes]")
        here.put(f"content/world/later-{number:03}.md", text.encode())
    return here.build()


@pytest.mark.parametrize("page", ["world/index.html", "tags/rivers/index.html"])
def test_a_list_shows_its_newest_thirty_newest_first(archive: Result, page: str) -> None:
    newest = [f"/2024/01/later-{number:03}/" for number in reversed(range(20))]
    older = [f"/2023/07/story-{number:03}/" for number in range(204, 194, -1)]
    assert stories(archive, page) == newest + older


@pytest.mark.parametrize("base", ["tags/rivers", "world"])
def test_a_list_leads_to_its_years_with_their_counts(archive: Result, base: str) -> None:
    assert archive.links(f"{base}/index.html", ".years a") == [f"/{base}/2024/", f"/{base}/2023/"]
    assert archive.texts(f"{base}/index.html", ".years .count") == ["20", "205"]


def test_a_year_lists_all_its_articles(archive: Result) -> None:
    assert len(stories(archive, "tags/lakes/2024/index.html")) == 20
    assert not archive.has("tags/lakes/2024/01/index.html")


def test_a_year_of_more_than_two_hundred_splits_into_months(archive: Result) -> None:
    months = [f"/tags/rivers/2023/{month:02}/" for month in range(1, 8)]
    page = "tags/rivers/2023/index.html"
    assert [link for link in archive.links(page) if link in months] == months
    assert not stories(archive, page)
    found = [stories(archive, f"{month[1:]}index.html") for month in months]
    assert [len(month) for month in found] == [31, 28, 31, 30, 31, 30, 24]
    assert len({story for month in found for story in month}) == 205


def test_a_year_of_two_hundred_does_not_split(make: Make) -> None:
    result = many(make(""), 200, dt.date(2023, 1, 1)).build()
    assert len(stories(result, "world/2023/index.html")) == 200
    assert not result.has("world/2023/01/index.html")


def test_the_archive_has_every_year_and_month(archive: Result) -> None:
    links = archive.links("archive/index.html")
    assert {"/2023/", "/2024/", "/2023/01/", "/2023/07/", "/2024/01/"} <= set(links)
    assert len(stories(archive, "2023/02/index.html")) == 28


def test_every_article_can_be_reached_from_the_archive(archive: Result) -> None:
    reached: set[str] = set()
    for link in archive.links("archive/index.html"):
        reached |= set(stories(archive, f"{link.strip('/')}/index.html"))
    assert len(reached) == 225


def test_all_tags_stand_in_one_index_with_their_counts(archive: Result) -> None:
    assert {"/tags/rivers/", "/tags/lakes/"} <= set(archive.links("tags/index.html"))
    assert archive.texts("tags/index.html", "main .count") == ["20", "225"]


def test_authors_have_pages_too(archive: Result) -> None:
    assert archive.texts("authors/ada-lang/index.html", "h1") == ["Ada Lang"]
    assert len(stories(archive, "authors/ada-lang/index.html")) == 30


def test_feeds_carry_the_newest_twenty(archive: Result) -> None:
    for path in ("feed.xml", "world/feed.xml", "tags/rivers/feed.xml"):
        links = [entry.link for entry in archive.feed(path).entries]
        assert links == [f"https://example.org/2024/01/later-{number:03}/" for number in reversed(range(20))]


def test_sizes_are_set_in_site_yaml(make: Make) -> None:
    here = make(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\n"
        "lists: {newest: 3, year: 10}\nfeeds: {items: 2}\n"
    )
    result = many(here, 12, dt.date(2024, 1, 29)).build()
    assert len(stories(result, "world/index.html")) == 3
    assert len(result.feed().entries) == 2
    assert result.has("world/2024/01/index.html")


def test_a_configured_section_without_articles_has_its_page(make: Make) -> None:
    result = make(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\nsections: [{slug: sport, label: Sport}]\n"
    ).build()
    assert result.texts("sport/index.html", "h1") == ["Sport"]
    assert result.has("sport/feed.xml")


def test_tags_with_one_label_are_both_listed(make: Make) -> None:
    result = make(
        "-- site.yaml --\ntitle: T\nbase_url: https://example.org/\n"
        "tags: {mercury-planet: Mercury, mercury-metal: Mercury}\n"
        f"-- content/world/a.md --\n{article('A', tags='[mercury planet, mercury metal]')}"
    ).build()
    assert {"/tags/mercury-planet/", "/tags/mercury-metal/"} <= set(result.links("tags/index.html"))


def test_an_author_of_two_articles_is_named_as_in_the_oldest(make: Make) -> None:
    result = make(
        f"-- content/world/a.md --\n{article('A', '2024-11-01', authors='[Ana Núñez]')}"
        f"-- content/world/b.md --\n{article('B', '2024-11-02', authors='[Ana Nunez]')}"
    ).build()
    assert result.texts("authors/ana-nunez/index.html", "h1") == ["Ana Núñez"]
