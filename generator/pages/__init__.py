"""The kinds of pages, in one table.

Each kind says which pages there are (`jobs`), and what one of them shows (`compose`). A new kind is
one file here, one template, and one line below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.indexes import Key
from generator.model import Record
from generator.pages import archive, article, feed, home, listing, notfound, period, plain, tags
from generator.pages.page import Page
from generator.view import View


class Kind(Record, frozen=True):
    name: str
    jobs: Callable[[View], Iterable[Key]]
    compose: Callable[[Key, View], Page]


KINDS: tuple[Kind, ...] = (
    Kind("article", article.jobs, article.compose),
    Kind("page", plain.jobs, plain.compose),
    Kind("list", listing.jobs, listing.compose),
    Kind("period", period.jobs, period.compose),
    Kind("archive", archive.jobs, archive.compose),
    Kind("tags", tags.jobs, tags.compose),
    Kind("not found", notfound.jobs, notfound.compose),
    Kind("feed", feed.jobs, feed.compose),
    Kind("home", home.jobs, home.compose),
)
"""In the order in which pages are published: what is linked to comes before what links."""

__all__ = ["KINDS", "Kind", "Page"]
