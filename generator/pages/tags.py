"""The index of tags: every tag with its count, by first letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from generator.config import Config
from generator.contexts import Bucket, Letter, TagsPage
from generator.editions import OWN, below, joined
from generator.indexes import Key
from generator.interface import say
from generator.lists import list_url
from generator.pages.heads import in_each_edition, of_list
from generator.pages.page import Page
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """The tags of each edition."""
    return (("tags", edition.slug) for edition in config.editions)


def url(key: Key) -> str:
    return below(key[1], "/tags/")


def compose(key: Key, view: View) -> Page:
    edition = view.edition(key[1])
    kind = joined(edition.slug, "tag")
    counts = view.counts("list", (kind,))
    counted = [(view.label(kind, found[1]), list_url(found), count) for found, count in counts]
    rows = sorted(
        (Bucket(*each) for each in counted), key=lambda bucket: (_sort_key(bucket.label), bucket.url)
    )
    letters = groupby(rows, lambda bucket: _letter(_sort_key(bucket.label)))
    description = say(edition.language, "tags.description", site=edition.title)
    title = say(edition.language, "tags.all")
    subject = in_each_edition(title, url(("tags", OWN)), description, edition, view)
    page = TagsPage(
        head=of_list(subject, view, name=say(edition.language, "tags.title")),
        letters=tuple(Letter(letter, tuple(found)) for letter, found in letters),
        total=len(rows),
    )
    return Page(page.head.url, "tags.html", page, edition=edition.slug)


def _sort_key(label: str) -> str:
    """A label without accents and case, so that É stands beside E."""
    plain = (c for c in unicodedata.normalize("NFKD", label.casefold()) if not unicodedata.combining(c))
    return "".join(plain)


def _letter(key: str) -> str:
    first = key[:1].upper()
    return "0–9" if first.isdigit() else first
