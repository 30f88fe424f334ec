"""The front page: a lead, the top stories, the latest, and a block for each section.

Without an editor's hand the newest story leads; the next ones stand beside it; sections show what the
top does not.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config, LinkTo
from generator.contexts import Head, HomePage, SectionBlock
from generator.editions import below, joined
from generator.indexes import Key, site_list
from generator.pages.page import Page
from generator.pages.parts import teaser, teasers
from generator.view import View

TOP = 4
LATEST = 8
BLOCK = 4


def fixed(config: Config) -> Iterator[Key]:
    """The front page of each edition."""
    return (("home", edition.slug) for edition in config.editions)


def url(key: Key) -> str:
    return below(key[1], "/")


def compose(key: Key, view: View) -> Page:
    edition = view.edition(key[1])
    newest = view.newest(site_list(edition.slug), 1 + TOP + LATEST)
    shown = {card.url for card in newest[: 1 + TOP]}
    feed = LinkTo(edition.title, below(edition.slug, "/feed.xml"))
    head = Head(edition.title, url(key), edition.description or edition.tagline, feeds=(feed,))
    page = HomePage(
        head=head,
        lead=teaser(newest[0], view) if newest else None,
        top=teasers(newest[1 : 1 + TOP], view),
        latest=teasers(newest[1 + TOP :], view),
        blocks=tuple(_blocks(edition.slug, shown, view)),
    )
    return Page(head.url, "home.html", page, edition=edition.slug)


def _blocks(edition: str, shown: set[str], view: View) -> Iterator[SectionBlock]:
    """A block for each section, in the order of `site.yaml`, without what stands above."""
    kind = joined(edition, "section")
    used = (key[1] for key in view.keys("list", (kind,)))
    for slug in dict.fromkeys((*view.setting("sections", edition), *used)):
        cards = view.newest((kind, slug), BLOCK + len(shown))
        fresh = [card for card in cards if card.url not in shown][:BLOCK]
        if fresh:
            yield SectionBlock(view.link(kind, slug), teasers(fresh, view))
