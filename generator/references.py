"""What an article refers to: links that lead nowhere yet, pictures that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.indexes import Key
from generator.model import Article, Link, Picture, Problem, Severity
from generator.pages.targets import follow
from generator.shapes import Status
from generator.view import View


def problems(key: Key, view: View) -> Iterator[Problem]:
    """A warning for what is missing, a note for what is withheld."""
    article = view.article(key[0])
    for part in (*article.body, *article.related):
        if isinstance(part, Link):
            yield from _link(article, part, view)
    pictures = [part for part in article.body if isinstance(part, Picture)]
    for picture in ([article.image] if article.image else []) + pictures:
        if view.picture(picture.source) is None:
            where = article.source, picture.line, picture.column
            cure = "Put it there, or mend its name; the article is published without it"
            message = f"There is no picture {picture.source}"
            yield Problem(*where, "missing-picture", message, cure, Severity.WARNING)


def _link(article: Article, link: Link, view: View) -> Iterator[Problem]:
    target = follow(link.target, view)
    where = article.source, link.line, link.column
    if target.status is not Status.PUBLISHED:
        message = f"{link.target} is not published yet ({target.status})"
        cure = "The link shows as plain text until it is"
        yield Problem(*where, "withheld-link", message, cure, Severity.NOTE)
    elif not target.url:
        message = f"There is no {link.target} to link to"
        cure = "Mend the path, or remove the link; it shows as plain text"
        yield Problem(*where, "broken-link", message, cure, Severity.WARNING)
