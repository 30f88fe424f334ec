"""Files beside the articles that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from generator.indexes import media, parts_of
from generator.kinds import accompanied, is_recording
from generator.model import Article, Picture, Problem, Severity
from generator.pictures.names import is_picture
from generator.shapes import Status
from generator.store import Store


def orphans(store: Store, zone: ZoneInfo) -> list[str]:
    """The files that no article shows or links to, and no author has for a portrait.

    A withheld article stands in no index, and yet its pictures are in use.
    """
    used = {key[0] for index in ("media", "rendition") for key, _ in store.entries.keys(index)}
    used |= {path for index in ("portrait", "cover") for _, (path,) in store.facts.all(index)}
    for status in Status:
        for source in store.sources.withheld_as(status):
            used |= set(_files_of(store.sources.article(source, zone)))
    found = {path for _, (path,) in store.facts.all("file")}
    # What lies beside a recording is used with it.
    heard = {stem for path in used if is_recording(path) for stem in accompanied(path)}
    unused = (path for path in found - used if is_recording(path) or heard.isdisjoint(accompanied(path)))
    return sorted(unused)


def unused_pictures(store: Store, zone: ZoneInfo) -> Iterator[Problem]:
    """A warning for every picture that nothing uses."""
    for path in orphans(store, zone):
        if is_picture(path, b""):
            message, cure = "Nothing shows this picture", "Show it, or remove the file"
            yield Problem(path, 0, 0, "unused-picture", message, cure, Severity.WARNING)


def _files_of(article: Article | None) -> Iterator[str]:
    if article:
        yield from (part.source for part in parts_of(article) if isinstance(part, Picture))
        yield from (path for (path,) in media(article))
