"""The kinds of files that a site is made of, in one table.

Each kind says which jobs it has and what one of them shows (`compose`). A new kind of page is one file
here, one template, and one line below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator import references
from generator.config import Config
from generator.indexes import Key
from generator.lists import list_url, period_url
from generator.model import Problem, Record
from generator.pages import (
    archive,
    article,
    charts,
    corrections,
    files,
    forwarding,
    front_problems,
    home,
    listing,
    news_sitemap,
    notfound,
    period,
    pictures,
    plain,
    podcasts,
    recordings,
    robots,
    security,
    series,
    site_map,
    sitemap_index,
    sitemaps,
    social_cards,
    tags,
    webmanifest,
)
from generator.pages.feeds import corrections as correction_feeds
from generator.pages.feeds import guide, lists
from generator.pages.feeds import live as live_feeds
from generator.pages.feeds import podcasts as podcast_feeds
from generator.pages.page import Copy, Derivatives, Page, Recorded, Text
from generator.view import View

Rows = Sequence[tuple[Key, int]]
"""Keys, each with the number of its entries."""


def _none(*_: object) -> Iterator[Key]:
    return iter(())


class Kind(Record, frozen=True):
    """One line of the table.

    The keys of the index `grows_from` that begin alike, in their first `depth` parts, are a group. `jobs`
    gives the jobs of one group, from its keys and counts; a group without keys has none. `fixed` gives
    those that are there in any case. `url` is where a page stands that others may link to by its address.
    What is `late` reads which files all others have made.
    """

    name: str
    compose: Callable[[Key, View], Page | Text | Copy | Derivatives | Recorded | None]
    grows_from: str = ""
    depth: int = 1
    jobs: Callable[[Rows, Config], Iterable[Key]] = _none
    fixed: Callable[[Config], Iterable[Key]] = _none
    url: Callable[[Key], str] | None = None
    problems: Callable[[Key, View], Iterator[Problem]] | None = None
    is_page: bool = True
    weight: int = 1  # how much work a job is, if that of a page is 1
    late: bool = False


KINDS: tuple[Kind, ...] = (
    Kind("static file", files.static, "asset", 1, files.each, is_page=False),
    Kind("media file", files.media, "file", 1, files.each, is_page=False),
    Kind(
        "picture", pictures.compose, "rendition", 1, pictures.jobs, pictures.fixed, is_page=False, weight=16
    ),
    Kind("social card", social_cards.compose, "card", 1, files.each, is_page=False, weight=8),
    Kind("recording", recordings.compose, "recorded", 1, files.each, is_page=False),
    Kind("chart", charts.compose, "chart", 1, files.each, is_page=False, weight=16),
    Kind("manifest", webmanifest.compose, fixed=webmanifest.fixed, is_page=False),
    Kind("article", article.compose, "article", 1, files.each, problems=references.problems),
    Kind("page", plain.compose, "plain", 1, files.each, problems=references.problems),
    Kind("list", listing.compose, "list", 2, listing.jobs, listing.fixed, list_url, listing.problems),
    Kind("period", period.compose, "month", 3, period.jobs, url=lambda key: period_url(key[:2], key[2:])),
    Kind(
        "corrections",
        corrections.compose,
        "correction",
        1,
        corrections.jobs,
        corrections.fixed,
        corrections.url,
    ),
    Kind("series", series.compose, fixed=series.fixed, url=series.url),
    Kind("archive", archive.compose, fixed=archive.fixed, url=list_url),
    Kind("tags", tags.compose, fixed=tags.fixed, url=tags.url),
    Kind("not found", notfound.compose, fixed=notfound.fixed),
    Kind("feed", lists.compose, "list", 2, lists.jobs, lists.fixed),
    Kind("corrections feed", correction_feeds.compose, fixed=correction_feeds.fixed),
    Kind("live blog feed", live_feeds.compose, "live", 1, live_feeds.jobs),
    Kind("podcast", podcasts.compose, fixed=podcasts.fixed, url=podcasts.url, problems=podcasts.problems),
    Kind("podcast feed", podcast_feeds.compose, fixed=podcasts.fixed),
    Kind("list of feeds", guide.compose_opml, fixed=guide.fixed_opml),
    Kind("feeds", guide.compose, fixed=guide.fixed, url=guide.url),
    Kind("site map", site_map.compose, fixed=site_map.fixed, url=site_map.url),
    Kind("month sitemap", sitemaps.compose_month, "month", 2, sitemaps.month_jobs, is_page=False),
    Kind(
        "list sitemap",
        sitemaps.compose_lists,
        "list",
        1,
        sitemaps.list_jobs,
        sitemaps.fixed_lists,
        is_page=False,
    ),
    Kind("page sitemap", sitemaps.compose_pages, fixed=sitemaps.fixed_pages, is_page=False),
    Kind("sitemap index", sitemap_index.compose, fixed=sitemap_index.fixed, is_page=False),
    Kind("news sitemap", news_sitemap.compose, fixed=news_sitemap.fixed, is_page=False),
    Kind("robots", robots.compose, fixed=robots.fixed, is_page=False),
    Kind("security", security.compose, fixed=security.fixed, is_page=False),
    Kind("headers", forwarding.compose_headers, fixed=forwarding.fixed_headers, is_page=False),
    Kind("gone", forwarding.compose_gone, fixed=forwarding.fixed_gone),
    Kind("home", home.compose, fixed=home.fixed, url=home.url, problems=front_problems.problems),
    Kind("redirect", forwarding.compose, forwarding.INDEX, 1, files.each, is_page=False, late=True),
    Kind("redirects", forwarding.compose_rules, fixed=forwarding.fixed_rules, is_page=False, late=True),
)
"""In the order in which files are published: what is linked to comes before what links."""

LATE = frozenset(number for number, kind in enumerate(KINDS) if kind.late)

NUMBERS = {kind.name: number for number, kind in enumerate(KINDS)}

SHOWN = frozenset(range(NUMBERS["article"]))
"""What pages show and do not lead to: pictures, style sheets and all that comes before the pages."""

__all__ = [
    "KINDS",
    "LATE",
    "NUMBERS",
    "SHOWN",
    "Copy",
    "Derivatives",
    "Kind",
    "Page",
    "Recorded",
    "Rows",
    "Text",
]
