"""Random newsrooms, each made of a seed, in which every word that could give something away is known.

A word is made up, stands nowhere else, and has windows: the times at which the output may hold it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from sites import PIXEL, Site

NOON = dt.datetime(2024, 11, 11, 12, tzinfo=dt.UTC)
"""The middle of the days in which everything happens."""
BASE_URL = "https://example.org/"
SECOND = dt.timedelta(seconds=1)
YEAR = dt.timedelta(days=365)
LANGUAGES = ("en", "en", "uk", "ar")
LABELS = ("", "", "News", "Opinion", "Sponsored", "Satire", "Live")
ZONES = ("UTC", "America/New_York", "Asia/Tokyo", "Europe/Kyiv")
LATIN, ARABIC = "ghjkmnprstvw", "بتثجحخدذرزسش"


@dataclass(frozen=True)
class Window:
    """From `start` on until just before `end`; None is without a bound."""

    start: dt.datetime | None = None
    end: dt.datetime | None = None

    def is_open(self, now: dt.datetime) -> bool:
        return (self.start is None or self.start <= now) and (self.end is None or now < self.end)

    def since(self, start: dt.datetime) -> Window:
        return Window(max(start, self.start or start), self.end)

    def until(self, end: dt.datetime | None) -> Window:
        ends = [each for each in (end, self.end) if each]
        return Window(self.start, min(ends, default=None))


@dataclass
class Secret:
    """One made-up word. A `sure` one is in the output whenever it may be."""

    word: str
    what: str
    windows: list[Window] = field(default_factory=list)
    sure: bool = False

    def may_show(self, now: dt.datetime) -> bool:
        return any(window.is_open(now) for window in self.windows)


@dataclass
class Story:
    """What a newsroom knows of one of its articles."""

    path: str
    url: str
    edition: str
    date: dt.datetime
    window: Window | None  # None for a draft
    tags: list[str] = field(default_factory=list)  # the labels of its tags
    series: str = ""
    section: str = "news"

    def is_published(self, now: dt.datetime) -> bool:
        return self.window is not None and self.window.is_open(now)


class Newsroom:
    """The files of a site, its stories and its secrets."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.files: dict[str, bytes] = {}
        self.secrets: dict[str, Secret] = {}
        self.stories: list[Story] = []
        self.moments: set[dt.datetime] = set()
        self.zone = ZoneInfo(self.chance.choice(ZONES))
        self.editions = self.chance.random() < 0.3
        self.shared = {
            kind: [self.word(f"shared {kind}", ()) for _ in range(2)] for kind in ("tag", "author", "series")
        }

    def write(self, root: Path) -> Site:
        here = Site(root)
        for path, data in self.files.items():
            here.put(path, data)
        return here

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def word(
        self,
        what: str,
        windows: Iterable[Window],
        sure: bool = False,
        letters: str = LATIN,
        start: str = "zq",
    ) -> str:
        """A new word, eight letters long."""
        number, rest = len(self.secrets), ""
        for _ in range(6):
            number, digit = divmod(number, len(letters))
            rest += letters[digit]
        self.secrets[start + rest] = Secret(start + rest, what, list(windows), sure)
        return start + rest

    def moment(self, start: dt.datetime, hours: float) -> dt.datetime:
        """A moment of this site, some of so many hours after `start`, mostly at a full minute."""
        seconds = self.chance.randrange(60, int(hours * 3600))
        found = start + dt.timedelta(seconds=seconds if self.maybe(0.2) else seconds // 60 * 60)
        self.moments.add(found)
        return found

    def clock(self) -> dt.datetime:
        """A time to build at: near a moment of this site, or any."""
        if self.maybe(0.7) and self.moments:
            return self.chance.choice(sorted(self.moments)) + self.chance.choice((-1, 0, 1)) * SECOND
        return NOON + dt.timedelta(minutes=self.chance.randrange(-8000, 8000))


def newsroom(seed: int, stories: int = 5) -> Newsroom:
    """A small newsroom of two to `stories` articles."""
    room = Newsroom(seed)
    for number in range(room.chance.randint(2, stories)):
        _story(room, number)
    if room.maybe(0.3):
        _plain_page(room)
    _link(room)
    if room.maybe(0.7):
        room.files["front.yaml"] = _yaml(_front(room))
    room.files["site.yaml"] = _yaml(_site(room))
    return room


def _yaml(value: Any) -> bytes:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False).encode()


