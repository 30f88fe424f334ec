"""Pictures have a text for those who do not see them (WCAG 2.2, 1.1.1)."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.built import BuiltPage, BuiltSite
from generator.checks.finding import Finding
from generator.model import Article, Picture, Problem, Severity


def pictures_without_text(article: Article) -> Iterator[Problem]:
    """A warning for every picture of an article whose alternative text is empty."""
    pictures = [part for part in article.body if isinstance(part, Picture)]
    for picture in ([article.image] if article.image else []) + pictures:
        if not picture.alt.strip():
            yield Problem(
                article.source,
                picture.line,
                picture.column,
                "no-alternative-text",
                f"The picture {picture.source} has no alternative text",
                "Say in `alt` what it shows, for readers who do not see it",
                Severity.WARNING,
            )


def images_without_alt(page: BuiltPage, _: BuiltSite) -> Iterator[Finding]:
    """An error for every `<img>` that has no `alt` at all, not even an empty one."""
    for image in page.html.css("img:not([alt])"):
        source = image.attributes.get("src") or ""
        message, cure = f"The image `{source}` has no `alt`", 'Add one; `alt=""` for pure decoration'
        yield Finding("no-alt", message, cure, (source,))
