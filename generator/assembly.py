"""Filling in what an article does not say: from its text, its name and folder, and `site.yaml`."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import msgspec

from generator.belonging import authors_of, edition_of, language_of, section_of, series_of, tags_of
from generator.characters import balanced
from generator.config import Config
from generator.dates import date_in_name, midnight
from generator.indexes import is_plain
from generator.kinds import is_raw
from generator.likeness import doubts
from generator.model import (
    Article,
    Caption,
    Chart,
    Correction,
    Link,
    Live,
    Manuscript,
    Picture,
    Problem,
    Severity,
)
from generator.readers.fields import Fields
from generator.recorded import recording_of
from generator.settings.permalinks import is_reserved
from generator.slugs import slugify
from generator.sponsorship import disclosed
from generator.truth import contradictions
from generator.urls import resolve

SUMMARY_LENGTH = 240  # characters; about two sentences
_SENTENCE_END = re.compile(r"[.!?…](?:\u202f?[”’“‘\"'»›)\]])*(?=\s)|[。！？][”’」』)]*")


def assemble(
    path: str, manuscript: Manuscript, fields: Fields, config: Config
) -> tuple[Article, tuple[Problem, ...]]:
    """Fill in what was not given: from the text, the file's name and folder, and `site.yaml`."""
    stem, _ = posixpath.splitext(posixpath.basename(path))
    day, name = date_in_name(stem)
    title = balanced(fields.title or manuscript.title)
    date = fields.date or (midnight(day, ZoneInfo(config.timezone)) if day else None)
    language = language_of(path, fields.language, config)
    slug = fields.slug or slugify(title if is_raw(path) else name)
    image, image_problems = _image(path, manuscript, fields)
    recording, recording_problems = recording_of(path, fields)
    charts, chart_problems = _charts(path, fields)
    related, related_problems = _related(path, fields, config)
    article = Article(
        source=path,
        title=title,
        slug=slug,
        date=date,
        updated=fields.updated,
        expires=fields.expires,
        draft=fields.draft or False,
        section=section_of(path, fields.section, config),
        language=language,
        edition=edition_of(language, config),
        authors=authors_of(fields.authors or manuscript.authors, config),
        tags=tags_of(fields.tags or manuscript.tags, config),
        summary=fields.summary or summarise(manuscript.opening),
        standfirst=bool(fields.summary),
        image=image,
        recording=recording,
        caption=_caption(manuscript, fields),
        label=fields.label,
        dateline=fields.dateline or manuscript.dateline,
        canonical=fields.canonical,
        related=related,
        extra=fields.extra,
        body=(*charts, *manuscript.body),
        words=manuscript.words,
        layout=fields.layout,
        key=fields.key,
        series=series_of(fields.series, config),
        corrections=_corrections(fields),
        sources=fields.sources,
        methods=fields.methods,
        live=Live(manuscript.entries, fields.live.ended) if fields.live else None,
        free=config.free if fields.free is None else fields.free,
        aliases=fields.aliases,
    )
    overridden = _overridden(path, manuscript, fields) if fields.path != path else ()
    found = (*_check(article, config), *contradictions(path, article.date, fields))
    problems = (*image_problems, *chart_problems, *recording_problems, *related_problems)
    found += tuple(_doubts(article, fields))
    return disclosed(article), (*found, *problems, *overridden)


def _doubts(article: Article, fields: Fields) -> Iterator[Problem]:
    """What of the names in an article's addresses can be mistaken."""
    named = [("slug", article.slug, article.title), ("section", article.section.slug, article.section.label)]
    named += [("tags", tag.slug, tag.label) for tag in article.tags]
    named += [("authors", author.slug, author.label) for author in article.authors]
    named += [("series", article.series.slug, article.series.label)] if article.series else []
    for field, slug, label in named:
        place = fields.place(field)
        yield from doubts(slug, label, (fields.path, *place) if place[0] else (article.source, 1, 1))


def _check(article: Article, config: Config) -> Iterator[Problem]:
    where = article.source, 1, 1
    editions = {edition.slug for edition in config.languages}
    if not article.title:
        cure = "Write `title:` in its front matter, or begin with a line `# Headline`"
        yield Problem(*where, "no-headline", "This article has no headline", cure)
    elif not article.slug:
        message = "No address can be made of this article's name"
        yield Problem(*where, "no-slug", message, "Write `slug:` with letters or digits")
    elif is_plain(article) and (is_reserved(article.slug) or article.slug in editions):
        message = f"`/{article.slug}/` is an address that Broadsheet keeps for itself"
        yield Problem(*where, "reserved-name", message, "Give the page another name, or write `slug:`")
    elif not is_plain(article) and (is_reserved(article.section.slug) or article.section.slug in editions):
        message = f"The section `{article.section.slug}` has an address that Broadsheet keeps for itself"
        yield Problem(*where, "reserved-name", message, "Choose another section, or another folder")


