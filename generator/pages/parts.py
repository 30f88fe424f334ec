"""What several kinds of pages show: teasers, figures, the text of an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from generator.config import base_path
from generator.contexts import Album, Diagram, Figure, Player, Prose, Teaser
from generator.editions import joined
from generator.labels import label_slug, shown_label
from generator.languages import direction
from generator.model import Article, Body, Caption, Chart, Gallery, Link, Picture, Recording
from generator.pages.charts import diagram
from generator.pages.figures import album, figure
from generator.pages.recordings import player
from generator.pages.targets import follow
from generator.shapes import Card
from generator.urls import absolute, href
from generator.view import View

_INNER_LINK = re.compile(r'<a (?:[a-z-]+="[^"]*" )*href="(?=#)')

Address = Callable[[str], str]
"""From a URL path to what is written into `href`."""


def teaser(card: Card, view: View) -> Teaser:
    return view.once(("teaser", card.source), lambda view: _teaser(card, view))


def _teaser(card: Card, view: View) -> Teaser:
    label = shown_label(card.label, view.edition(card.edition).language)
    return Teaser(
        url=card.url,
        title=card.title,
        summary=card.summary,
        date=card.date,
        section=view.link(joined(card.edition, "section"), card.section),
        language=card.language,
        direction=direction(card.language),
        authors=tuple(view.label(joined(card.edition, "author"), author.slug) for author in card.authors),
        # A live blog that goes on has a mark that says so: its label would say it twice.
        label="" if card.live and label_slug(card.label) == "live" else label,
        retracted=card.retracted,
        live=card.live,
        image=figure(card.image, view, "card"),
    )


def teasers(cards: Iterable[Card], view: View) -> tuple[Teaser, ...]:
    return tuple(teaser(card, view) for card in cards)


def prose(
    article: Article, body: Body, view: View, address: Address, page: str = "", wide: bool = False
) -> Prose:
    """A text of an article with its links resolved, its pictures, recordings and charts found.

    `page` is the address that goes before links within the text, where they are read elsewhere. In a `wide`
    layout pictures are as broad as the window.
    """
    parts: list[str | Figure | Album | Player | Diagram | Caption] = []
    for part in body:
        if isinstance(part, Picture):
            shown = figure(part, view, "body-wide" if wide else "body")
            if shown or part.caption:
                parts.append(shown or Caption(part.caption, part.credit))
        elif isinstance(part, Gallery):
            parts.append(album(part, view))
        elif isinstance(part, Recording):
            parts += filter(None, (player(part, article.language, view),))
        elif isinstance(part, Chart):
            parts += filter(None, (diagram(part, article, view),))
        else:
            html = part if isinstance(part, str) else _link(part, view, address)
            parts.append(_INNER_LINK.sub(lambda found: found[0] + escape(page), html) if page else html)
    return tuple(parts)


def _link(link: Link, view: View, address: Address) -> str:
    """A link into the site; plain text while its target is withheld or missing."""
    url = follow(link.target, view).url
    if not url:
        return link.html
    fragment = f"#{link.fragment}" if link.fragment else ""
    return f'<a href="{escape(address(url) + fragment)}"{link.attributes}>{link.html}</a>'


def page_address(view: View) -> Address:
    """Addresses as pages write them: below the base path."""
    path = base_path(view.base_url)
    return lambda url: href(url, path)


def feed_address(view: View) -> Address:
    """Addresses as feeds write them: in full."""
    base_url = view.base_url
    return lambda url: absolute(url, base_url)
