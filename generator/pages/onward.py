"""Where to read on from an article: its neighbours, its series, its topics, what is related."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.contexts import Onward, SeriesPart, Teaser, Topic
from generator.editions import joined
from generator.indexes import Key, position
from generator.mentions import published
from generator.model import Article
from generator.pages.parts import teaser, teasers
from generator.pages.targets import follow
from generator.shapes import Card
from generator.view import View

TOPICS = 2
"""How many topics an article names; the others are among its tags."""


def onward(article: Article, view: View) -> Onward:
    older, newer = _neighbours((joined(article.edition, "section"), article.section.slug), article, view)
    return Onward(
        older=older,
        newer=newer,
        series=_series(article, view),
        topics=tuple(islice(_topics(article, view), TOPICS)),
        related=_related(article, view),
    )


def _neighbours(key: Key, article: Article, view: View) -> tuple[Teaser | None, Teaser | None]:
    """The articles of a list that were published just before and just after."""
    order = position(article)
    older, newer = view.before(key, order, 1), view.after(key, order, 1)
    return teaser(older[0], view) if older else None, teaser(newer[0], view) if newer else None


def _series(article: Article, view: View) -> SeriesPart | None:
    if article.series is None:
        return None
    key = joined(article.edition, "series"), article.series.slug
    return SeriesPart(view.link(*key), *_neighbours(key, article, view))


def _topics(article: Article, view: View) -> Iterator[Topic]:
    """Those of the article's tags that `site.yaml` calls topics."""
    for tag in article.tags:
        key = joined(article.edition, "tag"), tag.slug
        found = view.tag(key)
        if found.topic:
            start = (card for card in published(found.start, view) if card.source != article.source)
            yield Topic(view.link(*key), teasers(start, view))


def _related(article: Article, view: View) -> tuple[Teaser, ...]:
    """Those named by hand, then the nearest older ones that share most tags.

    Only older ones: the newest that share a tag would make half the archive stale at every article.
    """
    wanted = view.setting("lists.related")
    urls = (follow(link.target, view).url for link in article.related)
    named = [card for url in urls if url and (card := view.card(url))]
    shared: dict[str, tuple[int, Card]] = {}
    for tag in article.tags:
        for card in view.before((joined(article.edition, "tag"), tag.slug), position(article), wanted):
            shared[card.url] = (shared.get(card.url, (0, card))[0] + 1, card)
    nearest = sorted(shared.values(), key=lambda found: (found[0], found[1].date, found[1].url), reverse=True)
    cards = {card.url: card for card in (*named, *(card for _, card in nearest))}
    return teasers(list(cards.values())[:wanted], view)
