"""The index of tags: every tag with its count, by first letter."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from generator.contexts import Bucket, Head, Letter, TagsPage
from generator.indexes import Key
from generator.lists import list_url
from generator.pages.page import Page
from generator.view import View

URL = "/tags/"


def compose(_: Key, view: View) -> Page:
    counts = view.counts("list", ("tag",))
    counted = [(view.label("tag", key[1]), list_url(key), count) for key, count in counts]
    rows = sorted(
        (Bucket(*each) for each in counted), key=lambda bucket: (_sort_key(bucket.label), bucket.url)
    )
    letters = groupby(rows, lambda bucket: _letter(_sort_key(bucket.label)))
    page = TagsPage(
        head=Head("All tags", URL, f"Every subject that {view.title} has covered"),
        letters=tuple(Letter(letter, tuple(found)) for letter, found in letters),
        total=len(rows),
    )
    return Page(page.head.url, "tags.html", page)


def _sort_key(label: str) -> str:
    """A label without accents and case, so that É stands beside E."""
    plain = (c for c in unicodedata.normalize("NFKD", label.casefold()) if not unicodedata.combining(c))
    return "".join(plain)


def _letter(key: str) -> str:
    first = key[:1].upper()
    return "0–9" if first.isdigit() else first
