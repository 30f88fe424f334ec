"""An article as search engines are told of it.

https://schema.org/NewsArticle and its kin, and what Google reads of them:
https://developers.google.com/search/docs/appearance/structured-data/article
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from generator.config import LinkTo
from generator.formats import iso
from generator.indexes import is_retracted
from generator.labels import SCHEMA_TYPES, label_slug
from generator.model import Article, Correction, CorrectionKind, Link, LiveEntry, Record, Reference
from generator.readers.markdown.plain import text_of
from generator.structured.nodes import Image, Node, filled, image_object
from generator.structured.recordings import Heard, recording_object

NEWS = "NewsArticle"
LIVE = "LiveBlogPosting"

# Elements that begin or end a line of their own: the words on their two sides are not one word.
_LINES = re.compile(
    r"(?=</?(?:aside|blockquote|br|dd|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|table|td|th|tr|ul)\b)"
)


class Translation(Record, frozen=True):
    """The same article in another language. `language` is a BCP 47 tag."""

    url: str
    language: str


class Surroundings(Record, frozen=True):
    """What the page of an article knows beside the article itself. All URLs are absolute.

    Whatever may be withheld comes from here and never from the article: a source that is not linked, a
    translation or an entry of a live blog that is not published yet.
    """

    url: str
    modified: dt.datetime
    section: str  # as readers see it
    publisher: Node
    authors: tuple[Node, ...] = ()
    images: tuple[Image, ...] = ()  # the best first
    recordings: tuple[Heard, ...] = ()  # its own first
    keywords: tuple[str, ...] = ()
    sources: tuple[Reference, ...] = ()
    series: LinkTo | None = None
    translations: tuple[Translation, ...] = ()
    entries: tuple[LiveEntry, ...] = ()  # newest first
    correction_names: Mapping[CorrectionKind, str] = {}  # in the language of the article


def schema_type(label: str, live: bool = False) -> str:
    """The schema.org type of an article by its label; by one of the site's own it is news.

    What makes a live blog is entries to tell: Google asks for one at least, and no label can stand for them.
    One that is paid for or made up says that it is, before all else.
    """
    kind = SCHEMA_TYPES.get(label_slug(label), NEWS)
    if kind == LIVE:
        kind = NEWS
    return LIVE if live and _is_news(kind) else kind


def news_article(article: Article, around: Surroundings) -> Node:
    """The article as a thing, of the type that its label asks for.

    Of a retracted one the headline, the people and the notice are told, and nothing that was its content.
    """
    retracted = is_retracted(article)
    entries = () if retracted else around.entries
    kind = schema_type(article.label, live=bool(entries))
    return filled({
        "@type": kind,
        "@id": f"{around.url}#article",
        "url": around.url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": article.canonical or around.url},
        "headline": article.title,
        **({} if retracted else _content(article, around)),
        "datePublished": _moment(article.date),
        "dateModified": iso(around.modified),
        "expires": _moment(article.expires),
        "author": list(around.authors),
        "publisher": around.publisher,
        "articleSection": around.section,
        "keywords": list(around.keywords),
        "inLanguage": article.language,
        "isAccessibleForFree": article.free,
        "dateline": article.dateline if _is_news(kind) else None,
        "creativeWorkStatus": "Retracted" if retracted else None,
        "correction": [_correction(each, around.correction_names) for each in article.corrections],
        "isPartOf": _series(around.series),
        "workTranslation": [_translation(each) for each in around.translations],
        **(_coverage(article, entries, around.url) if kind == LIVE else {}),
    })  # fmt: skip


def _is_news(kind: str) -> bool:
    """Whether a type is NewsArticle or below it: only these have a dateline. All of them end in its name."""
    return kind.endswith(NEWS)


def _content(article: Article, around: Surroundings) -> Node:
    return {
        "description": article.summary,
        "image": [image_object(image) for image in around.images],
        "audio": [recording_object(each) for each in around.recordings if not each.is_film],
        "video": [recording_object(each) for each in around.recordings if each.is_film],
        "wordCount": article.words or None,
        "backstory": article.methods,
        "citation": [_source(source) for source in around.sources],
    }


def _correction(correction: Correction, names: Mapping[CorrectionKind, str]) -> Node:
    return filled({
        "@type": "CorrectionComment",
        "name": names.get(correction.kind),
        "text": correction.text,
        "datePublished": iso(correction.date),
    })  # fmt: skip


def _source(source: Reference) -> Node:
    return filled({
        "@type": "CreativeWork", "name": source.label, "url": source.url, "description": source.note
    })  # fmt: skip


def _series(series: LinkTo | None) -> Node | None:
    if not series:
        return None
    return {"@type": "CreativeWorkSeries", "name": series.label, "url": series.url}


def _translation(translation: Translation) -> Node:
    return {"@type": "Article", "url": translation.url, "inLanguage": translation.language}


def _coverage(article: Article, entries: tuple[LiveEntry, ...], url: str) -> Node:
    """What only a live blog has: https://schema.org/LiveBlogPosting."""
    return {
        "coverageStartTime": _moment(article.date),
        "coverageEndTime": _moment(article.live.ended if article.live else None),
        "liveBlogUpdate": [_entry(entry, url) for entry in entries],
    }


def _entry(entry: LiveEntry, url: str) -> Node:
    html = "".join(
        part if isinstance(part, str) else part.html for part in entry.body if isinstance(part, str | Link)
    )
    return filled({
        "@type": "BlogPosting",
        "headline": entry.title,
        "url": f"{url}#{entry.anchor}",
        "datePublished": iso(entry.at),
        "articleBody": text_of(_LINES.sub(" ", html)),
    })  # fmt: skip


def _moment(moment: dt.datetime | None) -> str | None:
    return iso(moment) if moment else None
