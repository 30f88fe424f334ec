"""The picture with which a social network shows a link to an article."""

from __future__ import annotations

import hashlib

import msgspec

from generator.cards.card import HEIGHT, WIDTH, SocialCard
from generator.contexts import Figure
from generator.editions import joined
from generator.indexes import Key
from generator.languages import direction
from generator.making import Made
from generator.model import Rights
from generator.pages.page import Derivative, Derivatives
from generator.renditions import mark, marked, merged
from generator.shapes import Card
from generator.view import View

ACCENT = "#8b1a1a"
"""That of the theme."""


def compose(key: Key, view: View) -> Derivatives | None:
    """The card of one article; None where it has none."""
    found = _found(key[0], view)
    if found is None:
        return None
    article, card, digest = found
    source = article.image.source if article.image else ""
    return Derivatives(source, digest, (Derivative(_url(article.url, card, digest), card),))


def social_card(source: str, view: View) -> Figure | None:
    """The card of an article as its page names it."""
    found = _found(source, view)
    if found is None:
        return None
    article, card, digest = found
    alt = article.image.alt if article.image else ""
    return Figure(_url(article.url, card, digest), WIDTH, HEIGHT, "image/jpeg", alt or article.title, "", "")


def _found(source: str, view: View) -> tuple[Card, SocialCard, str] | None:
    """An article that has a card, what is drawn, and the digest of the photograph."""
    article = view.card(source)
    if article is None or article.image is None or article.retracted or not view.pictures().cards:
        return None
    file = view.picture(article.image.source)
    if file is None:
        return None
    if file.format == "svg":  # it is cleaned, and never drawn here
        return None
    focus, given = marked(mark(article.image))
    rights: Rights = merged(given, file.rights)
    edition = view.edition(article.edition)
    card = SocialCard(
        masthead=edition.title,
        kicker=view.label(joined(article.edition, "section"), article.section),
        headline=article.title,
        language=article.language,
        direction=direction(article.language),
        accent=view.setting("accent") or ACCENT,
        focus=focus,
        rights=rights,
    )
    return article, card, file.digest


def _url(article: str, card: Made, digest: str) -> str:
    """Below the article: another address for another card, for networks keep what they have seen."""
    name = hashlib.blake2b(msgspec.msgpack.encode((card, digest)), digest_size=5).hexdigest()
    return f"{article}card.{name}.jpg"
