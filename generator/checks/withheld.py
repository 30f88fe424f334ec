"""The withheld articles of a site, each with what nothing but it would bring into the output."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from generator.checks.leaks import Withheld
from generator.config import Config
from generator.facts import portraits
from generator.indexes import is_plain, media, named, pictures_of
from generator.kinds import accompanied, is_recording
from generator.lists import list_url
from generator.model import Article
from generator.pages.listing import fixed
from generator.renditions import mark, rendition, url
from generator.shapes import Beside, PictureFile
from generator.store import Store
from generator.store.rows import StoredRows
from generator.urls import media_url


def withheld(store: Store, config: Config) -> Iterator[Withheld]:
    """Every draft, embargoed and expired article, as the last stock-taking found them."""
    zone = ZoneInfo(config.timezone)
    kept = ((path, store.sources.get(path)) for path in store.sources.hidden())
    held = {path: each.emission for path, each in kept if each and each.emission}
    said = _headlines(store, zone) if held else frozenset()
    for path, emission in held.items():
        article = store.sources.article(path, zone)
        if article:
            yield Withheld(
                path,
                emission.status,
                "" if article.title in said else article.title,
                emission.url,
                tuple(_own_lists(store, article, config)),
                tuple(_own_pictures(store, article, config)),
            )


def _headlines(store: Store, zone: ZoneInfo) -> frozenset[str]:
    """What published articles and pages are called: a column may have one headline every week."""
    pages = (store.sources.article(path, zone) for (path,), _ in list(store.entries.keys("plain")))
    told = (each.title for each in store.sources.headlines())
    return frozenset((*told, *(page.title for page in pages if page)))


def _own_lists(store: Store, article: Article, config: Config) -> Iterator[str]:
    always = set(fixed(config))
    for kind, name in () if is_plain(article) else named(article):
        key = kind, name.slug
        if key not in always and not any(store.entries.keys("list", key)):
            yield list_url(key)


def _own_pictures(store: Store, article: Article, config: Config) -> Iterator[str]:
    portrayed, rows = portraits(config), store.rows()
    own = {path for (path,) in media(article) if not any(store.entries.keys("media", (path,)))}
    for use, picture in pictures_of(article):
        path = picture.source
        if path in portrayed or any(store.entries.keys("rendition", (path,))):
            continue
        own.add(path)
        file: PictureFile | None = rows.fact("picture", (path,))
        for recipe in rendition(use, file, mark(picture), config.pictures).recipes() if file else ():
            assert file is not None
            yield url(path, file, recipe)
    own |= {each for path in own for each in _beside(path, rows)}
    yield from (media_url(path) for path in sorted(own - portrayed.keys()))


def _beside(path: str, rows: StoredRows) -> Iterator[str]:
    """The captions and transcripts that go with a recording."""
    found: Beside | None = rows.fact("beside", accompanied(path)[:1]) if is_recording(path) else None
    if found:
        yield from (*found.captions, *found.transcripts)
