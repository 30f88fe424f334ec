"""The fields of an article, as front matter and sidecars give them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache, partial
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from generator.charts.fields import charts
from generator.data import values
from generator.data.nodes import Mapping, is_empty
from generator.data.schema import Decoder, Where, boolean, line, record, refine
from generator.dates import judge_date
from generator.labels import LABELS
from generator.model import Chart, Mention, Picture, Problem, Record, Recording, Reference, Severity
from generator.readers.field_kinds import AUTHORS, EXTRA, RELATED, SECTION, SERIES, TAGS, label
from generator.readers.news_fields import SOURCES, CorrectionField, LiveField, corrections, layout, live
from generator.readers.picture_fields import IMAGE
from generator.readers.recording_field import RECORDING
from generator.settings.redirects import ALIASES
from generator.slugs import slugify

Place = tuple[int, int]
"""Line and column, from 1; zeros where a field was not given."""


class Fields(Record, frozen=True):
    """What an article says of itself. A field that is not given is None or empty.

    `path` is the file that gave the fields; `places` tells where in it, by name. `image.source`, the paths of
    `recording` and `chart`, `related`, `series` and the order of `corrections` are as they were written.
    Moments are in the site's time zone.
    """

    path: str = ""
    title: str = ""
    date: dt.datetime | None = None
    updated: dt.datetime | None = None
    expires: dt.datetime | None = None
    draft: bool | None = None
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    summary: str = ""
    image: Picture | None = None
    recording: Recording | None = None
    chart: tuple[Chart, ...] = ()
    label: str = ""
    slug: str = ""
    aliases: tuple[Mention, ...] = ()
    language: str = ""
    canonical: str = ""
    dateline: str = ""
    related: tuple[str, ...] = ()
    layout: Mention | None = None
    key: str = ""
    series: str = ""
    corrections: tuple[CorrectionField, ...] = ()
    sources: tuple[Reference, ...] = ()
    methods: str = ""
    live: LiveField | None = None
    free: bool | None = None
    extra: dict[str, Any] = msgspec.field(default_factory=dict)
    places: dict[str, Place] = msgspec.field(default_factory=dict)

    def place(self, name: str) -> Place:
        """Where the value of a field stands in `path`."""
        return self.places.get(name, (0, 0))


def read_fields(
    path: str, node: Mapping, zone: ZoneInfo, labels: Iterable[str] = ()
) -> tuple[Fields, tuple[Problem, ...]]:
    """The fields of an article and every problem with them.

    `zone` is the site's time zone, `labels` are the article labels that the site adds to `LABELS`.
    A field with an error counts as not given.
    """
    where = Where(path)
    places = {key.text: (value.line, value.column) for key, value in node.entries if not is_empty(value)}
    given = _decoder(zone, tuple(labels))(node, where)
    fields = Fields(path=path) if given is None else Fields(path=path, places=places, **given)
    return fields, tuple(sorted(where.problems))


@lru_cache(maxsize=8)
def _decoder(zone: ZoneInfo, labels: tuple[str, ...]) -> Decoder[dict[str, Any]]:
    """What gives the fields that an article has, by name; one for all articles of a site."""
    moment = refine(line, partial(judge_date, zone=zone))
    decoders: dict[str, Decoder[object]] = {
        "title": line,
        "date": moment,
        "updated": moment,
        "expires": moment,
        "draft": boolean,
        "authors": AUTHORS,
        "section": SECTION,
        "tags": TAGS,
        "summary": line,
        "image": IMAGE,
        "recording": RECORDING,
        "chart": charts,
        "label": partial(label, known=LABELS | {slugify(name): name for name in labels}),
        "slug": refine(line, values.slug),
        "aliases": ALIASES,
        "language": refine(line, values.language),
        "canonical": refine(line, values.web_url),
        "dateline": line,
        "related": RELATED,
        "layout": layout,
        "key": refine(line, values.slug),
        "series": SERIES,
        "corrections": corrections(moment),
        "sources": SOURCES,
        "methods": line,
        "live": live(moment),
        "free": boolean,
        "extra": EXTRA,
    }
    return record(dict, (), Severity.WARNING, **decoders)
