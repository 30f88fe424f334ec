"""Pictures as pages show them: the files of a picture, with what is said of it."""

from __future__ import annotations

from msgspec.structs import replace

from generator.contexts import Album, Candidate, Figure, Source
from generator.model import Gallery, Picture, Record
from generator.pictures.recipes import TYPES, Recipe, size
from generator.renditions import DATA, Choice, mark, marked, merged, rendition, url
from generator.shapes import PictureFile
from generator.view import View

ORIGINS = {
    "trainedAlgorithmicMedia": "ai",
    "algorithmicMedia": "ai",
    "compositeWithTrainedAlgorithmicMedia": "ai-edited",
    "compositeSynthetic": "ai-edited",
}
"""What readers are told of a picture by its IPTC digital source type.

https://cv.iptc.org/newscodes/digitalsourcetype/
"""


class File(Record, frozen=True):
    """One file of a picture."""

    url: str
    width: int
    height: int
    type: str


def figure(picture: Picture | None, view: View, use: str = "body") -> Figure | None:
    """A picture that is at hand, else None. `use` is one of `renditions.USES`."""
    file = view.picture(picture.source) if picture else None
    if picture is None or file is None:
        return None
    text = mark(picture)
    files = rendition(use, file, text, view.pictures())
    fallback = _file(picture.source, file, files.fallback)
    rights = merged(marked(text)[1], file.rights)
    return Figure(
        fallback.url,
        fallback.width,
        fallback.height,
        fallback.type,
        picture.alt or file.alt,
        picture.caption or file.caption,
        rights.credit,
        tuple(_source(picture.source, file, choice) for choice in files.choices),
        file.placeholder,
        ORIGINS.get(rights.source_type, ""),
        rights,
    )


def album(gallery: Gallery, view: View) -> Album:
    """The pictures of a gallery that are at hand."""
    return Album(tuple(filter(None, (_enlargeable(picture, view) for picture in gallery.pictures))))


def _enlargeable(picture: Picture, view: View) -> Figure | None:
    shown, file = figure(picture, view, "gallery"), view.picture(picture.source)
    return replace(shown, whole=file.url) if shown and file else None


def crops(picture: Picture | None, view: View) -> tuple[Figure, ...]:
    """The picture of an article in each of the proportions that search engines ask for."""
    shown = (figure(picture, view, use) for use in DATA)
    # What cannot be cropped, such as a drawing, is in each of them the same.
    return tuple({each.url: each for each in shown if each}.values())


def _source(path: str, file: PictureFile, choice: Choice) -> Source:
    found = [_file(path, file, recipe) for recipe in choice.recipes]
    return Source(found[0].type, tuple(Candidate(each.url, each.width) for each in found), choice.media)


def _file(path: str, file: PictureFile, recipe: Recipe) -> File:
    width, height = size(recipe, file.width, file.height)
    return File(url(path, file, recipe), width, height, TYPES[recipe.format])