def _story(room: Newsroom, number: int) -> None:
    """An article with everything, or much of it."""
    old = room.maybe(0.15)
    date = room.moment(NOON - dt.timedelta(days=5) - (YEAR if old else dt.timedelta()), 240)
    expires = room.moment(date, 24 if room.maybe(0.5) else 96) if room.maybe(0.25) else None
    window = None if room.maybe(0.15) else Window(date, expires)
    language = room.chance.choice(LANGUAGES) if room.editions else "en"
    teller = _Teller(room, number, date, window, language)
    teller.tell_names()
    teller.tell_truth()
    if room.maybe(0.2):
        teller.write_raw(expires)
    else:
        teller.write_markdown(expires)


class _Teller:
    """Writes one article, word by word."""

    def __init__(
        self, room: Newsroom, number: int, date: dt.datetime, window: Window | None, language: str
    ) -> None:
        self.room, self.window = room, window
        self.stem = room.word(f"file {number}", ())
        self.name = f"story {number} ({date:%d %H:%M:%S})"
        self.slug = self.word("slug")
        local = date.astimezone(room.zone)
        edition = "" if language == "en" else language
        url = f"{f'/{edition}' if edition else ''}/{local:%Y/%m}/{self.slug}/"
        self.story = Story(f"content/news/{self.stem}.md", url, edition, date, window)
        self.fields: dict[str, Any] = {"date": date.isoformat(), "slug": self.slug, "language": language}
        self.inner: Window | None = window  # of what a retraction takes away

    def word(self, what: str, window: Window | str | None = "own", sure: bool = False, **more: Any) -> str:
        own = self.window if isinstance(window, str) else window
        return self.room.word(f"{what} of {self.name}", [own] if own else [], sure, **more)

    def tell_names(self) -> None:
        """Tags, authors, series and section: some of its own, some that others have too."""
        room, fields = self.room, self.fields
        tags = [self.word("tag", sure=True), self._arabic()] if room.maybe(0.6) else []
        tags += self._shared("tag") if room.maybe(0.6) else []
        authors = [f"{self.word('author', sure=True)} Smith"] if room.maybe(0.5) else []
        authors += self._shared("author") if room.maybe(0.3) else []
        fields |= {"tags": tags, "authors": authors}
        self.story.tags = tags
        if room.maybe(0.4):
            own = room.maybe(0.4)
            fields["series"] = self.word("series", sure=True) if own else self._shared("series")[0]
            self.story.series = fields["series"]
        if room.maybe(0.3):
            fields["section"] = self.story.section = self.word("section", sure=True)
        if label := room.chance.choice(LABELS):
            fields["label"] = label
        if room.maybe(0.3):
            fields["dateline"] = self.word("dateline").title()

    def _arabic(self) -> str:
        return self.word("Arabic tag", sure=True, letters=ARABIC, start="ظق")

    def _shared(self, kind: str) -> list[str]:
        name = self.room.chance.choice(self.room.shared[kind])
        self.room.secrets[name].windows += [self.window] if self.window else []
        return [name]

    def tell_truth(self) -> None:
        """Corrections, sources and methods."""
        room, date = self.room, self.story.date
        corrections = []
        for _ in range(room.chance.choice((0, 0, 1, 2))):
            at = room.moment(date, 60)
            kind = room.chance.choice(("correction", "clarification", "update", "retraction"))
            text = self.word(f"{kind} at {at:%d %H:%M:%S}", self.window and self.window.since(at), True)
            corrections.append({"date": at.isoformat(), "kind": kind, "text": f"The {text} was wrong."})
            if kind == "retraction" and self.inner:
                self.inner = self.inner.until(at)
        if corrections:
            self.fields["corrections"] = corrections
        if room.maybe(0.3):
            url = f"https://else.example/{self.inner_word('URL of a source')}/"
            label, note = (f"The {self.inner_word(what, True)}" for what in ("source", "note"))
            self.fields["sources"] = [{"label": label, "url": url, "note": note}]
            self.fields["methods"] = f"We asked {self.inner_word('methods', True)}."
        if room.maybe(0.2):
            self.fields["updated"] = room.moment(date, 60).isoformat()
        if room.maybe(0.2):
            self.fields["key"] = self.word("key")
        self.fields["extra"] = {"own": self.inner_word("field of its own")}

    def inner_word(self, what: str, sure: bool = False) -> str:
        """A word that a retraction takes away."""
        return self.word(what, self.inner, sure)

    def _ends(self, expires: dt.datetime | None) -> None:
        if expires:
            self.fields["expires"] = expires.isoformat()
        if self.window is None:
            self.fields["draft"] = True

    def write_raw(self, expires: dt.datetime | None) -> None:
        self._ends(expires)
        title, body = self.word("headline", sure=True), self.inner_word("text", True)
        beside = {key: value for key, value in self.fields.items() if value}
        stem = self.story.path.removesuffix(".md")
        self.story.path = f"{stem}.txt"
        text = f"{title.title()} & \"the\" 'rest' <b>\n\nIts {body} stands here, as it was sent.\n"
        self.room.files |= {f"{stem}.txt": text.encode(), f"{stem}.yaml": _yaml(beside)}
        self.room.stories.append(self.story)

    def write_markdown(self, expires: dt.datetime | None) -> None:
        self._ends(expires)
        room, fields = self.room, self.fields
        title = f"{self.word('headline', sure=True).title()} & \"the\" 'rest' <b>"
        if room.maybe(0.5):
            fields["summary"] = f"In short, {self.inner_word('summary')}."
        if room.maybe(0.4):
            picture, alt = self._picture(self.inner), self.inner_word("alt", True)
            caption = f"{self.inner_word('caption', True)}"
            fields["image"] = {"src": picture, "alt": alt, "caption": caption, "credit": "AP"}
        body = f"Its {self.inner_word('text', True)} stands here[^1].\n\n"
        body += f"[^1]: A {self.inner_word('footnote')}.\n"
        if room.maybe(0.3):
            body += f"\n![{self.inner_word('picture', True)}]({self._picture(self.inner)})\n"
        if room.maybe(0.25):
            body += self._live()
        head = _yaml({"title": title, **{key: value for key, value in fields.items() if value}}).decode()
        room.files[self.story.path] = f"---\n{head}---\n\n{body}".encode()
        room.stories.append(self.story)

    def _picture(self, window: Window | None) -> str:
        name = f"{self.word('picture file', window, True)}.png"
        self.room.files[f"content/news/{name}"] = PIXEL
        return name

    def _live(self) -> str:
        """The entries of a live blog; the first words belong to its introduction."""
        room, date = self.room, self.story.date
        ended = room.moment(date, 60).isoformat() if room.maybe(0.4) else None
        self.fields["live"] = {"ended": ended} if ended else True
        text = ""
        for at in sorted({room.moment(date, 48) for _ in range(room.chance.randint(1, 3))}):
            window = self.inner and self.inner.since(at)
            name = f"at {at:%d %H:%M:%S}"
            title, body = (self.word(f"{what} {name}", window, True) for what in ("entry", "text"))
            flag = room.chance.choice(("", " {key}", " {pinned}"))
            text += f"\n## {at:%Y-%m-%d %H:%M:%S} +00:00 {title.title()}{flag}\n\nAnd {body}.\n"
            if room.maybe(0.3):
                text += f"\n![Alt]({self._picture(window)})\n"
        return text


