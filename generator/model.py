"""The immutable types that every part shares.

They are `msgspec.Struct`s: frozen, cheap to make by the ten thousand, and encodable without pickle
(docs/decisions/0001-structs.md). Paths are POSIX paths relative to the site folder, URLs are
root-relative paths without the base path (`/2024/11/slug/`), moments are aware datetimes.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Any

import msgspec

from generator.visible import visible


class Record(msgspec.Struct, frozen=True):
    """Base of all shared types: a frozen value."""


class Severity(StrEnum):
    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class Problem(Record, frozen=True, order=True):
    """Something a person should know, with its place and its cure.

    `line` and `column` count from 1; 0 means the whole file. `message` and `cure` are sentences
    without a final full stop. They quote what is at fault as it is; `place`, `what` and `how` are fit to
    be shown.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    cure: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}: {self.what} {self.how}"

    @property
    def place(self) -> str:
        """Where it is, for people: `content/a.md:3:7`."""
        return visible(f"{self.path}:{self.line}:{self.column}" if self.line else self.path)

    @property
    def what(self) -> str:
        """What is wrong, as a sentence."""
        first = self.message.split(" ", 1)[0]
        message = self.message[:1].upper() + self.message[1:] if first.isalpha() else self.message
        return visible(f"{message}.")

    @property
    def how(self) -> str:
        """How to mend it, as a sentence."""
        return visible(f"{self.cure}{'?' if self.cure.startswith('Did you mean') else '.'}")


class Name(Record, frozen=True):
    """A tag, author or section as one article names it: the slug is its identity."""

    slug: str
    label: str


class Link(Record, frozen=True, tag="link"):
    """A link in a body that points into this site and is resolved when its page is composed.

    `target` is the path of a source (`content/world/a.md`) or a URL path (`/about/`); `html` is the
    cleaned inner HTML; `fragment` comes without `#`; `attributes` is the rest of the start tag,
    already escaped, with a leading space when not empty.
    """

    target: str
    html: str
    fragment: str = ""
    attributes: str = ""
    line: int = 0
    column: int = 0


class Rights(Record, frozen=True):
    """Who made a picture, whose it is, and how it came to be. All is plain text.

    `source_type` is the last part of an IPTC digital source type, such as `trainedAlgorithmicMedia`
    (https://cv.iptc.org/newscodes/digitalsourcetype/).
    """

    creator: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""  # the address of the licence
    source_type: str = ""


NO_RIGHTS = Rights()
CENTRE = (0.5, 0.5)


class Picture(Record, frozen=True, tag="picture"):
    """A picture named by an article. `source` is a path in the site; caption and credit are plain text.

    `focus` is what no crop may lose, as shares of width and height from the left and from the top.
    """

    source: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    line: int = 0
    column: int = 0
    focus: tuple[float, float] = CENTRE
    rights: Rights = NO_RIGHTS  # beside the credit, which stands above


class Recording(Record, frozen=True, tag="recording"):
    """Sound or film named by an article: what is in the file shows in its bytes.

    All paths are those of files in the site; `captions` are pairs of a language (BCP 47, or "" for that of
    the article) and a path. What is not named is looked for beside the recording. Texts are plain.
    """

    source: str
    title: str = ""
    caption: str = ""
    credit: str = ""
    line: int = 0
    column: int = 0
    captions: tuple[tuple[str, str], ...] = ()
    transcript: str = ""
    poster: str = ""  # a picture to be shown before a film plays
    episode: int = 0  # its number in a podcast, or in a season of one
    season: int = 0
    kind: str = ""  # "trailer" or "bonus" for what is no whole episode
    explicit: bool | None = None  # None is as the podcast says


class Mention(Record, frozen=True):
    """A word in the fields of an article that is looked up when its page is composed, and where it stands."""

    text: str
    path: str = ""
    line: int = 0
    column: int = 0


