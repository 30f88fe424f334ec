"""The article page."""

from __future__ import annotations

from generator.contexts import ArticlePage, Head, Teaser
from generator.editions import joined
from generator.indexes import Key, address, dated, position
from generator.labels import shown_label
from generator.languages import direction
from generator.model import Article
from generator.pages.page import Page
from generator.pages.parts import figure, page_address, prose, teaser, teasers
from generator.pages.targets import follow
from generator.shapes import Card
from generator.view import View

WORDS_PER_MINUTE = 230


def compose(key: Key, view: View) -> Page:
    article = view.article(key[0])
    image = figure(article.image, view)
    edition = article.edition
    section, order = (joined(edition, "section"), article.section.slug), position(article)
    page = ArticlePage(
        head=Head(
            article.title,
            address(article, view.setting("permalink")),
            article.summary,
            article.canonical,
            image=image,
        ),
        title=article.title,
        summary=article.summary if article.standfirst else "",
        date=dated(article),
        updated=article.updated,
        language=article.language,
        direction=direction(article.language),
        section=view.link(*section),
        label=shown_label(article.label, view.edition(edition).language),
        authors=tuple(view.link(joined(edition, "author"), author.slug) for author in article.authors),
        dateline=article.dateline,
        image=image,
        caption=None if image else article.caption,
        body=prose(article.body, view, page_address(view)),
        minutes=max(1, round(article.words / WORDS_PER_MINUTE)),
        tags=tuple(view.link(joined(edition, "tag"), tag.slug) for tag in article.tags),
        older=_neighbour(view.before(section, order, 1), view),
        newer=_neighbour(view.after(section, order, 1), view),
        related=related(article, view),
        extra=article.extra,
    )
    return Page(page.head.url, "article.html", page, article.source, edition)


def _neighbour(cards: tuple[Card, ...], view: View) -> Teaser | None:
    return teaser(cards[0], view) if cards else None


def related(article: Article, view: View) -> tuple[Teaser, ...]:
    """Those named by hand, then the nearest older ones that share most tags.

    Only older ones: the newest that share a tag would make half the archive stale at every article.
    """
    wanted = view.setting("lists.related")
    named = [card for link in article.related if (card := view.card(follow(link.target, view).url))]
    shared: dict[str, tuple[int, Card]] = {}
    for tag in article.tags:
        for card in view.before((joined(article.edition, "tag"), tag.slug), position(article), wanted):
            shared[card.url] = (shared.get(card.url, (0, card))[0] + 1, card)
    nearest = sorted(shared.values(), key=lambda found: (found[0], found[1].date, found[1].url), reverse=True)
    cards = {card.url: card for card in (*named, *(card for _, card in nearest))}
    return teasers(list(cards.values())[:wanted], view)
