"""The edition: which articles are published at this moment, and the indexes that its pages read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from generator import dating, references
from generator.config import Config
from generator.conflicts import conflicts
from generator.indexes import Indexes, dated, entries
from generator.model import Article, Problem, Record, Severity
from generator.shapes import Status
from generator.sources import Sources, media_entries
from generator.view import View


class Edition(Record, frozen=True):
    """What a build publishes."""

    view: View
    media: tuple[str, ...]  # paths of the pictures and files that its pages use
    newly_dated: tuple[Article, ...]
    withheld: int
    problems: tuple[Problem, ...]


def make_edition(
    sources: Sources, config: Config, root: Path, as_of: dt.datetime, drafts: bool, frozen: bool
) -> Edition:
    """Choose what is published at `as_of` and index it; faulty articles are left out."""
    articles, newly_dated = _dated(sources.articles, as_of, config.timezone)
    problems: list[Problem] = list(conflicts(articles, config))
    problems += [dating.undated(article) for article in newly_dated if frozen]
    faulty = {problem.path for problem in problems if problem.severity is Severity.ERROR}
    good = [(article, status(article, as_of, drafts)) for article in articles if article.source not in faulty]
    published = [article for article, why in good if why is Status.PUBLISHED]

    rows = [entry for article, why in good for entry in entries(article, config, why)]
    wanted = {entry.key[0] for entry in rows if entry.index == "media"} | _portraits(config)
    media = list(media_entries(root, sources.media, wanted))
    view = View(Indexes([*rows, *media]), config)
    problems += [_withheld(article, why) for article, why in good if why is not Status.PUBLISHED]
    problems += [problem for article in published for problem in references.problems(article, view)]
    public = {article.source for article in published}
    return Edition(
        view,
        media=tuple(entry.key[0] for entry in media),
        newly_dated=tuple(article for article in newly_dated if article.source in public),
        withheld=len(good) - len(published),
        problems=tuple(problems),
    )


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
    new = [done[each.source] for each in articles if not each.date and not each.draft and not _is_page(each)]
    return tuple(done.values()), tuple(new)


def _is_page(article: Article) -> bool:
    return article.source.startswith("content/pages/")


def _portraits(config: Config) -> set[str]:
    return {author.picture for author in config.authors if author.picture}


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
