"""The edition: which articles are published at this moment, and the indexes that its pages read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator import dating, references
from generator.config import Config
from generator.conflicts import conflicts
from generator.indexes import Entry, Indexes, dated, entries, is_plain
from generator.model import Article, Problem, Record, Severity
from generator.pages import addresses
from generator.shapes import Status
from generator.sources import Sources, media_entries
from generator.view import View


class Edition(Record, frozen=True):
    """What a build publishes."""

    view: View
    media: tuple[str, ...]  # paths of the pictures and files that its pages use
    good: frozenset[str]  # sources without an error, published or withheld
    newly_dated: tuple[Article, ...]
    withheld: int
    problems: tuple[Problem, ...]


def make_edition(
    sources: Sources, config: Config, root: Path, as_of: dt.datetime, drafts: bool, frozen: bool
) -> Edition:
    """Choose what is published at `as_of` and index it; faulty articles are left out."""
    articles, newly_dated = _dated(sources.articles, as_of, config.timezone)
    lasting = [
        each for each, found in zip(articles, sources.articles, strict=True) if found.date or not each.draft
    ]
    problems: list[Problem] = list(conflicts(lasting, config))
    problems += [dating.undated(article) for article in newly_dated if frozen]
    faulty = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    good = [(article, status(article, as_of, drafts)) for article in articles if article.source not in faulty]
    published = [article for article, why in good if why is Status.PUBLISHED]

    rows = [entry for article, why in good for entry in entries(article, config, why)]
    media = list(media_entries(root, sources.media, _used_media(rows, config)))
    indexes = Indexes([*rows, *media])
    view = View(indexes, config, addresses(View(indexes, config)))
    problems += [_withheld(article, why) for article, why in good if why is not Status.PUBLISHED]
    problems += [problem for article in published for problem in references.problems(article, view)]
    public = {article.source for article in published}
    return Edition(
        view,
        media=tuple(entry.key[0] for entry in media),
        good=frozenset(article.source for article, _ in good),
        newly_dated=tuple(article for article in newly_dated if article.source in public),
        withheld=len(good) - len(published),
        problems=tuple(problems),
    )


def _used_media(rows: Iterable[Entry], config: Config) -> set[str]:
    """The files that published articles use, with the portraits of their authors."""
    used: set[str] = set()
    authors: set[str] = set()
    for entry in rows:
        if entry.index == "media":
            used.add(entry.key[0])
        elif entry.index == "list" and entry.key[0] == "author":
            authors.add(entry.key[1])
    return used | {author.picture for author in config.authors if author.slug in authors}


def status(article: Article, as_of: dt.datetime, drafts: bool) -> Status:
    """Whether an article is published at a moment, and if not, why. `drafts` shows what is not yet."""
    if article.expires and article.expires <= as_of:
        return Status.EXPIRED
    if article.draft and not drafts:
        return Status.DRAFT
    if dated(article) > as_of and not drafts:
        return Status.EMBARGOED
    return Status.PUBLISHED


def _dated(
    articles: Sequence[Article], as_of: dt.datetime, timezone: str
) -> tuple[tuple[Article, ...], tuple[Article, ...]]:
    """All articles with a date, and those that had none; plain pages and drafts need none of their own."""
    done = {each.source: each if each.date else dating.dated_now(each, as_of, timezone) for each in articles}
    new = [done[each.source] for each in articles if not each.date and not each.draft and not is_plain(each)]
    return tuple(done.values()), tuple(new)


def _withheld(article: Article, why: Status) -> Problem:
    match why:
        case Status.DRAFT:
            message, cure = "This is a draft", "Remove `draft:` to publish it"
        case Status.EMBARGOED:
            message, cure = f"This is embargoed until {_moment(article.date)}", "Build again then"
        case _:
            message, cure = (
                f"This expired on {_moment(article.expires)}",
                "Change `expires:` to bring it back",
            )
    return Problem(article.source, 1, 1, "withheld", message, cure, Severity.NOTE)


def _moment(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M %Z}" if moment else ""
