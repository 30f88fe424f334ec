"""What articles, and the pages beside the news, say of themselves in their <head>."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from generator.config import LinkTo
from generator.contexts import Figure, Head, Translation
from generator.editions import joined
from generator.indexes import dated, modified
from generator.interface import say
from generator.labels import is_news
from generator.model import Article, CorrectionKind, Gallery, Reference
from generator.pages.feeds.formats import feed_links
from generator.pages.figures import crops
from generator.pages.heads import Subject, head, page_head, preview, trail
from generator.pages.newsroom import image, newsroom, site_node, writer
from generator.pages.recordings import player, recordings_of
from generator.pages.social_cards import social_card
from generator.recordings.transcripts import plain
from generator.structured import articles
from generator.structured.nodes import Image, Node
from generator.structured.pages import web_page
from generator.structured.previews import article_meta
from generator.structured.recordings import Heard
from generator.texts import charts_of, has_code, written
from generator.urls import absolute
from generator.view import View

Translations = tuple[Translation, ...]


def of_page(found: Article, url: str, picture: Figure | None, translations: Translations, view: View) -> Head:
    """A page beside the news, at `url`."""
    subject = _subject(found, url, picture, translations, view)
    node = web_page(
        found.title,
        absolute(url, view.base_url),
        found.language,
        description=found.summary,
        modified=modified(found),
        site=site_node(subject.edition, view),
    )
    made = page_head(subject, view, node, trail(subject.edition, (), found.title, view))
    return _own(made, found)


def of_article(
    found: Article,
    url: str,
    picture: Figure | None,
    translations: Translations,
    sources: tuple[Reference, ...],
    view: View,
) -> Head:
    """An article at `url`, as it is published at this moment. A source with a URL is there to be read."""
    subject = _subject(found, url, picture, translations, view)
    section = view.link(joined(found.edition, "section"), found.section.slug)
    around = _surroundings(found, subject, section.label, sources, view)
    shown, card = preview(subject, view), image(social_card(found.source, view), view)
    meta = article_meta(
        replace(shown, image=card or shown.image, recording=next(iter(around.recordings), None)),
        found,
        section=section.label,
        modified=around.modified,
        authors=[author["url"] for author in around.authors if found.authors],
        tags=around.keywords,
    )
    way = trail(subject.edition, (section,), found.title, view)
    return _own(head(subject, meta, articles.news_article(found, around), way), found)


def _own(made: Head, found: Article) -> Head:
    """A head with what depends on the article alone."""
    return replace(
        made,
        canonical=found.canonical,
        charts=bool(charts_of(found)),
        code=has_code(found),
        galleries=any(isinstance(part, Gallery) for part in written(found)),
        live=found.live is not None,
        recordings=bool(recordings_of(found)),
    )


def _subject(
    found: Article, url: str, picture: Figure | None, translations: Translations, view: View
) -> Subject:
    """What is told of the page; a live blog has feeds of its entries."""
    feeds = feed_links(url, found.title, view) if found.live else ()
    edition = view.edition(found.edition)
    return Subject(found.title, url, edition, found.language, found.summary, picture, translations, feeds)


def _surroundings(
    found: Article, subject: Subject, section: str, sources: tuple[Reference, ...], view: View
) -> articles.Surroundings:
    edition, base_url = found.edition, view.base_url
    series = view.link(joined(edition, "series"), found.series.slug) if found.series else None
    kinds = CorrectionKind if found.corrections else ()
    return articles.Surroundings(
        url=absolute(subject.url, base_url),
        modified=modified(found),
        section=section,
        publisher=newsroom(view).node,
        authors=_authors(found, view),
        images=_images(found, view),
        recordings=tuple(_recordings(found, subject, view)),
        keywords=tuple(view.label(joined(edition, "tag"), tag.slug) for tag in found.tags),
        sources=tuple(_in_full(source, base_url) for source in sources),
        series=series and LinkTo(series.label, absolute(series.url, base_url)),
        translations=tuple(
            articles.Translation(absolute(each.url, base_url), each.language) for each in subject.others
        ),
        entries=found.live.entries if found.live else (),
        correction_names={kind: say(found.language, f"correction.{kind}") for kind in kinds},
    )


def _images(found: Article, view: View) -> tuple[Image, ...]:
    """The crops of its picture; what there is to be said of it is said of the first."""
    shown = [each for crop in crops(found.image, view) if (each := image(crop, view))]
    return (*shown[:1], *(Image(each.url, each.width, each.height) for each in shown[1:]))


def _recordings(found: Article, subject: Subject, view: View) -> Iterator[Heard]:
    for recording in recordings_of(found):
        playing = player(recording, found.language, view, found.title)
        if playing is None:
            continue
        thumbnail = playing.poster or (subject.image.url if subject.image else "")
        yield Heard(
            url=absolute(playing.url, view.base_url),
            type=playing.type,
            name=playing.title,
            uploaded=dated(found),
            language=found.language,
            length=playing.length,
            seconds=playing.seconds,
            width=playing.width,
            height=playing.height,
            description=playing.caption or found.summary,
            credit=playing.credit,
            thumbnail=absolute(thumbnail, view.base_url) if thumbnail else "",
            transcript=plain(playing.transcript),
        )


def _in_full(source: Reference, base_url: str) -> Reference:
    return replace(source, url=absolute(source.url, base_url)) if source.url else source


def _authors(found: Article, view: View) -> tuple[Node, ...]:
    """Who wrote it: the newsroom, where nobody signs what is its own word."""
    if found.authors or not is_news(found.label):
        return tuple(writer(found.edition, author.slug, view) for author in found.authors)
    return (newsroom(view).node,)
