"""Podcasts: the feed that apps read, and the page that people do."""

from __future__ import annotations

import datetime as dt

from generator.config import LinkTo
from generator.contexts.feeds import FeedAuthor, FeedRecording
from generator.contexts.shared import Figure, Head
from generator.model import Record


class Words(Record, frozen=True):
    """A file that holds what is said, at an absolute URL."""

    url: str
    type: str
    language: str


class Episode(Record, frozen=True):
    """One episode. URLs are absolute; numbers are 0 where there are none."""

    url: str  # of its page; it identifies the episode for ever
    title: str
    summary: str
    content: str  # HTML
    date: dt.datetime
    recording: FeedRecording
    people: tuple[FeedAuthor, ...]
    words: tuple[Words, ...]
    episode: int
    season: int
    kind: str  # "full", "trailer" or "bonus"
    explicit: bool


class PodcastFeed(Record, frozen=True):
    """The feed of a podcast. URLs are absolute."""

    title: str
    description: str
    url: str
    home: str
    language: str
    direction: str
    author: str
    owner: str
    email: str
    image: str
    categories: tuple[tuple[str, str], ...]
    explicit: bool
    type: str
    funding: tuple[LinkTo, ...]
    locked: bool
    guid: str
    copyright: str
    updated: dt.datetime | None
    episodes: tuple[Episode, ...]
    hub: str
    help: str
    guide: LinkTo


class EpisodeRow(Record, frozen=True):
    """An episode as the page of its podcast lists it."""

    url: str
    title: str
    summary: str
    date: dt.datetime
    language: str
    direction: str
    number: str  # "Season 2, episode 3", or ""
    seconds: int


class PodcastPage(Record, frozen=True):
    head: Head
    title: str
    description: str
    author: str
    cover: Figure | None
    feed: str
    links: tuple[LinkTo, ...]
    funding: tuple[LinkTo, ...]
    episodes: tuple[EpisodeRow, ...]  # newest first
