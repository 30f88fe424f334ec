"""Draws a social card: the masthead above a rule, the section and the headline below, the photo beside them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from generator.cards.canvas import letters
from generator.cards.card import HEIGHT, WIDTH, SocialCard
from generator.cards.setting import Box, Setting, fit
from generator.cards.shaping import Script
from generator.cards.words import can_set, capitals, plain

if TYPE_CHECKING:
    from PIL import Image

CARDS = 1
"""Raised when the bytes of a card change while all that is on it stays as it was."""

PAPER, INK = "#fdfcf8", "#1a1712"


def draw(card: SocialCard, photo: bytes | None) -> bytes:
    from PIL import Image, ImageDraw
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    rtl = card.direction == "rtl"
    script = Script(card.language, rtl)
    margin = 60
    split = 640 if photo else WIDTH
    left, right = margin, split - (48 if photo else margin)
    if photo:
        from PIL import ImageOps
        picture = Image.open(io.BytesIO(photo)).convert("RGB")
        w = WIDTH - split
        picture = ImageOps.fit(picture, (w, HEIGHT), Image.Resampling.LANCZOS, centering=card.focus)
        image.paste(picture, (0 if rtl else split, 0))
        if rtl:
            left, right = WIDTH - split + 48, WIDTH - margin
    x = right if rtl else left
    wide = right - left
    masthead = fit(plain(card.masthead), script, Box(wide, 56, 40 if photo else 46, 20))
    kicker = fit(capitals(plain(card.kicker), card.language), script, Box(wide, 36, 26, 16))
    box = Box(wide, 340, 68, 36, 5) if photo else Box(wide, 330, 96, 44, 4)
    headline = fit(plain(card.headline), script, box)
    top = 56
    letters(image, [(masthead, x, top, rtl)], INK)
    rule = top + 56
    pen.rectangle((left, rule, right, rule + 3), INK)
    pen.rectangle((left, rule + 7, right, rule + 7), INK)
    block = kicker.height + 28 + headline.height
    room = HEIGHT - 60 - (rule + 8)
    y = rule + 8 + max(30, (room - block) / 2)
    letters(image, [(kicker, x, y, rtl)], card.accent)
    letters(image, [(headline, x, y + kicker.height + 28, rtl)], INK)
    pen.rectangle((left if photo else 0, HEIGHT - 14, right if photo else WIDTH, HEIGHT), card.accent)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88, optimize=True)
    return out.getvalue()
