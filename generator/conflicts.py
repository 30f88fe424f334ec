"""What two articles cannot both have: one URL, or one slug for two meanings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.config import Config
from generator.indexes import position, url_of
from generator.model import Article, Problem
from generator.slugs import label_key
from generator.urls import output_path


def conflicts(articles: Sequence[Article], config: Config) -> Iterator[Problem]:
    """An error at every article that takes what an older one has; withheld articles count too."""
    oldest_first = sorted(articles, key=position)
    yield from _same_url(oldest_first, config)
    yield from _same_slug(oldest_first, config)


def _same_url(articles: Iterable[Article], config: Config) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for article in articles:
        url = url_of(article, config)
        first = owners.setdefault(output_path(url).casefold(), article.source)
        if first != article.source:
            yield Problem(
                article.source,
                1,
                1,
                "same-url",
                f"{url} is already the address of {first}",
                "Give one of the two another `slug:`",
            )


def _same_slug(articles: Iterable[Article], config: Config) -> Iterator[Problem]:
    """Labels that differ by more than case and accents (C, C++), unless `site.yaml` gives the one label."""
    labels = {("tag", tag.slug): "" for tag in config.tags} | {
        ("author", each.slug): "" for each in config.authors
    }
    for article in articles:
        named = [("tag", tag) for tag in article.tags] + [("author", author) for author in article.authors]
        for kind, name in named:
            first = labels.setdefault((kind, name.slug), name.label)
            if first and label_key(first) != label_key(name.label):
                yield Problem(
                    article.source,
                    1,
                    1,
                    "same-slug",
                    f"The {kind}s `{name.label}` and `{first}` would share the address `{name.slug}`",
                    f"Rename one, or give `{name.slug}` its one label under `{kind}s:` in site.yaml",
                )
