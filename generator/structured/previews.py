"""The meta tags from which social networks and messengers make the preview of a link.

Open Graph (https://ogp.me/) with its `article` properties, and the cards of X, which reads from Open
Graph what its own tags do not say (https://developer.x.com/en/docs/x-for-websites/cards/).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec.structs import replace

from generator.formats import iso, locale
from generator.indexes import is_retracted
from generator.model import Article, Record
from generator.structured.nodes import Image
from generator.structured.recordings import Heard, graph

LARGE = (300, 157)
"""The smallest picture, in pixels, that X shows across the whole card."""


class Meta(Record, frozen=True):
    """One <meta> element: `attribute` is `property` (Open Graph) or `name` (X)."""

    attribute: str
    key: str
    content: str


class Preview(Record, frozen=True):
    """What the preview of any page shows. URLs are absolute; languages are BCP 47 tags."""

    title: str
    url: str
    language: str
    site_name: str = ""
    description: str = ""
    image: Image | None = None
    translations: tuple[str, ...] = ()  # the other languages in which there is this page
    account: str = ""  # of the newsroom on X, with its @
    recording: Heard | None = None


def page_meta(preview: Preview, kind: str = "website") -> tuple[Meta, ...]:
    """The tags of a page that is not an article; `kind` is its Open Graph type, such as `profile`."""
    return _tags((*_graph(preview, kind), *_card(preview)))


def article_meta(
    preview: Preview,
    article: Article,
    *,
    section: str,
    modified: dt.datetime,
    authors: Iterable[str] = (),
    tags: Iterable[str] = (),
) -> tuple[Meta, ...]:
    """The tags of an article. `authors` are the URLs of their pages; `section` and `tags` are names.

    A copy of an article elsewhere gives the address of the original, as its canonical link does. The preview
    of a retracted one shows its headline alone.
    """
    preview = replace(preview, url=article.canonical or preview.url)
    if is_retracted(article):
        preview = replace(preview, description="", image=None, recording=None)
    times = (
        ("article:published_time", iso(article.date) if article.date else ""),
        ("article:modified_time", iso(modified)),
        ("article:expiration_time", iso(article.expires) if article.expires else ""),
    )
    people = (("article:author", url) for url in authors)
    topics = (("article:section", section), *(("article:tag", tag) for tag in tags))
    return _tags((*_graph(preview, "article"), *times, *people, *topics, *_card(preview)))


def _graph(preview: Preview, kind: str) -> Iterator[tuple[str, str]]:
    yield "og:type", kind
    yield "og:title", preview.title
    yield "og:description", preview.description
    yield "og:url", preview.url
    yield "og:site_name", preview.site_name
    own = graph_locale(preview.language)
    yield "og:locale", own
    for other in dict.fromkeys(graph_locale(language) for language in preview.translations):
        yield "og:locale:alternate", other if other != own else ""
    if preview.image:
        yield "og:image", preview.image.url
        yield "og:image:width", _pixels(preview.image.width)
        yield "og:image:height", _pixels(preview.image.height)
        yield "og:image:alt", preview.image.alt
    if preview.recording:
        yield from graph(preview.recording)


def _card(preview: Preview) -> Iterator[tuple[str, str]]:
    image = preview.image
    yield "twitter:card", "summary_large_image" if image and _is_large(image) else "summary"
    yield "twitter:site", preview.account
    yield "twitter:image:alt", image.alt if image else ""


def _is_large(image: Image) -> bool:
    """Whether a picture is large enough for a large card; one of unknown size is taken to be."""
    return not image.width or (image.width >= LARGE[0] and image.height >= LARGE[1])


def _tags(pairs: Iterable[tuple[str, str]]) -> tuple[Meta, ...]:
    return tuple(
        Meta("name" if key.startswith("twitter:") else "property", key, content)
        for key, content in pairs
        if content
    )


def _pixels(length: int) -> str:
    return str(length) if length else ""


@lru_cache(maxsize=256)
def graph_locale(language: str) -> str:
    """`en_GB` for `en-GB`, and for `uk` the country where most speak it, `uk_UA`: Open Graph asks for both.

    The countries are those of Unicode CLDR's likely subtags. Empty for a language that CLDR does not know.
    """
    from babel import UnknownLocaleError
    from babel.core import get_global

    try:
        known = locale(language)
    except (UnknownLocaleError, ValueError):
        return ""
    subtags = get_global("likely_subtags")  # `zh_Hant` to `zh_Hant_TW`
    likely = subtags.get(f"{known.language}_{known.script}") or subtags.get(known.language, "")
    for territory in (known.territory or "", likely.rpartition("_")[2]):
        if territory.isalpha():  # and no part of the world, such as 419 for Latin America
            return f"{known.language}_{territory}"
    return ""
