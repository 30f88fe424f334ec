"""Files beside the pages: documents that articles link to, and the static files of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.indexes import Key
from generator.pages.page import Copy
from generator.shapes import MediaFile
from generator.view import View


def each(rows: Iterable[tuple[Key, int]], _: Config) -> Iterator[Key]:
    """One job for every file."""
    return (key for key, _ in rows)


def media(key: Key, view: View) -> Copy | None:
    """A file under `content/` that something published links to, unless it is a picture."""
    path = key[0]
    file: MediaFile | None = view.fact("file", path)
    if file is None or not file.copied or not view.keys("media", (path,)):
        return None
    return Copy(file.url, path)


def static(key: Key, view: View) -> Copy | None:
    """A file under `static/`, by the name that it has in the output."""
    found = view.fact("asset", key[0])
    return Copy(found[0], f"static/{key[0]}") if found else None