def _plain_page(room: Newsroom) -> None:
    """A page beside the news that is to come, or stays a draft."""
    date = room.moment(NOON - dt.timedelta(days=3), 144)
    windows = [] if room.maybe(0.3) else [Window(date)]
    slug, title, body = (room.word(f"{what} of a page", windows, True) for what in ("slug", "title", "text"))
    draft = "" if windows else "draft: true\n"
    text = f"---\ntitle: {title}\ndate: {date.isoformat()}\nslug: {slug}\n{draft}---\n\nHere is {body}.\n"
    room.files[f"content/pages/{room.word('file of a page', ())}.md"] = text.encode()


def _link(room: Newsroom) -> None:
    """Let the articles in Markdown link to others, in every way."""
    ways: tuple[Callable[[Story], str], ...] = (
        lambda story: story.path.rpartition("/")[2],
        lambda story: story.url,
        lambda story: BASE_URL + story.url[1:],
        lambda story: f"{story.url}#t-20241111-1200",
    )
    for story in room.stories:
        if story.path.endswith(".md"):
            text, others = room.files[story.path].decode(), room.chance.sample(room.stories, 2)
            links = " and ".join(f"[see there]({room.chance.choice(ways)(other)})" for other in others)
            related = f"related: [{others[0].path.rpartition('/')[2]}, {others[1].url}]\n"
            head, _, body = text.partition("\n---\n\n")
            # Before the rest: what follows the first entry of a live blog belongs to that.
            room.files[story.path] = f"{head}\n{related}---\n\nSo {links}.\n\n{body}".encode()


