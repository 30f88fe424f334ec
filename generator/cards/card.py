"""What is drawn on a social card: plain values, by which it can be known before it is drawn."""

from __future__ import annotations

from generator.model import CENTRE, NO_RIGHTS, Record, Rights

WIDTH, HEIGHT = 1200, 630
"""Pixels. It is the size that the networks ask for: https://developers.facebook.com/docs/sharing/webmasters/images/"""


class SocialCard(Record, frozen=True, tag="card"):
    """One card. Its bytes, encoded, are with the photo and `draw.CARDS` the key of its picture.

    Texts are plain. `language` is a BCP 47 tag, `direction` is `ltr` or `rtl`, `accent` a colour as
    `#rrggbb`. `focus` is what the crop of the photo may not lose, as in `Picture`; `rights` are the photo's.
    """

    masthead: str
    kicker: str
    headline: str
    language: str
    direction: str
    accent: str
    focus: tuple[float, float] = CENTRE
    rights: Rights = NO_RIGHTS
