"""The labels of sections, series, tags and authors: two that differ may not share an address."""

from __future__ import annotations

from collections import defaultdict

from generator.config import Config
from generator.conflicts import Named, differ, same_slug
from generator.editions import parted
from generator.indexes import Key
from generator.stock.seniority import seniority
from generator.store import Store


def judge(store: Store, config: Config, names: set[Key] | None) -> None:
    """Look at the labels of some sections, tags and authors, or of all."""
    labels: defaultdict[Key, list[str]] = defaultdict(list)
    for key in [()] if names is None else names:
        for naming, _ in store.entries.keys("naming", key):
            labels[naming[:2]].append(naming[2])
    differing: set[Key] = {
        (kind, slug)
        for (kind, slug), found in labels.items()
        if differ(found) and slug not in slugs(config, kind)
    }
    found = named(store, differing)
    ranks = seniority(store, {each.source for some in found.values() for each in some})
    old = at_odds(store)
    for kind, slug in differing | (old if names is None else old & names):
        some = sorted(found.get((kind, slug), ()), key=lambda each: ranks[each.source])
        store.problems.put(f"naming {kind} {slug}", same_slug(kind, slug, some))


def at_odds(store: Store) -> set[Key]:
    """The sections, tags and authors of which conflicts are known."""
    return {tuple(owner.split(" ")[1:3]) for owner, _ in store.problems.owned("naming")}


def named(store: Store, wanted: set[Key]) -> dict[Key, list[Named]]:
    """The articles that name some sections, tags and authors."""
    found: defaultdict[Key, list[Named]] = defaultdict(list)
    for path, emission in store.sources.emissions() if wanted else ():
        for kind, slug, label in emission.claims.get("naming", ()):
            if (kind, slug) in wanted:
                found[kind, slug].append(Named(path, label))
    return found


def slugs(config: Config, kind: str) -> set[str]:
    """The slugs to which `site.yaml` gives a label."""
    slug, plain = parted(kind)
    if plain == "author":
        return {author.slug for author in config.authors}
    edition = next((each for each in config.editions if each.slug == slug), None)
    records = {"section": "sections", "series": "series", "tag": "tags"}
    return {record.slug for record in getattr(edition, records[plain], ())}
