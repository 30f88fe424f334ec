"""What templates receive: plain data, one type for each kind of page.

Every template gets `site` (a `Site`) and `page` (one of the page types). URLs in here are
root-relative without the base path; templates write them through the filters `href` (adds the base
path) and `absolute` (adds the base URL). Texts are plain text and are escaped by Jinja, except
the strings of a `Prose`, `head` and `footer`, which are trusted HTML and written with `|safe`.
"""

from __future__ import annotations

from generator.contexts.feeds import (
    FeedAuthor,
    FeedCategory,
    FeedGroup,
    FeedGuidePage,
    FeedItem,
    FeedMedia,
    FeedPage,
    FeedRow,
    OpmlPage,
)
from generator.contexts.lists import (
    AllSeriesPage,
    ArchivePage,
    ArchiveYear,
    Bucket,
    CorrectionNotice,
    CorrectionsPage,
    HomePage,
    Letter,
    ListPage,
    NotFoundPage,
    PeriodPage,
    Profile,
    SectionBlock,
    SeriesRow,
    TagsPage,
)
from generator.contexts.machines import (
    Described,
    Listed,
    NewsItem,
    NewsSitemapPage,
    RobotsPage,
    SecurityPage,
    SiteMapPage,
    SitemapPage,
)
from generator.contexts.shared import FeedLink, Figure, Head, Prose, Site, Teaser, Translation
from generator.contexts.stories import (
    Amendment,
    ArticlePage,
    LiveBlog,
    LiveItem,
    Onward,
    PlainPage,
    SeriesPart,
    Topic,
    Truth,
)

__all__ = [
    "AllSeriesPage",
    "Amendment",
    "ArchivePage",
    "ArchiveYear",
    "ArticlePage",
    "Bucket",
    "CorrectionNotice",
    "CorrectionsPage",
    "Described",
    "FeedAuthor",
    "FeedCategory",
    "FeedGroup",
    "FeedGuidePage",
    "FeedItem",
    "FeedLink",
    "FeedMedia",
    "FeedPage",
    "FeedRow",
    "Figure",
    "Head",
    "HomePage",
    "Letter",
    "ListPage",
    "Listed",
    "LiveBlog",
    "LiveItem",
    "NewsItem",
    "NewsSitemapPage",
    "NotFoundPage",
    "Onward",
    "OpmlPage",
    "PeriodPage",
    "PlainPage",
    "Profile",
    "Prose",
    "RobotsPage",
    "SectionBlock",
    "SecurityPage",
    "SeriesPart",
    "SeriesRow",
    "Site",
    "SiteMapPage",
    "SitemapPage",
    "TagsPage",
    "Teaser",
    "Topic",
    "Translation",
    "Truth",
]
