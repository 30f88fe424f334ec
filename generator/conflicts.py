"""What two articles cannot both have: one URL, or one slug for two meanings.

Withheld articles count too, and so do faulty ones: what is to be mended does not depend on what else
is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from generator.editions import FOLDERS, OWN, joined, parted
from generator.indexes import Key, site_list
from generator.model import Problem, Record
from generator.slugs import label_key

_PERIOD = re.compile(r"(/[0-9]{4}(/[0-9]{2})?)?/index\.html")
_OWN = {
    "index.html": "the front page",
    "archive/index.html": "the archive",
    "corrections/index.html": "the page of corrections",
    "feeds/index.html": "the page of feeds",
    "series/index.html": "the list of series",
    "site-map/index.html": "the site map",
    "tags/index.html": "the list of tags",
}
_FOLDERS = {folder.rstrip("/"): kind for kind, folder in FOLDERS.items() if folder}


class Claimant(Record, frozen=True):
    """An article that wants a URL."""

    source: str
    url: str


class Named(Record, frozen=True):
    """An article that calls a section, tag or author by a label."""

    source: str
    label: str


def same_url(claimants: Sequence[Claimant], owner: str) -> Iterator[Problem]:
    """An error at every article but the first that wants a URL; at all of them where it has an `owner`.

    `claimants` come in the order of seniority.
    """
    first = owner or claimants[0].source
    for each in claimants if owner else claimants[1:]:
        message = f"{each.url} is already the address of {first}"
        yield Problem(each.source, 1, 1, "same-url", message, "Give one of the two another `slug:`")


def list_over(holder: Claimant, name: str, key: Key, makers: Iterable[Named]) -> Iterator[Problem]:
    """An error at every article that would have a list made where another article is published."""
    message = f"{holder.url} is already the address of {holder.source}, and would become that of {name}"
    cure = f"Give this another {parted(key[0])[1]}, or {holder.source} another `slug:`"
    for each in makers:
        yield Problem(each.source, 1, 1, "same-url", message, cure)


def list_at(path: str, editions: Collection[str]) -> tuple[str, Key | None] | None:
    """The list that a file of the output would belong to: its name, and its key where it needs an article.

    None for a file that no list can have, whatever articles there are. `editions` are the slugs of the
    language editions.
    """
    first, _, rest = path.partition("/")
    edition, path = (first, rest) if first in editions else (OWN, path)
    if path in _OWN:
        return _OWN[path], None
    first, _, rest = path.partition("/")
    if first in _FOLDERS:
        slug, slash, rest = rest.partition("/")
        kind = _FOLDERS[first]
        key = joined(edition, kind), slug
        return (f"the {kind} {slug}", key) if _PERIOD.fullmatch(f"{slash}{rest}") else None
    if re.fullmatch("[0-9]{4}", first) and re.fullmatch(r"([0-9]{2}/)?index\.html", rest):
        return "the archive", site_list(edition)
    if not _PERIOD.fullmatch(f"/{rest}"):
        return None
    return f"the section {first}", (joined(edition, "section"), first)


def same_slug(kind: str, slug: str, named: Sequence[Named]) -> Iterator[Problem]:
    """An error at every article whose label differs from the first by more than case and accents (C, C++).

    `named` come in the order of seniority.
    """
    edition, kind = parted(kind)
    first = named[0].label if named else ""
    for each in named:
        if label_key(each.label) != label_key(first):
            message = f"The {_plural(kind)} `{each.label}` and `{first}` would share the address `{slug}`"
            records = f"languages: {edition}: {_plural(kind)}" if edition else _plural(kind)
            cure = f"Rename one, or give `{slug}` its one label under `{records}:` in site.yaml"
            yield Problem(each.source, 1, 1, "same-slug", message, cure)


def _plural(kind: str) -> str:
    return kind if kind == "series" else f"{kind}s"


def differ(labels: Iterable[str]) -> bool:
    """Whether labels of one slug have more than one meaning."""
    return len(set(map(label_key, labels))) > 1
