"""The indexes: everything that a page can know of an article.

An article emits entries. An entry stands in one index under one key, at one place in that key's order;
pages read stretches of that order, or the keys and their counts, through a `View` and see nothing else.
`INDEXES` is the table of what an article emits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from generator.config import Config
from generator.editions import OWN, below, joined
from generator.identity import text_digest
from generator.kinds import is_text
from generator.labels import is_news
from generator.model import Article, CorrectionKind, Gallery, Link, Name, Part, Picture, Record, Recording
from generator.renditions import DATA, LINKED, mark
from generator.texts import charts_of, written
from generator.urls import media_source, output_path, permalink

Key = tuple[str, ...]
Keys = Callable[[Article, Config], Iterable[Key]]

NEWS_LASTS = dt.timedelta(days=2)
"""How long an article stands in a news sitemap.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
"""


ARCHIVE = "archive"


def site_list(edition: str) -> Key:
    """The list of everything in an edition: its archive, its front page and its feed read it."""
    return joined(edition, ARCHIVE), ""


SITE = site_list(OWN)


class Index(Record, frozen=True):
    """One line of the table: under which keys an article stands.

    The entries of an `ordered` index can be read by stretches; of a `counted` one the keys can be read,
    each with the number of its entries. In an index of `own_order` the last part of a key is the place of
    the entry; elsewhere all entries of an article stand at the place of the article. Entries that `last`
    leave the index so long after the date of the article.
    """

    name: str
    keys: Keys
    ordered: bool = False
    counted: bool = False
    own_order: bool = False
    lasts: dt.timedelta | None = None


def instant(moment: dt.datetime) -> str:
    """A moment as text whose order is the order of time: `20241111143000`, in UTC."""
    utc = moment.astimezone(dt.UTC)
    return (
        f"{utc.year:04}{utc.month:02}{utc.day:02}{utc.hour:02}{utc.minute:02}{utc.second:02}"
        f"{f'.{utc.microsecond:06}' if utc.microsecond else ''}"
    )


def moment_of(text: str) -> dt.datetime:
    """The inverse of `instant`."""
    form = "%Y%m%d%H%M%S.%f" if "." in text else "%Y%m%d%H%M%S"
    return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC)


def position(article: Article) -> str:
    """Where an article stands in any list: by its date, then by its path."""
    return f"{instant(dated(article))} {article.source}"


def dated(article: Article) -> dt.datetime:
    if article.date is None:
        raise ValueError(f"{article.source} has not been dated")
    return article.date


def url_of(article: Article, config: Config) -> str:
    return address(article, config.permalink)


def address(article: Article, pattern: str) -> str:
    """The URL of an article under a `permalink` pattern; that of a plain page is its name."""
    if is_plain(article):
        return below(article.edition, f"/{article.slug}/")
    return below(article.edition, permalink(pattern, dated(article), article.section.slug, article.slug))


def is_plain(article: Article) -> bool:
    """Whether this is a page beside the news, such as About."""
    return article.source.startswith("content/pages/")


def claim(url: str) -> Key:
    """What two articles cannot both have: a file of the output, on disks that do not know A from a, too."""
    return (output_path(url).casefold(),)


def lists_of(article: Article) -> Iterator[Key]:
    """The lists that an article enters."""
    if is_plain(article):
        return
    yield site_list(article.edition)
    yield from ((kind, name.slug) for kind, name in named(article))


def named(article: Article) -> Iterator[tuple[str, Name]]:
    """The section, series, tags and authors of an article, each with its kind in the article's edition."""
    if not is_plain(article):
        yield joined(article.edition, "section"), article.section
    if article.series and not is_plain(article):
        yield joined(article.edition, "series"), article.series
    yield from ((joined(article.edition, "tag"), tag) for tag in article.tags)
    yield from ((joined(article.edition, "author"), author) for author in article.authors)


def modified(article: Article) -> dt.datetime:
    """When the text of an article last changed, as far as it says."""
    told = [each.date for each in article.corrections]
    if article.live:
        told += [entry.at for entry in article.live.entries]
    # By the timestamp: within one zone, Python compares the clocks on the wall.
    return max((dated(article), article.updated or dated(article), *told), key=dt.datetime.timestamp)


def is_retracted(article: Article) -> bool:
    return any(each.kind is CorrectionKind.RETRACTION for each in article.corrections)


def parts_of(article: Article) -> Iterator[Part]:
    """All parts of an article, those of a gallery one by one, with its picture and its recording."""
    if article.image:
        yield article.image
    if article.recording:
        yield article.recording
    for part in written(article):
        yield from part.pictures if isinstance(part, Gallery) else (part,)


def is_wide(article: Article) -> bool:
    """Whether pictures may be as broad as the window: a layout of its own may show them so."""
    return article.layout is not None and not is_plain(article)


