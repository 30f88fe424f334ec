"""Feeds for podcast apps: RSS with the tags of Apple Podcasts and of the Podcast namespace.

https://podcasters.apple.com/support/823-podcast-requirements and https://podcasting2.org/docs/podcast-namespace
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from generator.config import LinkTo
from generator.contexts import Episode, FeedAuthor, PodcastFeed, Words
from generator.editions import below, joined
from generator.indexes import Key, dated, modified
from generator.interface import say
from generator.kinds import is_captions
from generator.languages import direction
from generator.model import Article, Picture, Recording
from generator.pages.feeds.channel import sound
from generator.pages.feeds.content import article_html
from generator.pages.feeds.items import article_url, recording_item
from generator.pages.figures import figure
from generator.pages.page import Page
from generator.pages.podcasts import COVER, FEED, episodes, home, podcast_of
from generator.pages.recordings import captions_of, transcript_path
from generator.shapes import RecordingFile
from generator.urls import absolute, media_url
from generator.view import View

NAMESPACE = bytes.fromhex("ead4c236bf5858c6a2c6a6b28d128cb6")
"""Of the identifiers of podcasts: https://podcasting2.org/docs/podcast-namespace/tags/guid"""


def compose(key: Key, view: View) -> Page:
    podcast = podcast_of(key, view)
    edition, base_url = view.edition(podcast.language), view.base_url
    url = absolute(f"{home(podcast)}{FEED}", base_url)
    found = list(episodes(podcast, view))
    cover = figure(Picture(podcast.image), view, COVER)
    page = PodcastFeed(
        title=podcast.title,
        description=podcast.description or edition.description or podcast.title,
        url=url,
        home=absolute(home(podcast), base_url),
        language=edition.language,
        direction=direction(edition.language),
        author=podcast.author,
        owner=podcast.owner or podcast.author,
        email=podcast.email,
        image=absolute(cover.url, base_url) if cover else "",
        categories=podcast.categories,
        explicit=podcast.explicit,
        type=podcast.type,
        funding=tuple(LinkTo(each.label, absolute(each.url, base_url)) for each in podcast.funding),
        locked=podcast.locked,
        guid=podcast.guid or guid(url),
        copyright=edition.copyright,
        updated=max((modified(each) for each, *_ in found), key=dt.datetime.timestamp, default=None),
        episodes=tuple(_episode(*each, podcast.explicit, view) for each in found),
        hub=view.setting("feeds.hub"),
        help=say(edition.language, "podcast.help"),
        guide=LinkTo(
            say(edition.language, "feeds.title"), absolute(below(podcast.language, "/feeds/"), base_url)
        ),
    )
    return Page(f"{home(podcast)}{FEED}", "podcast.xml", sound(page), edition=podcast.language)


def guid(url: str) -> str:
    """The identifier of a podcast by the address of its feed: a UUID of version 5 (RFC 9562, section 5.5)."""
    name = url.partition("://")[2].rstrip("/")
    found = bytearray(hashlib.sha1(NAMESPACE + name.encode()).digest()[:16])
    found[6] = found[6] & 0x0F | 0x50
    found[8] = found[8] & 0x3F | 0x80
    digits = found.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _episode(
    article: Article, recording: Recording, file: RecordingFile, explicit: bool, view: View
) -> Episode:
    url = article_url(article, view)
    people = (view.link(joined(article.edition, "author"), author.slug) for author in article.authors)
    return Episode(
        url=url,
        title=article.title,
        summary=article.summary,
        content=article_html(article, url, view),
        date=dated(article),
        recording=recording_item(article, recording, file, view),
        people=tuple(FeedAuthor(each.label, absolute(each.url, view.base_url)) for each in people),
        words=tuple(_words(recording, article.language, view)),
        episode=recording.episode,
        season=recording.season,
        kind=recording.kind or "full",
        explicit=explicit if recording.explicit is None else recording.explicit,
    )


def _words(recording: Recording, language: str, view: View) -> Iterator[Words]:
    """The captions in every language, and the transcript where that is a file of its own."""
    path, spoken = transcript_path(recording, language, view)
    found = {path: spoken, **{each: of for of, each in captions_of(recording, language, view).items()}}
    for each, of in found.items():
        if each:
            kind = "text/vtt" if is_captions(each) else "text/plain"
            yield Words(absolute(media_url(each), view.base_url), kind, of)
