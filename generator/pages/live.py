"""The entries of a live blog as its page shows them."""

from __future__ import annotations

import datetime as dt

from generator.contexts import LiveBlog, LiveItem
from generator.formats import short_date
from generator.indexes import dated, is_wide
from generator.model import Article, LiveEntry
from generator.pages.parts import page_address, prose
from generator.view import View


def live_blog(article: Article, view: View) -> LiveBlog | None:
    """The live blog of an article, if it is one.

    Of several pinned entries the newest counts; it stands at the top, and not among the others again.
    """
    if article.live is None:
        return None
    entries = article.live.entries
    day = dated(article).date()
    items = {entry.anchor: _item(entry, day, article, view) for entry in entries}
    pinned = next((items[entry.anchor] for entry in entries if entry.pinned), None)
    return LiveBlog(
        ended=article.live.ended,
        latest=next(iter(items.values()), None),
        key_events=tuple(items[entry.anchor] for entry in entries if entry.key),
        pinned=pinned,
        entries=tuple(item for item in items.values() if item is not pinned),
        total=len(entries),
    )


def _item(entry: LiveEntry, day: dt.date, article: Article, view: View) -> LiveItem:
    """An entry of a live blog that began on `day`."""
    language = view.edition(article.edition).language
    return LiveItem(
        id=entry.anchor,
        at=entry.at,
        clock=f"{entry.at.hour:02}:{entry.at.minute:02}",
        day="" if entry.at.date() == day else short_date(entry.at, language),
        title=entry.title,
        body=prose(article, entry.body, view, page_address(view), wide=is_wide(article)),
    )
