"""The front page: banners, a lead, the top stories, the latest, and blocks of lists.

`front.py` says what stands where; here it becomes what readers see.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.config import Config, LinkTo
from generator.contexts import HomePage, SectionBlock
from generator.editions import below
from generator.front import Banner
from generator.indexes import Key, site_list
from generator.pages.front import PlacedBlock, destination, place, steered
from generator.pages.heads import of_front
from generator.pages.page import Page
from generator.pages.parts import teaser, teasers
from generator.view import View


def fixed(config: Config) -> Iterator[Key]:
    """The front page of each edition."""
    return (("home", edition.slug) for edition in config.editions)


def url(key: Key) -> str:
    return below(key[1], "/")


def compose(key: Key, view: View) -> Page:
    edition = view.edition(key[1])
    placed = place(edition.slug, view)
    newest = view.newest(site_list(edition.slug), 1)
    page = HomePage(
        head=of_front(edition, view),
        date=newest[0].date if newest else None,
        lead=teaser(placed.lead, view) if placed.lead else None,
        top=teasers(placed.top, view),
        latest=teasers(placed.latest, view),
        blocks=tuple(_block(block, view) for block in placed.blocks),
        banners=tuple(_banner(banner, view) for banner in steered(edition.slug, view).banners),
    )
    return Page(url(key), "home.html", page, edition=edition.slug)


def _banner(banner: Banner, view: View) -> LinkTo:
    return LinkTo(banner.text, destination(banner.url.text, view).url if banner.url else "")


def _block(block: PlacedBlock, view: View) -> SectionBlock:
    link = view.link(*block.list)
    heading = LinkTo(block.label or link.label, link.url)
    return SectionBlock(heading, teasers(block.cards, view), link if block.more else None)