def _timed(room: Newsroom, value: dict[str, Any]) -> tuple[dict[str, Any], Window]:
    """Fields with a start or an end, or both."""
    start = room.moment(NOON - dt.timedelta(days=4), 120) if room.maybe(0.6) else None
    end = room.moment(start or NOON, 72) if room.maybe(0.6) else None
    times = {"start": start, "end": end}
    return value | {name: at.isoformat() for name, at in times.items() if at}, Window(start, end)


def _front(room: Newsroom) -> dict[str, Any]:
    """A front page that names whatever there is, published or not."""
    stories = [story for story in room.stories if not story.edition] or room.stories

    def slot() -> Any:
        story = room.chance.choice(stories)
        named = {"story": story.path if room.maybe(0.6) else story.url}
        return _timed(room, named)[0] if room.maybe(0.5) else named["story"]

    banners = []
    for _ in range(room.chance.randint(0, 2)):
        banner, window = _timed(room, {"url": room.chance.choice(stories).url})
        text = room.word(f"banner of {window.start} to {window.end}", [window], True)
        banners.append({"text": f"Now {text}"} | banner)
    fields = {
        "banner": banners,
        "lead": [slot()],
        "pinned": [slot() for _ in range(room.chance.randint(0, 2))],
    }
    if room.maybe(0.4):
        fields["blocks"] = [_block(room, room.chance.choice(stories)) for _ in range(2)]
    return {name: value for name, value in fields.items() if value}


def _block(room: Newsroom, story: Story) -> dict[str, Any]:
    """A block of a list that a story stands in."""
    if story.edition:
        return {"section": "news"}
    lists = [("section", story.section), *(("tag", tag) for tag in story.tags)]
    lists += [("series", story.series)] if story.series else []
    kind, name = room.chance.choice(lists)
    block, window = _timed(room, {kind: name, "pinned": [story.path]})
    label = room.word(f"label of the block {kind} {name}", [window])
    return block | {"label": label}


def _site(room: Newsroom) -> dict[str, Any]:
    """`site.yaml`, in which names and topics are described before anything is published of them."""
    tag, author, series = (room.shared[kind][0] for kind in ("tag", "author", "series"))

    def described(name: str, what: str) -> str:
        return f"About {room.word(f'{what} of {room.secrets[name].what}', room.secrets[name].windows)}"

    start = [room.chance.choice((story.path, story.url)) for story in room.stories[:3]]
    formats = room.chance.sample(("rss", "atom", "json"), room.chance.randint(1, 3))
    settings: dict[str, Any] = {
        "title": "The Random Times",
        "base_url": BASE_URL,
        "timezone": str(room.zone),
        "sections": [{"slug": "news", "label": "News"}],
        "tags": {
            tag: {"label": tag, "description": described(tag, "description"), "topic": True, "start": start}
        },
        "authors": {author: {"name": author, "bio": described(author, "life")}},
        "series": {series: {"label": series, "description": described(series, "description")}},
        "feeds": {"formats": formats, "items": 5},
        "corrections": room.chance.choice(("top", "bottom")),
        "age_notice": room.chance.choice((0, 1)),
    }
    if room.editions:
        settings["languages"] = {"uk": {"title": "Uk"}, "ar": {"title": "Ar"}}
    return settings
