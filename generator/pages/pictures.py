"""What is made of a picture: every file that some page shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.editions import joined
from generator.facts import portraits
from generator.indexes import Key
from generator.pages.page import Derivative, Derivatives
from generator.pictures.recipes import Recipe
from generator.renditions import LINKED, rendition, url, whole
from generator.shapes import PictureFile
from generator.view import View

PORTRAIT = "portrait"
COVERS = ("cover", "cover-page")


def jobs(rows: Iterable[tuple[Key, int]], _: Config) -> Iterator[Key]:
    """One for each picture, however many uses it has."""
    return (key[:1] for key, _ in rows)


def fixed(config: Config) -> Iterator[Key]:
    """The portraits of the authors, and the covers of podcasts."""
    paths = (*portraits(config), *(podcast.image for podcast in config.podcast))
    return ((path,) for path in dict.fromkeys(paths))


def compose(key: Key, view: View) -> Derivatives | None:
    """All files of one picture; None while nothing that is published shows it, or it cannot be shown."""
    path = key[0]
    file = view.picture(path)
    if file is None:
        return None
    files = dict(_files(path, file, view))
    made = tuple(Derivative(address, recipe) for address, recipe in sorted(files.items()))
    return Derivatives(path, file.digest, made) if made else None


def _files(path: str, file: PictureFile, view: View) -> Iterator[tuple[str, Recipe]]:
    settings = view.pictures()
    uses = [key[1:] for key in view.keys("rendition", (path,))]
    if is_portrait(path, view):
        uses.append((PORTRAIT, ""))
    if view.fact("cover", path):
        uses += ((use, "") for use in COVERS)
    for use, mark in uses:
        if use == LINKED:
            yield file.url, whole(file)
            continue
        for recipe in rendition(use, file, mark, settings).recipes():
            yield url(path, file, recipe), recipe


def is_portrait(path: str, view: View) -> bool:
    """Whether a picture shows an author who has written something that is published."""
    shown: tuple[str, ...] = view.fact("portrait", path) or ()
    editions = [edition for edition, _ in view.setting("editions")]
    return any(view.keys("list", (joined(edition, "author"), slug)) for slug in shown for edition in editions)
