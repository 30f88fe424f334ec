"""The front page: a lead, the top stories, the latest, and a block for each section.

Without an editor's hand the newest story leads; the next ones stand beside it; sections show what the
top does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import LinkTo
from generator.contexts import Head, HomePage, SectionBlock
from generator.indexes import SITE, Key
from generator.pages.page import Page
from generator.pages.parts import teaser, teasers
from generator.view import View

URL = "/"
TOP = 4
LATEST = 8
BLOCK = 4


def compose(_: Key, view: View) -> Page:
    title = view.title
    newest = view.newest(SITE, 1 + TOP + LATEST)
    shown = {card.url for card in newest[: 1 + TOP]}
    description = view.setting("description") or view.setting("tagline")
    head = Head(title, URL, description, feeds=(LinkTo(title, "/feed.xml"),))
    page = HomePage(
        head=head,
        lead=teaser(newest[0], view) if newest else None,
        top=teasers(newest[1 : 1 + TOP], view),
        latest=teasers(newest[1 + TOP :], view),
        blocks=tuple(_blocks(shown, view)),
    )
    return Page(URL, "home.html", page)


def _blocks(shown: set[str], view: View) -> Iterator[SectionBlock]:
    """A block for each section, in the order of `site.yaml`, without what stands above."""
    used = (key[1] for key in view.keys("list", ("section",)))
    for slug in dict.fromkeys((*view.setting("sections"), *used)):
        cards = view.newest(("section", slug), BLOCK + len(shown))
        fresh = [card for card in cards if card.url not in shown][:BLOCK]
        if fresh:
            yield SectionBlock(view.link("section", slug), teasers(fresh, view))
