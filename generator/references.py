"""What an article refers to: links that lead nowhere yet, pictures that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model import Article, Link, Picture, Problem, Severity
from generator.pages.parts import target_url
from generator.shapes import Status
from generator.view import View


def problems(article: Article, view: View) -> Iterator[Problem]:
    """A warning for what is missing, a note for what is withheld."""
    for part in (*article.body, *article.related):
        if isinstance(part, Link):
            yield from _link(article, part, view)
    pictures = [part for part in article.body if isinstance(part, Picture)]
    for picture in ([article.image] if article.image else []) + pictures:
        if view.picture(picture.source) is None:
            yield Problem(
                article.source,
                picture.line,
                picture.column,
                "missing-picture",
                f"There is no picture {picture.source}",
                "Put it there, or mend its name; the article is published without it",
                Severity.WARNING,
            )


def _link(article: Article, link: Link, view: View) -> Iterator[Problem]:
    location = view.location(link.target)
    if location and location.status is not Status.PUBLISHED:
        yield Problem(
            article.source,
            link.line,
            link.column,
            "withheld-link",
            f"{link.target} is not published yet ({location.status})",
            "The link shows as plain text until it is",
            Severity.NOTE,
        )
    elif target_url(link, view) is None:
        yield Problem(
            article.source,
            link.line,
            link.column,
            "broken-link",
            f"There is no {link.target} to link to",
            "Mend the path, or remove the link; it shows as plain text",
            Severity.WARNING,
        )
