"""The colours of a chart, each for light paper and for the dark.

The first is the accent of the theme; those after it are chosen so that readers who are colour-blind tell all
of them apart too, as far as that goes. Each has a contrast of 3:1 with the paper (WCAG 2.2, 1.4.11).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.settings.colours import contrast

PAPER = "#fdfcf8"
NIGHT = "#15140f"
"""The grounds of the theme."""

GRAPHIC = 3.0
"""The contrast that a shape needs with its ground."""


class Ink(NamedTuple):
    """One colour as it is on paper and in the dark, `#rrggbb`."""

    light: str
    dark: str


TEXT = Ink("#1a1712", "#ebe6da")
QUIET = Ink("#5d574c", "#a9a294")
HAIR = Ink("#d8d2c4", "#3b372e")
REST = Ink("#8f887a", "#7b7567")
"""For what is there for comparison."""

ACCENT = Ink("#8b1a1a", "#f0a39a")
"""That of the theme itself."""

DIFFERENT = 6
"""Colours that can be told apart; what comes after them is grey."""

_CHOICE = (
    Ink("#1f77b4", "#6db3e8"),
    Ink("#c46a00", "#f2a33c"),
    Ink("#0b7d6e", "#3fc4ae"),
    Ink("#1d3f73", "#4a7fd6"),
    Ink("#b5397f", "#f08ac0"),
    Ink("#6a4fa0", "#b49be8"),
    Ink("#6f7a1c", "#c5d24f"),
    Ink("#7a3b12", "#c98a5a"),
    Ink("#d1495b", "#ff8a94"),
)

Matrix = tuple[tuple[float, float, float], ...]

_BLIND: tuple[Matrix, ...] = (
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
)
"""How readers without the cones for green or for red see (Machado, Oliveira and Fernandes, 2009)."""


@lru_cache(maxsize=8)
def palette(light: str, dark: str, count: int) -> tuple[Ink, ...]:
    """So many colours, each as unlike those before it as can be."""
    accent = Ink(light, dark) if light and dark else ACCENT
    found = [Ink(legible(accent.light, PAPER, "#000000"), legible(accent.dark, NIGHT, "#ffffff"))]
    left = list(_CHOICE)
    while len(found) < min(count, DIFFERENT):
        best = max(left, key=lambda ink: min(_unlike(ink, other) for other in found))
        left.remove(best)
        found.append(best)
    return (*found[:count], *[REST] * (count - len(found)))


def legible(colour: str, ground: str, towards: str) -> str:
    """A colour mixed with as much black or white as it needs to be seen on its ground."""
    for share in range(0, 101, 5):
        mixed = "#" + "".join(
            f"{(own * (100 - share) + other * share) // 100:02x}"
            for own, other in zip(_channels(colour), _channels(towards), strict=True)
        )
        if contrast(mixed, ground) >= GRAPHIC:
            return mixed
    return towards


def _unlike(first: Ink, second: Ink) -> float:
    """The distance of two colours for whoever tells them apart the least, in either light."""
    return min(distance(first.light, second.light), distance(first.dark, second.dark))


@lru_cache(maxsize=1024)
def distance(first: str, second: str) -> float:
    """The distance in Oklab, for ordinary or for colour-blind eyes, whichever is less. 0.1 is easily seen."""
    one, two = _linear(first), _linear(second)
    seen = [(one, two), *((_through(matrix, one), _through(matrix, two)) for matrix in _BLIND)]
    return min(_far(_oklab(here), _oklab(there)) for here, there in seen)


def _far(first: Sequence[float], second: Sequence[float]) -> float:
    return float(sum((one - two) ** 2 for one, two in zip(first, second, strict=True)) ** 0.5)


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[start : start + 2], 16) for start in (1, 3, 5))


def _linear(colour: str) -> tuple[float, ...]:
    """The channels as light (IEC 61966-2-1)."""
    values = (value / 255 for value in _channels(colour))
    return tuple(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in values)


def _through(matrix: Sequence[Sequence[float]], light: Sequence[float]) -> tuple[float, ...]:
    return tuple(
        min(1.0, max(0.0, sum(weight * value for weight, value in zip(row, light, strict=True))))
        for row in matrix
    )


_CONES: Matrix = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_LAB: Matrix = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def _oklab(light: Sequence[float]) -> list[float]:
    """https://bottosson.github.io/posts/oklab/"""
    cones = [max(0.0, sum(w * v for w, v in zip(row, light, strict=True))) ** (1 / 3) for row in _CONES]
    return [sum(w * v for w, v in zip(row, cones, strict=True)) for row in _LAB]