def _image(path: str, manuscript: Manuscript, fields: Fields) -> tuple[Picture | None, tuple[Problem, ...]]:
    given = fields.image
    if given is None or not given.source:
        return None, ()
    source = resolve(path, given.source)
    if source is None:
        message = f"The picture `{given.source}` is outside the site's content folder"
        cure = "Put the picture beside the article or under content/media/"
        where = fields.path, given.line, given.column
        return None, (Problem(*where, "path-outside-site", message, cure),)
    caption = manuscript.caption
    filled = msgspec.structs.replace(
        given,
        source=source,
        caption=given.caption or (caption.text if caption else ""),
        credit=given.credit or (caption.credit if caption else ""),
    )
    return filled, ()


def _charts(path: str, fields: Fields) -> tuple[tuple[Chart, ...], tuple[Problem, ...]]:
    """The charts that the fields describe: they come before the text."""
    if not fields.chart:
        return (), ()
    from generator.charts.placing import within

    placed = [within(each, path) for each in fields.chart]
    problems = (problem for _, found in placed for problem in found)
    return tuple(chart for chart, _ in placed if chart), tuple(problems)


def _caption(manuscript: Manuscript, fields: Fields) -> Caption | None:
    """The caption of a photograph that is not at hand."""
    given = fields.image
    if given and not given.source and (given.caption or given.credit):
        return Caption(given.caption, given.credit)
    return manuscript.caption


def _related(path: str, fields: Fields, config: Config) -> tuple[tuple[Link, ...], tuple[Problem, ...]]:
    """The articles named by hand, as links; a warning for what cannot be one."""
    if not fields.related:
        return (), ()
    from generator.readers.markdown.links import is_remote, read_target, within_site

    links: list[Link] = []
    problems: list[Problem] = []
    line, column = fields.place("related")
    for written in fields.related:
        address = within_site(written, config.base_url)
        target = None if is_remote(address) else read_target(address, path)[0]
        if target:
            links.append(Link(target, "", line=line, column=column))
        else:
            message = f"`{written}` is no article of this site"
            cure = "Write the path of its file, or its address, or link to it in the text"
            problems.append(
                Problem(fields.path, line, column, "bad-related", message, cure, Severity.WARNING)
            )
    return tuple(links), tuple(problems)


def _corrections(fields: Fields) -> tuple[Correction, ...]:
    """The corrections, newest first; of two with one date the later in the file."""
    written = [field.correction for field in fields.corrections]
    older: Counter[float] = Counter()
    ranked = []
    for each in sorted(written, key=lambda each: each.date.timestamp()):
        ranked.append(msgspec.structs.replace(each, rank=older[each.date.timestamp()]))
        older[each.date.timestamp()] += 1
    return tuple(reversed(ranked))


def _overridden(path: str, manuscript: Manuscript, fields: Fields) -> Iterator[Problem]:
    """A note for every part of a raw text whose place its sidecar takes, so that none is lost in silence."""
    caption, image = manuscript.caption, fields.image
    pairs = (
        (manuscript.title, fields.title),
        (manuscript.dateline, fields.dateline),
        (", ".join(manuscript.authors), ", ".join(fields.authors)),
        (", ".join(manuscript.tags), ", ".join(fields.tags)),
        (caption.text if caption else "", image.caption if image else ""),
        (caption.credit if caption else "", image.credit if image else ""),
    )
    for written, given in pairs:
        if written and given and written != given:
            message = f"`{written}` gives way to `{given}` of the sidecar"
            yield Problem(
                path, 1, 1, "overridden", message, "Remove the field to have it back", Severity.NOTE
            )


def summarise(text: str) -> str:
    """The first sentences of a text, up to `SUMMARY_LENGTH` characters; a longer one is cut at a word."""
    text = text.strip()
    ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, SUMMARY_LENGTH + 1)]
    fitting = [end for end in (*ends, len(text)) if end <= SUMMARY_LENGTH]
    if fitting:
        return balanced(text[: fitting[-1]])
    cut = text[:SUMMARY_LENGTH].rsplit(" ", 1)[0] if len(text) > SUMMARY_LENGTH else text
    return balanced(cut.rstrip(" ,;:–—-") + ("…" if len(cut) < len(text) else ""))
