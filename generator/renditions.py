"""Which derivatives there are of a picture, for each use that a page makes of it, and what each is called.

A page names them before they are made, and the job of the picture makes those that are named: both ask here.
The widths grow by a factor of √2, so that what a browser takes has less than twice the pixels that it needs.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from math import isclose

import msgspec

from generator.model import CENTRE, Picture, Record, Rights
from generator.options import Pictures
from generator.pictures.recipes import SUFFIXES, WHOLE, Format, Recipe, Shape, size
from generator.shapes import PictureFile
from generator.urls import media_url

LADDER = (320, 450, 640, 900, 1280, 1800, 2500)
"""Widths in pixels."""

NEAR = 0.1
"""Two widths that differ by less than this share of the larger one are as good as one."""

MOVING = 900
"""Pixels across a picture that moves: each of its frames costs as much as a picture."""

WHOLE_WIDTH = 2500
"""Pixels across a picture that is linked to."""

STILL = "(prefers-reduced-motion: reduce)"
"""For readers who have asked their system that nothing move (Media Queries 5, 12.1)."""

OPAQUE: Format = "jpeg"
"""The format that every reader of the last thirty years can show."""


_NAME = re.compile(r"(media/.+?)(?:-\d+x\d+)?-\d+(?:-moving)?\.[0-9a-f]{10}\.[a-z]+")


class Use(Record, frozen=True):
    """How pages use a picture: its widths, its proportions, and how wide it is where there is no choice."""

    widths: tuple[int, ...]
    shape: Shape = WHOLE
    fallback: int = 1280


USES: dict[str, Use] = {
    "lead": Use(LADDER[:6]),
    "lead-wide": Use(LADDER),
    "body": Use(LADDER[:5]),
    "body-wide": Use(LADDER),
    "gallery": Use(LADDER[:5], (3, 2)),
    "card": Use((132, 180, 264, 396, 560, 800, 1140), (3, 2), 800),
    "poster": Use((), WHOLE, 1280),
    "cover": Use((), (1, 1), 3000),
    "cover-page": Use((160, 320, 480), (1, 1), 320),
    "portrait": Use((120, 240, 360), WHOLE, 240),
    "16:9": Use((), (16, 9)),
    "4:3": Use((), (4, 3)),
    "1:1": Use((), (1, 1)),
}
"""Without widths there is one file, in the format that everybody can read: for search engines."""

LINKED = "linked"
"""The use of a picture that an article links to: one file, which keeps its name."""

DATA = ("16:9", "4:3", "1:1")
"""https://developers.google.com/search/docs/appearance/structured-data/article asks for these proportions."""


class Choice(Record, frozen=True):
    """Files of one format from which a browser takes one. `media` says when, in the words of CSS."""

    recipes: tuple[Recipe, ...]
    media: str = ""


class Rendition(Record, frozen=True):
    """All files of one use of a picture: the better formats first, and one for whoever knows none of them."""

    fallback: Recipe
    choices: tuple[Choice, ...] = ()

    def recipes(self) -> Iterator[Recipe]:
        yield self.fallback
        for choice in self.choices:
            yield from choice.recipes


def mark(picture: Picture) -> str:
    """What an article says of a picture that its files depend on, as text; a caption is none of it."""
    rights = msgspec.structs.replace(picture.rights, credit=picture.credit)
    if picture.focus == CENTRE and rights == Rights():
        return ""
    return msgspec.json.encode((picture.focus, rights)).decode()


def marked(text: str) -> tuple[tuple[float, float], Rights]:
    """The inverse of `mark`: what no crop may lose, and the rights."""
    if not text:
        return CENTRE, Rights()
    return msgspec.json.decode(text, type=tuple[tuple[float, float], Rights])


def merged(given: Rights, found: Rights) -> Rights:
    """The rights that an article gives, and those of the file itself where it gives none."""
    values = {name: getattr(given, name) or getattr(found, name) for name in Rights.__struct_fields__}
    values["credit"] = values["credit"] or values["creator"]
    return Rights(**values)


def rendition(use: str, file: PictureFile, text: str, settings: Pictures) -> Rendition:
    """The files of one use of a picture, of which an article says `text` (see `mark`)."""
    kind = USES[use]
    if file.format == "svg":
        return Rendition(Recipe("svg"))
    focus, given = marked(text)
    plain: Format = "png" if file.transparent else OPAQUE
    base = Recipe(
        plain,
        kind.fallback,
        kind.shape,
        focus if kind.shape != WHOLE else CENTRE,
        settings.quality,
        rights=merged(given, file.rights),
    )
    choices = [] if not kind.widths else [_choice(base, format, kind, file) for format in formats(settings)]
    if file.moving and kind.widths and use != "card":
        moving = msgspec.structs.replace(base, format="webp", width=MOVING, moving=True)
        choices = [*(msgspec.structs.replace(choice, media=STILL) for choice in choices), Choice((moving,))]
    return Rendition(base, tuple(choices))


def whole(file: PictureFile) -> Recipe:
    """A picture that is linked to, as it is but for its metadata and its size."""
    if file.format == "svg":
        return Recipe("svg")
    format = whole_format(file.format, file.moving, file.transparent)
    return Recipe(format, WHOLE_WIDTH, quality=90, moving=file.moving, rights=merged(Rights(), file.rights))


def whole_format(format: str, moving: bool, transparent: bool) -> Format:
    """The format of a picture that is linked to: its own, where that is one of the web."""
    if moving:
        return "webp"
    for own in SUFFIXES:
        if own == format:
            return own
    return "png" if transparent or format == "gif" else OPAQUE


def whole_url(path: str, format: Format) -> str:
    """Where a picture is published that is linked to: under its own name, where that tells its format."""
    stem, suffix = posixpath.splitext(path)
    told = {".jpeg": ".jpg"}.get(suffix.lower(), suffix.lower()) == SUFFIXES[format]
    return media_url(path if told else stem + SUFFIXES[format])


def formats(settings: Pictures) -> tuple[Format, ...]:
    """The formats that are better than what everybody knows, the best first."""
    return ("avif", "webp") if settings.avif else ("webp",)


def url(path: str, file: PictureFile, recipe: Recipe) -> str:
    """Where a derivative is published. It has another name as soon as its bytes may be others."""
    given = path, file.digest, recipe.focus, recipe.quality, recipe.rights
    digest = hashlib.blake2b(msgspec.msgpack.encode(given), digest_size=5).hexdigest()
    width, _ = size(recipe, file.width, file.height)
    shape = "-{}x{}".format(*recipe.shape) if recipe.shape != WHOLE else ""
    motion = "-moving" if recipe.moving else ""
    stem, _ = posixpath.splitext(media_url(path))
    return f"{stem}{shape}-{width}{motion}.{digest}{SUFFIXES[recipe.format]}"


def stem_of(file: str) -> str | None:
    """The path below the output without what `url` adds to that of a picture; None for other files."""
    found = _NAME.fullmatch(file)
    return found[1] if found else None


def _choice(base: Recipe, format: Format, use: Use, file: PictureFile) -> Choice:
    native, _ = size(msgspec.structs.replace(base, width=0), file.width, file.height)
    widths = _widths(use.widths, native)
    return Choice(tuple(msgspec.structs.replace(base, format=format, width=width) for width in widths))


def _widths(ladder: tuple[int, ...], native: int) -> list[int]:
    """The steps of a ladder that a picture of so many pixels can climb, and its own width at the end."""
    most = min(native, ladder[-1])
    steps = [width for width in ladder if width < most and not isclose(width, most, rel_tol=NEAR)]
    return [*steps, most]
