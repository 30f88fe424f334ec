"""What two articles cannot both have: one URL, or one slug for two meanings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from generator.config import Config
from generator.indexes import dated, lists_of, named, position, url_of
from generator.lists import list_url, period_url
from generator.model import Article, Problem
from generator.slugs import label_key
from generator.urls import output_path


def conflicts(articles: Sequence[Article], config: Config) -> Iterator[Problem]:
    """An error at every article that takes what an older one or a list has; withheld articles count too."""
    oldest_first = sorted(articles, key=position)
    yield from _same_url(oldest_first, config)
    yield from _same_slug(oldest_first, config)


def _same_url(articles: Sequence[Article], config: Config) -> Iterator[Problem]:
    owners = _lists(articles, config)
    for article in articles:
        url = url_of(article, config)
        first = owners.setdefault(output_path(url).casefold(), article.source)
        if first != article.source:
            message = f"{url} is already the address of {first}"
            cure = "Give one of the two another `slug:`"
            yield Problem(article.source, 1, 1, "same-url", message, cure)


def _lists(articles: Sequence[Article], config: Config) -> dict[str, str]:
    """The files of all lists that may come to be, and what each is."""
    urls = {"/": "the front page", "/tags/": "the list of tags", "/archive/": "the archive"}
    urls |= {f"/{section.slug}/": f"the section {section.slug}" for section in config.sections}
    for article in articles:
        for key in lists_of(article):
            name = " ".join(filter(None, key))
            urls[list_url(key)] = f"the {name}"
            year, month = f"{dated(article):%Y}".zfill(4), f"{dated(article):%m}"
            urls |= {period_url(key, period): f"the {name}" for period in ((year,), (year, month))}
    return {output_path(url).casefold(): owner for url, owner in urls.items()}


def _same_slug(articles: Iterable[Article], config: Config) -> Iterator[Problem]:
    """Labels that differ by more than case and accents (C, C++), unless `site.yaml` gives the one label."""
    known = {("section", section.slug) for section in config.sections}
    known |= {("tag", tag.slug) for tag in config.tags}
    known |= {("author", author.slug) for author in config.authors}
    labels: dict[tuple[str, str], str] = {}
    for article in articles:
        for kind, name in named(article):
            first = labels.setdefault((kind, name.slug), name.label)
            if (kind, name.slug) not in known and label_key(first) != label_key(name.label):
                message = f"The {kind}s `{name.label}` and `{first}` would share the address `{name.slug}`"
                cure = f"Rename one, or give `{name.slug}` its one label under `{kind}s:` in site.yaml"
                yield Problem(article.source, 1, 1, "same-slug", message, cure)
