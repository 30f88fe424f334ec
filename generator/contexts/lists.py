"""The front page, lists of stories, and the calendar."""

from __future__ import annotations

import datetime as dt

from generator.config import LinkTo
from generator.contexts.shared import Figure, Head, Teaser
from generator.model import Record


class SectionBlock(Record, frozen=True):
    """The stories of a section, tag or series on the front page."""

    section: LinkTo  # as the heading calls it
    teasers: tuple[Teaser, ...]
    more: LinkTo | None = None  # the list, where it has others


class HomePage(Record, frozen=True):
    head: Head
    date: dt.datetime | None  # of the newest story
    lead: Teaser | None
    top: tuple[Teaser, ...]  # four beside the lead, or as many as the editor pins
    latest: tuple[Teaser, ...]
    blocks: tuple[SectionBlock, ...]
    banners: tuple[LinkTo, ...] = ()  # above all else; a URL may be empty


class Bucket(Record, frozen=True):
    """A year or a month of a list."""

    label: str  # "2024", "November 2024"
    url: str
    count: int


class Profile(Record, frozen=True):
    """An author as `site.yaml` describes them."""

    name: str
    bio: str
    picture: Figure | None
    links: tuple[LinkTo, ...]
    role: str


class ListPage(Record, frozen=True):
    """The newest articles of a section, series, tag or author, and its years."""

    head: Head
    kind: str  # "section", "series", "tag" or "author"
    title: str
    description: str
    teasers: tuple[Teaser, ...]
    total: int
    years: tuple[Bucket, ...]
    profile: Profile | None
    start: tuple[Teaser, ...]  # where a newcomer to a topic or a series begins
    up: LinkTo | None  # all lists of the kind


class PeriodPage(Record, frozen=True):
    """A year or a month of a list: its articles, or its months where there are too many."""

    head: Head
    kind: str  # "section", "tag", "author" or "archive"
    title: str  # "Peace in Europe"
    label: str  # "2024" or "November 2024"
    up: tuple[LinkTo, ...]  # the list, and the year of a month
    teasers: tuple[Teaser, ...]
    months: tuple[Bucket, ...]
    older: LinkTo | None  # the neighbouring period of the same length
    newer: LinkTo | None
    total: int


class Letter(Record, frozen=True):
    letter: str
    tags: tuple[Bucket, ...]


class TagsPage(Record, frozen=True):
    """Every tag with its count, by first letter."""

    head: Head
    letters: tuple[Letter, ...]
    total: int


class ArchiveYear(Record, frozen=True):
    year: Bucket
    months: tuple[Bucket, ...]


class ArchivePage(Record, frozen=True):
    head: Head
    years: tuple[ArchiveYear, ...]
    total: int


class SeriesRow(Record, frozen=True):
    """A series with the number of its parts and the date of the newest."""

    series: LinkTo
    description: str
    count: int
    date: dt.datetime


class AllSeriesPage(Record, frozen=True):
    """Every series, the one with the newest part first."""

    head: Head
    rows: tuple[SeriesRow, ...]


class CorrectionNotice(Record, frozen=True):
    """A correction away from its article. The text is in the language of the article."""

    kind: str  # "Correction", in the language of the edition
    date: dt.datetime
    text: str
    article: LinkTo  # to the place of the correction in it
    language: str
    direction: str


class CorrectionsPage(Record, frozen=True):
    """The newest corrections of an edition, or all of a year, newest first."""

    head: Head
    title: str
    description: str
    notices: tuple[CorrectionNotice, ...]
    total: int  # 0 where not all are shown
    years: tuple[LinkTo, ...]  # newest first; none on the page of a year
    up: tuple[LinkTo, ...]
    policy: str  # the URL of the page on how mistakes are corrected, or ""


class NotFoundPage(Record, frozen=True):
    head: Head


class MovedPage(Record, frozen=True):
    """What stands at an address that leads elsewhere, where the host cannot lead there itself."""

    head: Head
    target: str  # a URL of the site or a full one


class GonePage(Record, frozen=True):
    """What an address shows whose page is gone for good."""

    head: Head
