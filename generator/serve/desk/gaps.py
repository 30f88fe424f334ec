"""What is missing: summaries, credits, alternative texts, tags; and files and tags that are hardly used."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from generator.checks.orphans import orphans
from generator.checks.pictures import missing_credit, pictures_without_text
from generator.checks.recordings import films_without_captions, recordings_without_transcript
from generator.checks.summaries import missing_summary
from generator.editions import OWN, joined
from generator.indexes import Key, is_plain, site_list
from generator.lists import list_url
from generator.model import Article, Problem, Record, Severity
from generator.rows import LAST
from generator.serve.desk.rows import Row, Some, article_row, some
from generator.serve.desk.visit import Visit, about
from generator.serve.marks import written
from generator.view import View

NEWEST = 500  # articles that are looked at, unless all are asked for
SHOWN = 2000  # lines of a list, however many there are

Rule = Callable[[Article, View], Iterable[Problem]]


class Gap(Record, frozen=True):
    """One list of what is missing."""

    name: str  # of its place in the page
    title: str
    why: str
    nothing: str  # what is said where nothing is missing
    rows: Some[Row]
    every: bool = False  # of the whole site, not of its newest articles


def missing_tags(article: Article, _: View) -> Iterator[Problem]:
    """A warning for an article that stands in no list of a tag; plain pages need none."""
    if not article.tags and not is_plain(article):
        message, cure = "This article has no tags", "Write `tags:` in its front matter"
        yield Problem(article.source, 1, 1, "no-tags", message, cure, Severity.WARNING)


RULES: tuple[tuple[str, str, str, str, Rule], ...] = (
    (
        "summaries",
        "Missing summaries",
        "Their first sentences stand in lists, feeds and search results.",
        "Every article has a summary.",
        missing_summary,
    ),
    (
        "credits",
        "Missing credits",
        "Readers are not told who made these pictures.",
        "Every picture has a credit.",
        missing_credit,
    ),
    (
        "alternatives",
        "Missing alternative texts",
        "Readers who do not see these pictures are not told what they show.",
        "Every picture has an alternative text.",
        pictures_without_text,
    ),
    (
        "captions",
        "Films without captions",
        "Who does not hear them misses what is said.",
        "Every film has captions.",
        films_without_captions,
    ),
    (
        "transcripts",
        "Recordings without a transcript",
        "Their words cannot be read, searched or quoted.",
        "Every recording has a transcript.",
        recordings_without_transcript,
    ),
    (
        "untagged",
        "Articles without tags",
        "No topic page leads to them.",
        "Every article has a tag.",
        missing_tags,
    ),
)


def gaps(visit: Visit) -> dict[str, Any]:
    """What the template `lists.html` shows; of all articles with `all=1`."""
    everything = visit.query.get("all") == "1"
    paths = newest(visit, 1 << 40 if everything else NEWEST)
    found: dict[str, list[Row]] = {name: [] for name, *_ in RULES}
    view = View(visit.store.rows())
    for path in paths:
        article = visit.article(path)
        for name, *_, rule in RULES if article else ():
            assert article is not None
            found[name] += (_row(visit, article, problem) for problem in rule(article, view))
    of_articles = (Gap(*row[:4], some(found[row[0]], SHOWN)) for row in RULES)
    total = len(paths) if everything else sum(1 for _ in visit.store.entries.keys("article"))
    return {
        "gaps": (*of_articles, _orphans(visit), _lonely(visit)),
        "looked_at": len(paths),
        "total": max(total, len(paths)),
        "everything": everything,
    }


def newest(visit: Visit, count: int) -> list[str]:
    """The sources of the newest articles of all editions, and of every plain page after them."""
    rows = visit.store.rows()
    found = (row for slug in _editions(visit) for row in rows.before("list", site_list(slug), LAST, count))
    places = heapq.nlargest(count, (place for place, _ in found))
    plain = [path for (path,), _ in visit.store.entries.keys("plain")]
    return [place.partition(" ")[2] for place in places] + plain


def _editions(visit: Visit) -> list[str]:
    """The slugs of all language editions, the site's own first."""
    return [slug for slug, _ in visit.store.rows().fact("setting", ("editions",)) or ((OWN, ""),)]


def _row(visit: Visit, article: Article, problem: Problem) -> Row:
    # What is said of a whole article is said by the title of the list.
    message = problem.message if problem.line > 1 else ""
    told = written(article.date) if article.date and not is_plain(article) else ""
    return article_row(
        visit, article, message, at=article.date, told=told, line=problem.line if message else 0
    )


def _orphans(visit: Visit) -> Gap:
    """Files beside the articles that no article shows or links to, and no author has for a portrait."""
    unused = orphans(visit.store, visit.zone)
    sizes = {path: size for path in unused[:SHOWN] for size in _size(visit, path)}
    rows = [Row(path, path=path, edit=visit.edit(path), notes=(sizes.get(path, ""),)) for path in unused]
    why = "No article shows them or links to them, and they are nobody's portrait."
    return Gap("orphans", "Unused pictures and files", why, "Every file is used.", some(rows, SHOWN), True)


def _size(visit: Visit, path: str) -> Iterator[str]:
    for known in visit.store.files.known_below((path,)).values():
        if known[0] is not None:
            yield f"{known[0] / 1000:,.0f} kB" if known[0] >= 1000 else f"{known[0]} bytes"


def _lonely(visit: Visit) -> Gap:
    """Tags of a single article."""
    store = visit.store
    counts = (row for slug in _editions(visit) for row in store.entries.keys("list", (joined(slug, "tag"),)))
    keys = [key for key, count in counts if count == 1]
    found = [_tag(visit, key, store.entries.places(key)) for key in keys[:SHOWN]]
    why = "A tag gathers what belongs together; these gather one article each."
    shown = Some(tuple(found), len(keys) - len(found))
    return Gap("tags", "Tags used once", why, "Every tag has several articles.", shown, True)


def _tag(visit: Visit, key: Key, articles: Iterable[str]) -> Row:
    url = list_url(key)
    source = next(iter(articles), "")
    article = visit.article(source)
    labels = (tag.label for tag in (article.tags if article else ()) if tag.slug == key[1])
    return Row(next(labels, key[1]), about(url), visit.view(url), source, visit.edit(source))
