"""The colours of a card: those of the theme by day (static/site.css)."""

from __future__ import annotations

import re

from generator.settings.colours import LEGIBLE, contrast

PAPER, INK = "#fdfcf8", "#1a1712"
ACCENT = "#8b1a1a"


def accent(colour: str) -> str:
    """An accent as `#rrggbb`; the theme's own where there is none."""
    return colour if re.fullmatch("#[0-9a-fA-F]{6}", colour) else ACCENT


def legible(colour: str) -> str:
    """An accent, mixed with as much ink as text on paper needs."""
    bright = _channels(accent(colour))
    for share in range(0, 100, 5):
        pairs = zip(bright, _channels(INK), strict=True)
        mixed = "#" + "".join(f"{light + (dark - light) * share // 100:02x}" for light, dark in pairs)
        if contrast(mixed, PAPER) >= LEGIBLE:
            return mixed
    return INK


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))
