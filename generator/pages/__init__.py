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
from generator.pages import archive, article, feed, files, home, listing, notfound, period, plain, tags
from generator.pages.page import Copy, Page, Text
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
    """

    name: str
    compose: Callable[[Key, View], Page | Text | Copy | None]
    grows_from: str = ""
    depth: int = 1
    jobs: Callable[[Rows, Config], Iterable[Key]] = _none
    fixed: Callable[[Config], Iterable[Key]] = _none
    url: Callable[[Key], str] | None = None
    problems: Callable[[Key, View], Iterator[Problem]] | None = None
    is_page: bool = True


KINDS: tuple[Kind, ...] = (
    Kind("static file", files.static, "asset", 1, files.each, is_page=False),
    Kind("media file", files.media, "file", 1, files.each, is_page=False),
    Kind("article", article.compose, "article", 1, files.each, problems=references.problems),
    Kind("page", plain.compose, "plain", 1, files.each, problems=references.problems),
    Kind("list", listing.compose, "list", 2, listing.jobs, listing.fixed, list_url),
    Kind("period", period.compose, "month", 3, period.jobs, url=lambda key: period_url(key[:2], key[2:])),
    Kind("archive", archive.compose, fixed=archive.fixed, url=list_url),
    Kind("tags", tags.compose, fixed=tags.fixed, url=tags.url),
    Kind("not found", notfound.compose, fixed=notfound.fixed),
    Kind("feed", feed.compose, "list", 2, feed.jobs, feed.fixed),
    Kind("home", home.compose, fixed=home.fixed, url=home.url),
)
"""In the order in which files are published: what is linked to comes before what links."""

NUMBERS = {kind.name: number for number, kind in enumerate(KINDS)}

__all__ = ["KINDS", "NUMBERS", "Copy", "Kind", "Page", "Rows", "Text"]
