"""What an article refers to: links that lead nowhere yet, pictures and layouts that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.data.schema import listed, nearest
from generator.indexes import Key, address, is_plain, parts_of
from generator.model import Article, Chart, Link, Picture, Problem, Recording, Severity
from generator.pages import charts
from generator.pages.layouts import LAYOUTS, layout_template
from generator.pages.targets import follow
from generator.pages.truth import source_link
from generator.shapes import Status
from generator.urls import media_source
from generator.view import View


def problems(key: Key, view: View) -> Iterator[Problem]:
    """A warning for what is missing, a note for what is withheld, an error for a layout that is not there."""
    article = view.article(key[0])
    yield from _layout(article, view)
    yield from _twin(article, view)
    for part in (*parts_of(article), *article.related, *_sources(article)):
        if isinstance(part, Link):
            yield from _link(article, part, view)
        elif isinstance(part, Chart):
            yield from charts.problems(part, article, view)
        elif isinstance(part, Picture) and view.picture(part.source) is None:
            yield _without_picture(article, part, view)
        elif isinstance(part, Recording):
            yield from _recording(article, part, view)


def _without_picture(article: Article, picture: Picture, view: View) -> Problem:
    where = article.source, picture.line, picture.column
    if view.fact("file", picture.source) is None:
        message = f"There is no picture {picture.source}"
        cure = "Put it there, or mend its name; the article is published without it"
        return Problem(*where, "missing-picture", message, cure, Severity.WARNING)
    message = f"{picture.source} cannot be shown"
    cure = "See what is said of that file; the article is published without it"
    return Problem(*where, "unusable-picture", message, cure, Severity.WARNING)


def _recording(article: Article, recording: Recording, view: View) -> Iterator[Problem]:
    """What a recording lacks of all that its article names."""
    told: list[tuple[str, str, object]] = []
    told.append(("recording", recording.source, view.recording(recording.source)))
    told += [("captions", path, view.fact("captions", path)) for _, path in recording.captions]
    if recording.transcript:
        told.append(("transcript", recording.transcript, view.fact("transcript", recording.transcript)))
    if recording.poster:
        told.append(("picture", recording.poster, view.picture(recording.poster)))
    for what, path, found in told:
        if found is None:
            where = article.source, recording.line, recording.column
            verb = "are" if what == "captions" else "is"
            cure = "Put it there, or mend its name; the article is published without it"
            message = f"There {verb} no {what} {path}" + ("" if what == "picture" else " that can be used")
            yield Problem(*where, f"missing-{what}", message, cure, Severity.WARNING)


def _sources(article: Article) -> Iterator[Link]:
    return (link for each in article.sources if (link := source_link(each, article)))


def _link(article: Article, link: Link, view: View) -> Iterator[Problem]:
    target = follow(link.target, view)
    where = article.source, link.line, link.column
    if target.status is not Status.PUBLISHED:
        message = f"{link.target} is not published yet ({target.status})"
        cure = "The link shows as plain text until it is"
        yield Problem(*where, "withheld-link", message, cure, Severity.NOTE)
    elif not target.url:
        there = view.fact("file", media_source(link.target)) is not None
        message = f"{link.target} is not published" if there else f"There is no {link.target} to link to"
        cure = "See what is said of that file" if there else "Mend the path, or remove the link"
        cure += "; it shows as plain text"
        yield Problem(*where, "broken-link", message, cure, Severity.WARNING)


def _layout(article: Article, view: View) -> Iterator[Problem]:
    layout = article.layout
    if layout is None:
        return
    where = layout.path, layout.line, layout.column
    if is_plain(article):
        message, cure = "A page beside the news has one layout alone", "Remove `layout`"
        yield Problem(*where, "unused-layout", message, cure, Severity.WARNING)
    elif not layout_template(layout, view):
        near = nearest(layout.text, LAYOUTS)
        others = f"Use one of {listed(LAYOUTS)}, or add `templates/layouts/{layout.text}.html`"
        cure = f"Did you mean `{near}`" if near else others
        yield Problem(*where, "unknown-layout", f"There is no layout `{layout.text}`", cure)


def _twin(article: Article, view: View) -> Iterator[Problem]:
    """Of two translations into one language, only the older one is linked to."""
    if not article.key:
        return
    url = address(article, view.setting("permalink"))
    alike = [each.url for each in view.translations(article.key) if each.language == article.language]
    if alike and alike[0] != url:
        message = f"`key: {article.key}` and its language are those of {alike[0]} too"
        cure = "Give it another `key`, or mend its `language`"
        yield Problem(article.source, 0, 0, "same-translation", message, cure, Severity.WARNING)
