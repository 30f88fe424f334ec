"""Draws a social card: masthead above, section and headline below it, the photo beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cards.canvas import Placed, blank, block, write
from generator.cards.card import HEIGHT, WIDTH, SocialCard
from generator.cards.faces import principal
from generator.cards.palette import INK, accent, legible
from generator.cards.photo import hang
from generator.cards.setting import Box, Setting, fit
from generator.cards.shaping import Script
from generator.cards.words import capitals, settable
from generator.model import NO_RIGHTS, Record
from generator.pictures.encoding import encoded
from generator.pictures.recipes import Recipe

if TYPE_CHECKING:
    from PIL.Image import Image

CARDS = 3
"""Raised when the bytes of a card change while all that is on it stays as it was."""

QUALITY = 88
MARGIN = 60  # pixels, as all that follows
PHOTO = 548  # the width of a photo beside a headline
GUTTER = 46
BAND = 14  # the height of the accent along the lower edge
STRIP = 116  # that of the paper below a photo that stands alone
MASTHEAD_LINE = 94  # the baseline of the masthead
RULES = ((116, 119), (123, 124))  # a thick line and a thin one
AIR = 30  # between the section and the headline

MASTHEAD = Box(0, 64, 42, 18)
KICKER = Box(0, 40, 27, 14)  # in capitals
PLAIN_KICKER = Box(0, 50, 34, 14)  # in a script that has none
TIGHT, WIDE = -0.012, 0.07  # ems between large letters and between capitals, as in static/site.css
ALONE = Box(0, 348, 104, 44, 4)
BESIDE = Box(0, 372, 68, 34, 5)
NAMEPLATE = Box(0, 320, 128, 40, 3)


class Words(Record, frozen=True):
    """What is written on a card: no more than its fonts can set."""

    masthead: str
    kicker: str
    headline: str


class Column(Record, frozen=True):
    """Where words stand: its edges, in pixels from the left, and how they are written."""

    left: int
    right: int
    script: Script

    def fit(self, text: str, room: Box, spacing: float = TIGHT) -> Setting:
        script = Script(self.script.language, self.script.right_to_left, spacing)
        return fit(text, script, Box(self.right - self.left, *room.rest))

    def place(self, setting: Setting, baseline: float) -> Placed:
        """A text in this column, its first line standing on `baseline`, in pixels from the top."""
        right = self.script.right_to_left
        return Placed(setting, self.right if right else self.left, baseline, right)


def draw(card: SocialCard, photo: bytes | None) -> bytes:
    """The card as a JPEG of 1200 × 630 pixels; the same bytes every time.

    A headline that the fonts cannot set is left out, and a photo has its room. `photo` is the bytes of any
    picture that can be developed; raises `generator.pictures.verdicts.Unusable` for others.
    """
    script = Script(card.language, card.direction == "rtl")
    kicker = capitals(settable(card.kicker), card.language)
    words = Words(settable(card.masthead), kicker, settable(card.headline))
    image = blank(WIDTH, HEIGHT)
    if photo and words.headline:
        _beside(image, card, words, script, photo)
    elif photo:
        _above(image, card, words, script, photo)
    elif words.headline:
        _alone(image, card, words, script)
    else:
        _nameplate(image, card, words, script)
    rights = card.rights if photo else NO_RIGHTS
    return encoded(image, Recipe("jpeg", quality=QUALITY, rights=rights))


def _beside(image: Image, card: SocialCard, words: Words, script: Script, photo: bytes) -> None:
    """The words on the side from which they are read, and the photo on the other."""
    paper = WIDTH - PHOTO
    shift = PHOTO if script.right_to_left else 0
    left, right = (GUTTER, MARGIN) if script.right_to_left else (MARGIN, GUTTER)
    hang(image, photo, (paper - paper * bool(shift), 0, WIDTH if not shift else PHOTO, HEIGHT), card)
    block(image, (shift, HEIGHT - BAND, shift + paper, HEIGHT), accent(card.accent))
    _page(image, card, words, Column(shift + left, shift + paper - right, script), BESIDE)


def _alone(image: Image, card: SocialCard, words: Words, script: Script) -> None:
    block(image, (0, HEIGHT - BAND, WIDTH, HEIGHT), accent(card.accent))
    _page(image, card, words, Column(MARGIN, WIDTH - MARGIN, script), ALONE)


def _page(image: Image, card: SocialCard, words: Words, column: Column, room: Box) -> None:
    """A masthead above two rules, and in the middle of what is left the section and the headline."""
    masthead = column.fit(words.masthead, MASTHEAD)
    small = KICKER if principal(words.kicker).cased else PLAIN_KICKER
    kicker, headline = column.fit(words.kicker, small, WIDE), column.fit(words.headline, room)
    for top, bottom in RULES if words.masthead else ():
        block(image, (column.left, top, column.right, bottom), INK)
    floor, ceiling = RULES[-1][1] if words.masthead else 0, HEIGHT - BAND
    air = AIR if words.kicker else 0
    free = ceiling - floor - (kicker.height + air + headline.height)
    start = floor + free * 0.48  # the optical middle is a little above the true one
    below = start + kicker.height + air
    write(image, [column.place(masthead, MASTHEAD_LINE), column.place(headline, below + headline.rise)], INK)
    write(image, [column.place(kicker, start + kicker.rise)], legible(card.accent))


def _above(image: Image, card: SocialCard, words: Words, script: Script, photo: bytes) -> None:
    """The photo as wide as the card, and below it the masthead."""
    column = Column(MARGIN, WIDTH - MARGIN, script)
    foot = HEIGHT - (STRIP if words.masthead else BAND)
    hang(image, photo, (0, 0, WIDTH, foot), card)
    block(image, (0, HEIGHT - BAND, WIDTH, HEIGHT), accent(card.accent))
    masthead = column.fit(words.masthead, MASTHEAD)
    above = (foot + HEIGHT - BAND - masthead.height) / 2
    write(image, [column.place(masthead, above + masthead.rise)], INK)


def _nameplate(image: Image, card: SocialCard, words: Words, script: Script) -> None:
    """The masthead alone, large."""
    column = Column(MARGIN, WIDTH - MARGIN, script)
    block(image, (0, HEIGHT - BAND, WIDTH, HEIGHT), accent(card.accent))
    masthead = column.fit(words.masthead, NAMEPLATE)
    top = (HEIGHT - BAND - masthead.height) / 2
    write(image, [column.place(masthead, top + masthead.rise)], INK)
