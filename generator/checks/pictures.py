"""What pictures are to have: a text for those who do not see them, a name below, and enough pixels.

The text: WCAG 2.2, 1.1.1. The pixels: what search engines ask for before they show a picture large,
https://developers.google.com/search/docs/appearance/google-discover
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.finding import Finding
from generator.checks.page import BuiltPage
from generator.indexes import is_plain, parts_of
from generator.model import Article, Picture, Problem, Severity
from generator.shapes import PictureFile
from generator.view import View

LEAD_WIDTH = 1200
"""Pixels across the picture of an article, at least."""


def pictures_without_text(article: Article, view: View) -> Iterator[Problem]:
    """A warning for every picture of an article for which neither it nor the file has an alternative text."""
    for picture, file in _pictures(article, view):
        if not (picture.alt.strip() or (file and file.alt.strip())):
            message = f"The picture {picture.source} has no alternative text"
            cure = "Say in `alt` what it shows, for readers who do not see it"
            yield _problem(article, picture, "no-alternative-text", message, cure)


def missing_credit(article: Article, view: View) -> Iterator[Problem]:
    """A warning for every picture of which neither the article nor the file says who made it."""
    for picture, file in _pictures(article, view):
        told = picture.credit or picture.rights.creator
        if not told and not (file and (file.rights.credit or file.rights.creator)):
            message = f"The picture {picture.source} has no credit"
            yield _problem(article, picture, "no-credit", message, "Say in `credit` who made it")


def small_lead(article: Article, view: View) -> Iterator[Problem]:
    """A warning for the picture of an article that is too small for search engines to show it large."""
    picture = None if is_plain(article) else article.image
    file = view.picture(picture.source) if picture else None
    if picture and file and file.format != "svg" and file.width < LEAD_WIDTH:
        message = f"The picture {picture.source} is {file.width} pixels wide"
        cure = f"Take one of at least {LEAD_WIDTH}, so that search engines and social media show it large"
        yield _problem(article, picture, "small-picture", message, cure)


def images_without_alt(page: BuiltPage) -> Iterator[Finding]:
    """An error for every `<img>` that has no `alt` at all, not even an empty one."""
    for image in page.html.css("img:not([alt])"):
        source = image.attributes.get("src") or ""
        message, cure = f"The image `{source}` has no `alt`", 'Add one; `alt=""` for pure decoration'
        yield Finding("no-alt", message, cure, (source,))


def _pictures(article: Article, view: View) -> Iterator[tuple[Picture, PictureFile | None]]:
    found = (part for part in parts_of(article) if isinstance(part, Picture))
    return ((picture, view.picture(picture.source)) for picture in found)


def _problem(article: Article, picture: Picture, rule: str, message: str, cure: str) -> Problem:
    return Problem(article.source, picture.line, picture.column, rule, message, cure, Severity.WARNING)
