"""Contrast of colours, after WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""

from __future__ import annotations

PAPER = "#ffffff"
NIGHT = "#1e1e1e"  # the lightest ground on which the theme's dark mode sets text
LEGIBLE = 4.5  # ratio for text of ordinary size, success criterion 1.4.3


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, from 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def lightened(colour: str, ground: str = NIGHT) -> str:
    """`colour`, mixed with as much white as it needs to be legible on the dark `ground`."""
    for share in range(0, 101, 5):
        mixed = "#" + "".join(f"{value + (255 - value) * share // 100:02x}" for value in _channels(colour))
        if contrast(mixed, ground) >= LEGIBLE:
            return mixed
    return PAPER


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _luminance(colour: str) -> float:
    """Relative luminance, from 0 (black) to 1 (white): https://www.w3.org/TR/WCAG22/#dfn-relative-luminance"""
    red, green, blue = (_linear(value / 255) for value in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
