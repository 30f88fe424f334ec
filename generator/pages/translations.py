"""The versions of an article in other languages, linked by the key that they share."""

from __future__ import annotations

from collections.abc import Iterable

from generator.contexts import Translation
from generator.editions import OWN
from generator.formats import language_name
from generator.model import Article
from generator.view import View

DEFAULT = "x-default"
"""The version for readers of all other languages.

https://developers.google.com/search/docs/specialty/international/localized-versions
"""


def translations(article: Article, url: str, view: View) -> tuple[Translation, ...]:
    """The published versions of the article at `url`, one a language, itself among them; none without others.

    Where the site's own language has one, it is there once more as the default.
    """
    if not article.key:
        return ()
    found = view.translations(article.key)
    own = {article.language: url}
    urls = {each.language: each.url for each in reversed(found)} | own  # of two, the older one
    if len(urls) == 1:
        return ()
    versions = tuple(Translation(tag, _name(tag, urls), at) for tag, at in sorted(urls.items()))
    default = next((each.url for each in found if each.edition == OWN and each.url in urls.values()), "")
    return (*versions, Translation(DEFAULT, "", default)) if default else versions


def _name(tag: str, tags: Iterable[str]) -> str:
    """The name of a language in itself, with its region only where there are versions for several."""
    plain = tag.partition("-")[0]
    alike = [each for each in tags if each.partition("-")[0] == plain]
    return language_name(tag if len(alike) > 1 else plain)


def others(found: tuple[Translation, ...], url: str) -> tuple[Translation, ...]:
    """What a reader of the version at `url` may want to read in its place."""
    return tuple(each for each in found if each.url != url and each.language != DEFAULT)
