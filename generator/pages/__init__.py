"""The kinds of pages, in one table.

Each kind says which pages there are (`jobs`), where one of them stands (`address`), and what it shows
(`compose`). A new kind is one file here, one template, and one line below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.indexes import Key
from generator.lists import feed_url, list_url, period_url
from generator.model import Record
from generator.pages import archive, article, feed, home, listing, notfound, period, plain, tags
from generator.pages.page import Page
from generator.view import View


class Kind(Record, frozen=True):
    name: str
    jobs: Callable[[View], Iterable[Key]]
    address: Callable[[Key, View], str]
    compose: Callable[[Key, View], Page]


KINDS: tuple[Kind, ...] = (
    Kind("article", article.jobs, article.address, article.compose),
    Kind("page", plain.jobs, plain.address, plain.compose),
    Kind("list", listing.jobs, lambda key, _: list_url(key), listing.compose),
    Kind("period", period.jobs, lambda key, _: period_url(key[:2], key[2:]), period.compose),
    Kind("archive", archive.jobs, lambda key, _: list_url(key), archive.compose),
    Kind("tags", tags.jobs, lambda *_: tags.URL, tags.compose),
    Kind("not found", notfound.jobs, lambda *_: notfound.URL, notfound.compose),
    Kind("feed", feed.jobs, lambda key, _: feed_url(key), feed.compose),
    Kind("home", home.jobs, lambda *_: home.URL, home.compose),
)
"""In the order in which pages are published: what is linked to comes before what links."""


def addresses(view: View) -> frozenset[str]:
    """The URL of every page."""
    return frozenset(kind.address(key, view) for kind in KINDS for key in kind.jobs(view))


__all__ = ["KINDS", "Kind", "Page", "addresses"]