def pictures_of(article: Article) -> Iterator[tuple[str, Picture]]:
    """The pictures of an article, each with the use that is made of it (see `renditions.USES`)."""
    wide = "-wide" if is_wide(article) else ""
    if article.image:
        yield f"lead{wide}", article.image
        for use in () if is_plain(article) else ("card", *DATA):
            yield use, article.image
    for part in written(article):
        if isinstance(part, Picture):
            yield f"body{wide}", part
        elif isinstance(part, Gallery):
            yield from (("gallery", picture) for picture in part.pictures)
    for part in parts_of(article):
        if isinstance(part, Recording) and part.poster:
            yield "poster", Picture(part.poster)


def _places(article: Article, config: Config) -> list[Key]:
    return [(article.source,), (url_of(article, config),)]


def month_of(moment: dt.datetime) -> Key:
    return f"{moment.year:04}", f"{moment.month:02}"


def _months(article: Article, _: Config) -> Iterator[Key]:
    month = month_of(dated(article))
    return ((*key, *month) for key in lists_of(article))


def media(article: Article) -> Iterator[Key]:
    """The files that an article links to."""
    for part in parts_of(article):
        if isinstance(part, Recording):
            yield from ((path,) for path in files_of(part))
        elif isinstance(part, Link):
            yield from _file(part.target)
    yield from ((chart.source,) for chart in charts_of(article))
    for source in article.sources:
        yield from _file(source.url)


def files_of(recording: Recording) -> Iterator[str]:
    """The files that a recording names beside its picture; what lies beside it goes with it."""
    captions = (path for _, path in recording.captions)
    return filter(None, (recording.source, recording.transcript, *captions))


def _cards(article: Article, config: Config) -> Iterator[Key]:
    """An article that has a card for social media."""
    which = config.pictures.cards
    if not is_plain(article) and (which == "all" or (which == "pictures" and article.image)):
        yield (article.source,)


def _renditions(article: Article, _: Config) -> Iterator[Key]:
    """The pictures that an article shows or links to, each with how, and with what the article says of it."""
    for use, picture in pictures_of(article):
        yield picture.source, use, mark(picture)
        if use == "gallery":  # cropped there, and whole behind a link
            yield picture.source, LINKED, ""
    for (path,) in media(article):
        yield path, LINKED, ""


def _file(target: str) -> Iterator[Key]:
    """The file under `content/` that a link leads to, if it leads to one."""
    path = media_source(target)
    if path.startswith("content/") and not is_text(path):
        yield (path,)


def _corrections(article: Article, _: Config) -> Iterator[Key]:
    """The corrections of an edition and those of each year, by their own dates."""
    for number, each in enumerate(() if is_plain(article) else article.corrections):
        place = f"{instant(each.date)} {article.source} {number}"
        yield article.edition, place
        yield article.edition, f"{each.date.year:04}", place


def _modified(article: Article, _: Config) -> Iterator[Key]:
    """Under its month, an article that has changed since it was published."""
    changed = modified(article)
    if not is_plain(article) and changed != dated(article):
        yield article.edition, *month_of(dated(article)), f"{instant(changed)} {article.source}"


def _news(article: Article, _: Config) -> list[Key]:
    own = not is_plain(article) and not article.canonical
    return [("news",)] if own and not is_retracted(article) and is_news(article.label) else []


CLAIMS: tuple[Index, ...] = (
    Index("claim", lambda article, config: [claim(url_of(article, config))], ordered=True),
    Index(
        "naming",
        lambda article, _: ((kind, name.slug, name.label) for kind, name in named(article)),
        counted=True,
    ),
)
"""What an article lays claim to, published or not: conflicts are found here, and no page reads it."""


def _texts(article: Article, _: Config) -> Iterator[Key]:
    if found := text_digest(article):
        yield (found,)


PLACES: tuple[Index, ...] = (
    Index("location", _places, ordered=True),
    Index("alias", lambda article, _: ((alias.text,) for alias in article.aliases), ordered=True),
    Index("text", _texts, ordered=True),
)
"""What a withheld article emits: where it would be, where it was, and by what it is known again."""

INDEXES: tuple[Index, ...] = (
    *PLACES,
    Index("list", lambda article, _: lists_of(article), ordered=True, counted=True),
    Index("month", _months, counted=True),
    Index("article", lambda article, _: [] if is_plain(article) else [(article.source,)], counted=True),
    Index("plain", lambda article, _: [(article.source,)] if is_plain(article) else [], counted=True),
    Index("episode", lambda article, _: lists_of(article) if article.recording else [], ordered=True),
    Index("media", lambda article, _: media(article), counted=True),
    Index("rendition", _renditions, counted=True),
    Index("card", _cards, counted=True),
    Index("chart", lambda article, _: [(article.source,)] if charts_of(article) else [], counted=True),
    Index("correction", _corrections, ordered=True, counted=True, own_order=True),
    Index("modified", _modified, ordered=True, own_order=True),
    Index("live", lambda article, _: [(article.source,)] if article.live else [], counted=True),
    Index("draft", lambda article, _: [(article.source,)] if article.draft else [], counted=True),
    Index("news", _news, ordered=True, lasts=NEWS_LASTS),
    Index("translation", lambda article, _: [(article.key,)] if article.key else [], ordered=True),
)
"""What a published article emits."""

TABLE: dict[str, Index] = {index.name: index for index in (*CLAIMS, *INDEXES)}
