"""The picture with which a social network shows a link to an article."""

from __future__ import annotations

import hashlib

import msgspec
from msgspec.structs import replace

from generator.cards.card import HEIGHT, WIDTH, SocialCard
from generator.contexts import Figure
from generator.editions import joined
from generator.indexes import Key
from generator.languages import direction
from generator.model import Record
from generator.pages.page import Derivative, Derivatives
from generator.renditions import mark, marked, merged
from generator.shapes import Card
from generator.view import View


def compose(key: Key, view: View) -> Derivatives | None:
    """The card of one article; None where it has none."""
    drawn = _drawn(key[0], view)
    if drawn is None:
        return None
    return Derivatives(drawn.photo, drawn.digest, (Derivative(_url(drawn), drawn.card),))


def social_card(source: str, view: View) -> Figure | None:
    """The card of an article as its page names it."""
    drawn = _drawn(source, view)
    if drawn is None:
        return None
    image = drawn.article.image
    alt = (image.alt if image and drawn.photo else "") or drawn.article.title
    return Figure(_url(drawn), WIDTH, HEIGHT, "image/jpeg", alt, "", "")


class _Drawn(Record, frozen=True):
    """A card, and the photo on it: its path in the site and the digest of its bytes, or nothing."""

    article: Card
    card: SocialCard
    photo: str = ""
    digest: str = ""


def _drawn(source: str, view: View) -> _Drawn | None:
    article, which = view.card(source), view.pictures().cards
    if article is None or article.retracted or which == "none":
        return None
    file = view.picture(article.image.source) if article.image else None
    if (
        article.image is None or file is None or file.format == "svg"
    ):  # which is cleaned, and never drawn here
        return _Drawn(article, _card(article, view)) if which == "all" else None
    focus, given = marked(mark(article.image))
    card = replace(_card(article, view), focus=focus, rights=merged(given, file.rights))
    return _Drawn(article, card, article.image.source, file.digest)


def _card(article: Card, view: View) -> SocialCard:
    return SocialCard(
        masthead=view.edition(article.edition).title,
        kicker=view.label(joined(article.edition, "section"), article.section),
        headline=article.title,
        language=article.language,
        direction=direction(article.language),
        accent=view.setting("accent"),
    )


def _url(drawn: _Drawn) -> str:
    """Below the article: another address for another card, for networks keep what they have seen."""
    given = msgspec.msgpack.encode((drawn.card, drawn.digest))
    return f"{drawn.article.url}card.{hashlib.blake2b(given, digest_size=5).hexdigest()}.jpg"
