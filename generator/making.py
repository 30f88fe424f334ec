"""From the bytes of a picture to what is published of it, by whatever kind of recipe."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from generator.pictures.develop import ENGINE, develop
from generator.pictures.recipes import SUFFIXES, Recipe

Made = Recipe
"""All kinds of recipes."""


def name_of(digest: str, recipe: Made) -> str:
    """What a derivative is called where it is kept: by its picture, its recipe, and the code that makes it.

    `digest` is that of the picture. Versions of the libraries are no part of it: what they have made once is
    as good as what they would make now.
    """
    given = msgspec.msgpack.encode((ENGINE, digest, recipe))
    return f"{hashlib.blake2b(given, digest_size=16).hexdigest()}{SUFFIXES[recipe.format]}"


def make(data: bytes, recipes: Sequence[Made]) -> list[bytes]:
    """What recipes make of one picture, which is decoded once."""
    return develop(data, list(recipes))
