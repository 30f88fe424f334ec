"""A feed from its items, the same for every kind of feed and for all formats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from operator import is_not
from typing import Any, TypeVar, cast

import msgspec

from generator.characters import without_controls
from generator.config import LinkTo, Organisation
from generator.contexts import FeedAuthor, FeedItem, FeedPage
from generator.editions import below
from generator.interface import say
from generator.languages import direction
from generator.model import Record
from generator.pages.feeds.formats import FORMATS
from generator.pages.feeds.json_feed import json_feed
from generator.pages.page import Page, Text
from generator.urls import absolute
from generator.view import View

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without items last changed: Atom wants a moment, and a build has none of its own."""

Whole = TypeVar("Whole")


class Channel(Record, frozen=True):
    """What one feed is about. `home` is the URL of the page that it accompanies."""

    title: str
    description: str
    home: str
    edition: str


def feed(channel: Channel, items: Iterable[FeedItem], form: str, view: View) -> Page | Text:
    """A feed in one of the `FORMATS`, beside its page."""
    format = FORMATS[form]
    url = f"{channel.home}{format.file}"
    page = sound(_page(channel, absolute(url, view.base_url), tuple(items), view))
    if not format.template:
        return Text(url, json_feed(page))
    return Page(url, format.template, page, edition=channel.edition)


def sound(whole: Whole) -> Whole:
    """The same without any character that XML cannot hold, however deep in it a text lies.

    Readers and settings leave such characters out already; here is where no feed can get one.
    """
    if isinstance(whole, str):
        return cast(Whole, without_controls(whole))
    if isinstance(whole, tuple):
        parts = tuple(map(sound, whole))
        return cast(Whole, parts) if any(map(is_not, parts, whole)) else whole
    if isinstance(whole, msgspec.Struct):
        fields = ((name, getattr(whole, name)) for name in whole.__struct_fields__)
        changed: dict[str, Any] = {name: made for name, old in fields if (made := sound(old)) is not old}
        return msgspec.structs.replace(whole, **changed) if changed else whole
    return whole


def _page(channel: Channel, url: str, items: tuple[FeedItem, ...], view: View) -> FeedPage:
    edition, base_url = view.edition(channel.edition), view.base_url
    organisation = cast(Organisation, view.fact("organisation"))
    front, guide = (absolute(below(channel.edition, url), base_url) for url in ("/", "/feeds/"))
    return FeedPage(
        title=channel.title,
        description=channel.description or channel.title,
        url=url,
        home=absolute(channel.home, base_url),
        language=edition.language,
        direction=direction(edition.language),
        updated=max((item.updated or item.date for item in items), key=dt.datetime.timestamp, default=NEVER),
        items=items,
        publisher=FeedAuthor(organisation.name or edition.title, front),
        copyright=edition.copyright,
        logo=_logo(organisation.logo, view),
        hub=view.setting("feeds.hub"),
        help=say(edition.language, "feeds.help"),
        guide=LinkTo(say(edition.language, "feeds.title"), guide),
    )


def _logo(path: str, view: View) -> str:
    found = view.fact("asset", path) if path else None
    return absolute(found[0], view.base_url) if found else ""
