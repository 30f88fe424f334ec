"""What feeds show one by one: articles, corrections, and the entries of live blogs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from generator.contexts import FeedAuthor, FeedCategory, FeedItem, FeedMedia, FeedRecording
from generator.editions import joined
from generator.formats import long_datetime
from generator.indexes import address, dated, modified
from generator.interface import pattern, say
from generator.labels import label_slug, shown_label
from generator.model import Article, Correction, LiveEntry, Picture, Recording
from generator.pages.feeds.content import article_html, entry_html
from generator.pages.figures import figure
from generator.pages.recordings import playable
from generator.pages.truth import KINDS, NOTICES, anchor
from generator.shapes import Card, RecordingFile
from generator.urls import absolute
from generator.view import View

SECTION = "https://schema.org/articleSection"
TAG = "https://schema.org/keywords"
LABEL = "https://schema.org/genre"
CORRECTION = "https://schema.org/CorrectionComment"
"""What categories are, in a vocabulary that all may know."""

Corrections = Sequence[tuple[Card, Correction]]


def article_item(article: Article, view: View) -> FeedItem:
    url = article_url(article, view)
    changed = modified(article)
    return FeedItem(
        url=url,
        title=article.title,
        summary=_summary(article, view),
        content=article_html(article, url, view),
        date=dated(article),
        updated=changed if changed != dated(article) else None,
        language=article.language,
        authors=_authors(article, view),
        categories=tuple(_categories(article, view)),
        image=_media(article.image, view),
        recording=recording(article, view),
    )


def article_url(article: Article, view: View) -> str:
    """The absolute URL of an article."""
    return absolute(address(article, view.setting("permalink")), view.base_url)


def entry_items(article: Article, entries: Sequence[LiveEntry], view: View) -> Iterator[FeedItem]:
    """Entries of a live blog; one without a title is called by its time."""
    url, language = article_url(article, view), view.edition(article.edition).language
    authors, categories = _authors(article, view), tuple(_categories(article, view))
    for entry in entries:
        yield FeedItem(
            url=f"{url}#{entry.anchor}",
            title=entry.title or long_datetime(entry.at, language),
            summary="",
            content=entry_html(article, entry, url, language, view),
            date=entry.at,
            updated=None,
            language=article.language,
            authors=authors,
            categories=categories,
        )


def correction_items(rows: Corrections, language: str, view: View) -> Iterator[FeedItem]:
    """Corrections, newest first, in an edition of some language."""
    for card, correction in rows:
        kind = say(language, KINDS[correction.kind])
        link = f'<a href="{escape(absolute(card.url, view.base_url))}">{escape(card.title)}</a>'
        where = escape(pattern(language, "corrections.article")).format(article=link)
        section = view.label(joined(card.edition, "section"), card.section)
        yield FeedItem(
            url=f"{absolute(card.url, view.base_url)}#{anchor(correction)}",
            title=f"{kind} – {card.title}",
            summary=correction.text,
            content=f"<p>{escape(correction.text)}</p><p>{where}</p>",
            date=correction.date,
            updated=None,
            language=card.language,
            categories=(
                FeedCategory(card.section, section, SECTION),
                FeedCategory(correction.kind.value, kind, CORRECTION),
            ),
        )


def _summary(article: Article, view: View) -> str:
    """Many readers show the summary alone, so it says itself when it is not the newsroom's own word."""
    if label_slug(article.label) not in NOTICES or not article.summary:
        return article.summary
    return f"{shown_label(article.label, view.edition(article.edition).language)} – {article.summary}"


def _authors(article: Article, view: View) -> tuple[FeedAuthor, ...]:
    kind = joined(article.edition, "author")
    links = (view.link(kind, author.slug) for author in article.authors)
    return tuple(FeedAuthor(link.label, absolute(link.url, view.base_url)) for link in links)


def _categories(article: Article, view: View) -> Iterator[FeedCategory]:
    edition, section = article.edition, article.section.slug
    yield FeedCategory(section, view.label(joined(edition, "section"), section), SECTION)
    label = shown_label(article.label, view.edition(edition).language)
    if label:
        yield FeedCategory(label_slug(article.label), label, LABEL)
    for tag in article.tags:
        yield FeedCategory(tag.slug, view.label(joined(edition, "tag"), tag.slug), TAG)


def _media(picture: Picture | None, view: View) -> FeedMedia | None:
    """A picture that is at hand."""
    shown = figure(picture, view, "lead")
    if shown is None:
        return None
    return FeedMedia(
        url=absolute(shown.url, view.base_url),
        type=shown.type,
        width=shown.width,
        height=shown.height,
        description=shown.caption or shown.alt,
        credit=shown.credit,
    )


def recording(article: Article, view: View) -> FeedRecording | None:
    """The recording that stands for an article, if it has one that can be played."""
    found = playable(article, view)
    if found is None:
        return None
    return recording_item(article, *found, view)


def recording_item(article: Article, recording: Recording, file: RecordingFile, view: View) -> FeedRecording:
    """A recording that can be played, as feeds tell of it."""
    return FeedRecording(
        url=absolute(file.url, view.base_url),
        type=file.type,
        length=file.length,
        seconds=file.seconds,
        width=file.width,
        height=file.height,
        title=recording.title or article.title,
        description=recording.caption,
        credit=recording.credit,
    )
