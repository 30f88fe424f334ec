"""From a recipe to the bytes of a file that is published, whatever kind of recipe it is."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from generator.cards.card import SocialCard
from generator.charts import recipes as charts
from generator.charts.recipes import Drawing
from generator.pictures.develop import ENGINE, develop
from generator.pictures.recipes import SUFFIXES, Format, Recipe

Made = Recipe | SocialCard | Drawing
"""All kinds of recipes."""


def name_of(digest: str, recipe: Made) -> str:
    """What a derivative is called where it is kept: by its picture, its recipe, and the code that makes it.

    `digest` is that of the picture. Versions of the libraries are no part of it: what they have made once is
    as good as what they would make now.
    """
    code, format = _made_by(recipe)
    given = msgspec.msgpack.encode((code, digest, recipe))
    return f"{hashlib.blake2b(given, digest_size=16).hexdigest()}{SUFFIXES[format]}"


def _made_by(recipe: Made) -> tuple[tuple[int, ...], Format]:
    """The versions of the code that follows a recipe, and the format that comes of it."""
    if isinstance(recipe, Recipe):
        return (ENGINE,), recipe.format
    if isinstance(recipe, Drawing):
        return (charts.ENGINE,), recipe.format
    from generator.cards.draw import CARDS

    return (ENGINE, CARDS), "jpeg"


def make(data: bytes, recipes: Sequence[Recipe | SocialCard]) -> list[bytes]:
    """What recipes make of one picture; without `data`, of none.

    Raises `pictures.verdicts.Unusable`, a ValueError, for a picture that cannot be used.
    """
    plain = [recipe for recipe in recipes if isinstance(recipe, Recipe)]
    made = iter(develop(data, plain) if plain else ())
    return [next(made) if isinstance(recipe, Recipe) else _card(recipe, data) for recipe in recipes]


def _card(card: SocialCard, photo: bytes) -> bytes:
    from generator.cards.draw import draw

    return draw(card, photo or None)
