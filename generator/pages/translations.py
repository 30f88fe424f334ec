"""The versions of an article in other languages, linked by the key that they share."""

from __future__ import annotations

from collections.abc import Iterable

from generator.contexts import Translation
from generator.editions import OWN
from generator.formats import language_name
from generator.model import Article
from generator.shapes import Location
from generator.view import View

DEFAULT = "x-default"
"""The version for readers of all other languages.

https://developers.google.com/search/docs/specialty/international/localized-versions
"""


def translations(article: Article, url: str, view: View) -> tuple[Translation, ...]:
    """The published versions of the article at `url`, one a language, itself among them; none without others.

    The one in the site's own language, or else another of those that stand with it, is there once more as the
    default.
    """
    if not article.key:
        return ()
    found = view.translations(article.key)
    own = {article.language: url}
    urls = {each.language: each.url for each in reversed(found)} | own  # of two, the older one
    if len(urls) == 1:
        return ()
    versions = tuple(Translation(tag, _name(tag, urls), at) for tag, at in sorted(urls.items()))
    default = _default([each for each in found if each.edition == OWN and each.url in urls.values()], view)
    return (*versions, Translation(DEFAULT, "", default)) if default else versions


def _default(own: list[Location], view: View) -> str:
    """The address of the version for readers of all other languages, of those that stand with the site."""
    site = view.edition(OWN).language
    ranked = sorted(own, key=lambda each: (each.language != site, _plain(each.language) != _plain(site)))
    return ranked[0].url if ranked else ""


def _name(tag: str, tags: Iterable[str]) -> str:
    """The name of a language in itself, with its region only where there are versions for several."""
    alike = [each for each in tags if _plain(each) == _plain(tag)]
    return language_name(tag if len(alike) > 1 else _plain(tag))


def _plain(tag: str) -> str:
    """A language without its region or script."""
    return tag.partition("-")[0]


def others(found: tuple[Translation, ...], url: str) -> tuple[Translation, ...]:
    """What a reader of the version at `url` may want to read in its place."""
    return tuple(each for each in found if each.url != url and each.language != DEFAULT)
