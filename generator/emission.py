"""What an article tells the rest of the site at one moment: its entries, and its shapes.

It is made where the article is parsed, and travels and rests as bytes: nobody has to hold all bodies.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator import appearance
from generator.config import Config
from generator.indexes import (
    CLAIMS,
    INDEXES,
    PLACES,
    Index,
    Key,
    dated,
    is_plain,
    is_retracted,
    modified,
    named,
    position,
    url_of,
)
from generator.labels import label_slug
from generator.model import Article, Problem, Record, Severity
from generator.shapes import Card, Location, Naming, Status

NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""The date of plain pages without one, which stand in no list."""


class Moment(Record, frozen=True):
    """How a build looks at the articles: its clock, and what it may show."""

    as_of: dt.datetime
    drafts: bool = False  # show what is not to be published yet
    frozen: bool = False  # no date may be written into a source


Keys = dict[str, tuple[Key, ...]]
"""Keys by the name of their index."""

Shapes = dict[str, bytes]
"""What others may see of an article, by the name of the shape, encoded."""


class Emission(Record, frozen=True, array_like=True):
    """Where one article stands in the indexes, and what is to be said of it."""

    order: str = ""
    status: Status = Status.PUBLISHED
    url: str = ""
    claims: Keys = msgspec.field(default_factory=dict)  # published or not
    entries: Keys = msgspec.field(default_factory=dict)
    moments: tuple[tuple[str, str], ...] = ()  # when it changes by itself (see `instant`), and how
    undated: bool = False  # published with the time of the build for its date
    provisional: bool = False  # has no date, so that it is not the same at the next build
    problems: tuple[Problem, ...] = ()

    @property
    def sound(self) -> bool:
        return not any(problem.severity is Severity.ERROR for problem in self.problems)


def emit(article: Article, config: Config, moment: Moment) -> tuple[Emission, Shapes]:
    """What `article` tells at a moment. Of `config`, nothing is read but what `for_reading` keeps."""
    provisional = article.date is None and not is_plain(article)
    parsed = _with_date(article, moment, ZoneInfo(config.timezone))
    moments = () if provisional else tuple(sorted(set(appearance.moments(parsed, config))))
    article = appearance.at(parsed, None if moment.drafts else moment.as_of)
    why = status(article, moment)
    published = why is Status.PUBLISHED
    undated = provisional and not article.draft
    problems = () if published else (_withheld(article, why),)
    if undated and moment.frozen:
        problems = (*problems, _no_date(article))
    # A draft without a date has no address yet: the one that the clock gives it changes every minute.
    placed = published or not provisional
    url = url_of(article, config) if placed else ""
    indexes = [
        index
        for index in (INDEXES if published else PLACES)
        if appearance.stands(index, article, moment.as_of)
    ]
    emission = Emission(
        position(article) if placed else "",
        why,
        url,
        claims={} if provisional and article.draft else _keys(CLAIMS, article, config),
        entries=_keys(indexes, article, config) if placed else _unplaced(article),
        moments=moments,
        undated=undated and published,
        provisional=provisional,
        problems=problems,
    )
    old = appearance.is_old(article, config.age_notice, moment.as_of)
    shapes = _shapes(article, Location(url, why, article.language, article.edition, old))
    if article is not parsed:
        shapes["parsed"] = msgspec.msgpack.encode(parsed)  # from which other moments are told
    return emission, shapes


def _unplaced(article: Article) -> Keys:
    return {"location": ((article.source,),)}


def status(article: Article, moment: Moment) -> Status:
    """Whether an article is published at a moment, and if not, why."""
    if article.expires and article.expires <= moment.as_of:
        return Status.EXPIRED
    if article.draft and not moment.drafts:
        return Status.DRAFT
    if dated(article) > moment.as_of and not moment.drafts:
        return Status.EMBARGOED
    return Status.PUBLISHED


def _with_date(article: Article, moment: Moment, zone: ZoneInfo) -> Article:
    if article.date:
        return article
    date = NEVER.astimezone(zone) if is_plain(article) else to_the_minute(moment.as_of, zone)
    return msgspec.structs.replace(article, date=date)


def to_the_minute(as_of: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The date of an article that is published now."""
    return as_of.astimezone(zone).replace(second=0, microsecond=0)


def _keys(indexes: Iterable[Index], article: Article, config: Config) -> Keys:
    found = ((index.name, tuple(dict.fromkeys(index.keys(article, config)))) for index in indexes)
    return {name: keys for name, keys in found if keys}


def _shapes(article: Article, location: Location) -> Shapes:
    shapes: dict[str, Any] = {"location": location, "article": article}
    if location.status is Status.PUBLISHED and not is_plain(article):
        shapes["card"] = _card(article, location.url)
        shapes["names"] = tuple(Naming(kind, name.slug, name.label) for kind, name in named(article))
        if article.corrections:
            shapes["corrections"] = article.corrections
    return {name: msgspec.msgpack.encode(shape) for name, shape in shapes.items()}


def _card(article: Article, url: str) -> Card:
    changed = modified(article)
    ended = article.live is not None and article.live.ended is not None
    return Card(
        source=article.source,
        url=url,
        title=article.title,
        summary=article.summary,
        date=dated(article),
        section=article.section.slug,
        language=article.language,
        authors=article.authors,
        label="" if ended and label_slug(article.label) == "live" else article.label,
        updated=changed if changed != article.date else None,
        image=article.image,
        edition=article.edition,
        retracted=is_retracted(article),
        live=article.live is not None and not ended,
        elsewhere=bool(article.canonical),
    )


def _no_date(article: Article) -> Problem:
    """The error of a frozen build, which writes nothing into the sources."""
    cure = "Write `date: 2024-11-11 14:30` in its front matter or sidecar, or build once without --frozen"
    return Problem(article.source, 1, 1, "no-date", "This article has no date", cure)


def _withheld(article: Article, why: Status) -> Problem:
    match why:
        case Status.DRAFT:
            message, cure = "This is a draft", "Remove `draft:` to publish it"
        case Status.EMBARGOED:
            message, cure = f"This is embargoed until {_written(article.date)}", "Build again then"
        case _:
            message, cure = (
                f"This expired on {_written(article.expires)}",
                "Change `expires:` to bring it back",
            )
    return Problem(article.source, 1, 1, "withheld", message, cure, Severity.NOTE)


def _written(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M %Z}" if moment else ""
