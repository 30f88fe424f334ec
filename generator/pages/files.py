"""Files beside the pages: pictures and documents that articles use, and the static files of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.editions import joined
from generator.indexes import Key
from generator.pages.page import Copy
from generator.urls import media_url
from generator.view import View


def each(rows: Iterable[tuple[Key, int]], _: Config) -> Iterator[Key]:
    """One job for every file."""
    return (key for key, _ in rows)


def media(key: Key, view: View) -> Copy | None:
    """A file under `content/`, unless nothing that is published shows it."""
    path = key[0]
    view.fact("file", path)
    return Copy(media_url(path), path) if _is_used(path, view) else None


def _is_used(path: str, view: View) -> bool:
    if view.keys("media", (path,)):
        return True
    portrayed: tuple[str, ...] = view.fact("portrait", path) or ()
    editions = [edition for edition, _ in view.setting("editions")]
    return any(
        view.keys("list", (joined(edition, "author"), slug)) for slug in portrayed for edition in editions
    )


def static(key: Key, view: View) -> Copy | None:
    """A file under `static/`, by the name that it has in the output."""
    found = view.fact("asset", key[0])
    return Copy(found[0], f"static/{key[0]}") if found else None
