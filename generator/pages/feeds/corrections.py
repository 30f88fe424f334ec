"""The feeds of corrections: one for each language edition, an item for each correction."""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config
from generator.editions import below
from generator.indexes import Key
from generator.interface import say
from generator.pages.feeds.channel import Channel, feed
from generator.pages.feeds.formats import in_order
from generator.pages.feeds.items import correction_items
from generator.pages.page import Page, Text
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """They are there without a correction, as the pages are that they accompany."""
    formats = in_order(config.feeds.formats)
    return (("corrections", edition.slug, form) for edition in config.editions for form in formats)


def page_url(edition: str) -> str:
    """The page of the corrections of an edition."""
    return below(edition, "/corrections/")


def compose(job: Key, view: View) -> Page | Text:
    _, slug, form = job
    edition = view.edition(slug)
    title = f"{say(edition.language, 'corrections.title')} – {edition.title}"
    description = say(edition.language, "corrections.description", site=edition.title)
    rows = view.corrections((slug,), view.setting("feeds.items"))
    channel = Channel(title, description, page_url(slug), slug)
    return feed(channel, correction_items(rows, edition.language, view), form, view)
