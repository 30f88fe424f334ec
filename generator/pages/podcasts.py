"""The page of a podcast: what it is about, where it can be heard, and its episodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from generator.config import Config, Podcast
from generator.contexts import EpisodeRow, FeedLink, PodcastPage
from generator.editions import below, joined
from generator.indexes import Key, address, dated, site_list
from generator.interface import say
from generator.languages import direction
from generator.model import Article, Picture, Problem, Recording, Severity
from generator.pages.figures import figure
from generator.pages.heads import Subject, of_list
from generator.pages.page import Page
from generator.shapes import RecordingFile
from generator.view import View

COVER, SHOWN = "cover", "cover-page"
"""The uses of the cover: for apps, and on the page."""

SMALLEST_COVER = 1400
"""Pixels across a cover, at least: https://podcasters.apple.com/support/896-artwork-requirements"""

FEED = "feed.xml"
TYPE = "application/rss+xml"

Episodes = Iterator[tuple[Article, Recording, RecordingFile]]


def fixed(config: Config) -> Iterator[Key]:
    """One for each podcast."""
    return ((podcast.slug, podcast.language) for podcast in config.podcast)


def url(key: Key) -> str:
    return below(key[1], f"/podcasts/{key[0]}/")


def podcast_of(key: Key, view: View) -> Podcast:
    return cast(Podcast, view.fact("podcast", key[0]))


def home(podcast: Podcast) -> str:
    """The URL of the page."""
    return url((podcast.slug, podcast.language))


def feed_of(podcast: Podcast) -> FeedLink:
    return FeedLink(podcast.title, f"{home(podcast)}{FEED}", TYPE, "RSS")


def list_of(podcast: Podcast) -> Key:
    """The list from which it draws."""
    if not podcast.kind:
        return site_list(podcast.language)
    return joined(podcast.language, podcast.kind), podcast.name


def episodes(podcast: Podcast, view: View) -> Episodes:
    """The newest episodes, as far as they can be played."""
    for article in view.newest_articles(list_of(podcast), podcast.items, "episode"):
        file = view.recording(article.recording.source) if article.recording else None
        if article.recording and file:
            yield article, article.recording, file


def problems(key: Key, view: View) -> Iterator[Problem]:
    """What podcast apps would refuse."""
    podcast = podcast_of(key, view)
    file = view.picture(podcast.image)
    if file is None:
        message = f"There is no picture {podcast.image} for the cover of the podcast `{podcast.slug}`"
        yield _problem("missing-picture", message, "Put it there, or mend `image`", Severity.ERROR)
    elif file.format == "svg" or min(file.width, file.height) < SMALLEST_COVER:
        message = (
            f"{podcast.image} is too small for the cover of a podcast: {file.width} × {file.height} pixels"
        )
        cure = f"Take a photograph or a drawing of at least {SMALLEST_COVER} pixels on each side"
        yield _problem("small-picture", message, cure, Severity.ERROR)
    if not next(episodes(podcast, view), None):
        message = f"The podcast `{podcast.slug}` has no episode yet, and directories refuse it until it has"
        cure = "Give an article of its list a `recording`"
        yield _problem("podcast-without-episodes", message, cure, Severity.WARNING)


def _problem(rule: str, message: str, cure: str, severity: Severity) -> Problem:
    return Problem("site.yaml", 0, 0, rule, message, cure, severity)


def compose(key: Key, view: View) -> Page:
    podcast = podcast_of(key, view)
    edition, here = view.edition(podcast.language), home(podcast)
    cover = figure(Picture(podcast.image, alt=podcast.title), view, SHOWN)
    description = podcast.description or edition.description
    feed = feed_of(podcast)
    subject = Subject(podcast.title, here, edition, edition.language, description, cover, feeds=(feed,))
    page = PodcastPage(
        head=of_list(subject, view),
        title=podcast.title,
        description=description,
        author=podcast.author,
        cover=cover,
        feed=feed.url,
        links=podcast.links,
        funding=podcast.funding,
        episodes=tuple(_row(*each, edition.language, view) for each in episodes(podcast, view)),
    )
    return Page(here, "podcast.html", page, edition=podcast.language)


def _row(
    article: Article, recording: Recording, file: RecordingFile, language: str, view: View
) -> EpisodeRow:
    return EpisodeRow(
        url=address(article, view.setting("permalink")),
        title=article.title,
        summary=article.summary,
        date=dated(article),
        language=article.language,
        direction=direction(article.language),
        number=_number(recording, language),
        seconds=file.seconds,
    )


def _number(recording: Recording, language: str) -> str:
    if not recording.episode:
        return ""
    if not recording.season:
        return say(language, "podcast.episode", episode=recording.episode)
    return say(language, "podcast.in-season", season=recording.season, episode=recording.episode)