class Chart(Record, frozen=True, tag="chart"):
    """A chart of a table that lies beside the articles. All texts are plain.

    `source` is the path of the table in the site; `x`, `y` and `group` name columns of it, and `highlight`
    what of it matters most. It is described at `line` and `column` of the file `path`.
    """

    source: str
    kind: str = "line"
    stacked: bool = False
    title: str = ""
    subtitle: str = ""
    description: str = ""  # of what the picture shows, for those who do not see it
    note: str = ""
    credit: str = ""  # whose numbers they are
    unit: str = ""
    x: Mention | None = None
    y: tuple[Mention, ...] = ()
    group: Mention | None = None
    highlight: tuple[Mention, ...] = ()
    low: float | None = None  # where the axis of numbers begins
    high: float | None = None
    decimal: str = ""  # "." or ",", as the table writes numbers; empty where it shows
    path: str = ""
    line: int = 0
    column: int = 0


class CorrectionKind(StrEnum):
    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    RETRACTION = "retraction"


class Correction(Record, frozen=True):
    """What was wrong with an article, or what is new in it, as readers are told. `text` is plain."""

    date: dt.datetime
    kind: CorrectionKind
    text: str
    rank: int = 0  # how many of the same article and moment are older


class Reference(Record, frozen=True):
    """A source that an article rests on: a document, a person, a data set. All texts are plain."""

    label: str
    url: str = ""
    note: str = ""


class Gallery(Record, frozen=True, tag="gallery"):
    """Pictures that belong together, in their order."""

    pictures: tuple[Picture, ...]


Part = str | Link | Picture | Gallery | Recording | Chart
Body = tuple[Part, ...]
"""Clean HTML with the places left open that depend on other sources."""


class LiveEntry(Record, frozen=True):
    """One entry of a live blog. `anchor` is its id on the page."""

    at: dt.datetime
    title: str
    anchor: str
    body: Body = ()
    pinned: bool = False
    key: bool = False  # a key event, named at the top
    words: int = 0


class Live(Record, frozen=True):
    """A live blog: its entries, newest first, and when it ended."""

    entries: tuple[LiveEntry, ...]
    ended: dt.datetime | None = None


class Caption(Record, frozen=True):
    """The caption of a photograph that is not at hand."""

    text: str
    credit: str


class Manuscript(Record, frozen=True):
    """What a reader finds in one source, before front matter, sidecar and defaults."""

    title: str = ""
    body: Body = ()
    opening: str = ""  # plain text of the first paragraphs, for the default summary
    words: int = 0
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    dateline: str = ""
    caption: Caption | None = None
    entries: tuple[LiveEntry, ...] = ()  # of a live blog, newest first
    problems: tuple[Problem, ...] = ()


class Article(Record, frozen=True):
    """One article with every default filled in. `date` is None only until the build has dated it."""

    source: str
    title: str
    slug: str
    date: dt.datetime | None
    section: Name
    language: str
    updated: dt.datetime | None = None
    expires: dt.datetime | None = None
    draft: bool = False
    authors: tuple[Name, ...] = ()
    tags: tuple[Name, ...] = ()
    summary: str = ""
    standfirst: bool = False  # the summary was written by hand
    image: Picture | None = None
    recording: Recording | None = None
    caption: Caption | None = None
    label: str = ""
    dateline: str = ""
    canonical: str = ""
    related: tuple[Link, ...] = ()
    extra: dict[str, Any] = {}  # fields of the site's own, for its templates
    body: Body = ()
    words: int = 0
    edition: str = ""  # the slug of the language edition that it belongs to; "" is the site's own
    layout: Mention | None = None  # a template in templates/layouts/
    key: str = ""  # shared by its translations
    series: Name | None = None
    corrections: tuple[Correction, ...] = ()  # newest first
    sources: tuple[Reference, ...] = ()
    methods: str = ""  # how the reporting was done; plain text
    live: Live | None = None
    free: bool = True  # to read without paying
    aliases: tuple[Mention, ...] = ()  # other addresses that lead to it
