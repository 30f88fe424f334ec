"""Which articles are at odds with others: looked for where a claim, a label or `site.yaml` has changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from generator.config import Config
from generator.conflicts import Claimant, Named, differ, list_at, same_slug, same_url
from generator.editions import parted
from generator.indexes import Key
from generator.lists import is_site, list_url
from generator.stock.takeup import TakeUp
from generator.store import Store
from generator.urls import output_path


def judge(store: Store, take_up: TakeUp, config: Config, everything: bool) -> None:
    """Find the conflicts that have come or gone, and take up the articles that this concerns."""
    folds = take_up.settle()
    names: set[Key] | None = None
    claims: Iterable[Key]
    if everything:
        all_claims = store.entries.claims()
        claims = [*store.entries.contested(), *(key for key in all_claims if _list_at(key, config))]
        claims = {*claims, *(_claim_of(owner) for owner, _ in store.problems.owned("claim"))}
    else:
        names = {fold.key[:2] for fold in folds if fold.index == "naming"}
        names |= _at_odds(store) if take_up.points else set()  # a date may say who was first
        births = {fold.key[:2] for fold in folds if fold.index == "naming" and 0 in (fold.before, fold.after)}
        claims = {point.key for point in take_up.points if point.index == "claim"}
        claims |= {key for list_key in births for key in _claims_to(store, config, list_key)}
    _judge_urls(store, config, claims)
    _judge_names(store, config, names)
    marked = set(store.sources.faulty())
    faulty = {problem.path for kind in ("claim", "naming") for problem in store.problems.all(kind)}
    faulty |= {path for path in marked if _is_unsound(store, path)}
    for path in marked ^ faulty:
        take_up.judge(path, path in faulty)
    take_up.settle()


def _is_unsound(store: Store, path: str) -> bool:
    kept = store.sources.get(path)
    return bool(kept and kept.emission and not kept.emission.sound)


def _claim_of(owner: str) -> Key:
    return (owner.removeprefix("claim "),)


def _list_at(claim: Key, config: Config) -> tuple[str, Key | None] | None:
    return list_at(claim[0], [edition.slug for edition in config.languages])


def _claims_to(store: Store, config: Config, list_key: Key) -> Iterator[Key]:
    """The claims to pages that a list has, or may come to have."""
    folder = output_path(list_url(list_key)).casefold().removesuffix("/index.html")
    return (key for key in store.entries.claims_under(folder) if _list_at(key, config))


def _judge_urls(store: Store, config: Config, claims: Iterable[Key]) -> None:
    for claim in claims:
        found = (store.sources.path(number) for number in store.entries.claimants(claim))
        claimants = [Claimant(path, _url(store, path)) for path in found]
        problems = same_url(claimants, _owner(store, config, claim)) if claimants else ()
        store.problems.put(f"claim {claim[0]}", problems)


def _url(store: Store, path: str) -> str:
    kept = store.sources.get(path)
    return kept.emission.url if kept and kept.emission else ""


def _owner(store: Store, config: Config, claim: Key) -> str:
    """The list that has a file of the output, if there is one, or an article to make one."""
    found = _list_at(claim, config)
    if found is None:
        return ""
    name, key = found
    if key is None or is_site(key) or (key[0].endswith("section") and key[1] in _slugs(config, key[0])):
        return name
    return name if any(store.entries.keys("naming", key)) else ""


def _judge_names(store: Store, config: Config, names: set[Key] | None) -> None:
    """Look at the labels of some sections, tags and authors, or of all."""
    labels: defaultdict[Key, list[str]] = defaultdict(list)
    for key in [()] if names is None else names:
        for naming, _ in store.entries.keys("naming", key):
            labels[naming[:2]].append(naming[2])
    at_odds: set[Key] = {
        (kind, slug)
        for (kind, slug), found in labels.items()
        if differ(found) and slug not in _slugs(config, kind)
    }
    named = _named(store, at_odds)
    old = _at_odds(store)
    for kind, slug in at_odds | (old if names is None else old & names):
        problems = same_slug(kind, slug, named.get((kind, slug), ()))
        store.problems.put(f"naming {kind} {slug}", problems)


def _at_odds(store: Store) -> set[Key]:
    """The sections, tags and authors of which conflicts are known."""
    return {tuple(owner.split(" ")[1:3]) for owner, _ in store.problems.owned("naming")}


def _named(store: Store, wanted: set[Key]) -> dict[Key, list[Named]]:
    """The articles that name some sections, tags and authors, oldest first."""
    found: defaultdict[Key, list[tuple[str, Named]]] = defaultdict(list)
    for path, emission in store.sources.emissions() if wanted else ():
        for kind, slug, label in emission.claims.get("naming", ()):
            if (kind, slug) in wanted:
                found[kind, slug].append((emission.order, Named(path, label)))
    return {key: [named for _, named in sorted(rows, key=lambda row: row[0])] for key, rows in found.items()}


def _slugs(config: Config, kind: str) -> set[str]:
    """The slugs to which `site.yaml` gives a label."""
    slug, plain = parted(kind)
    if plain == "author":
        return {author.slug for author in config.authors}
    edition = next((each for each in config.editions if each.slug == slug), None)
    records = {"section": "sections", "series": "series", "tag": "tags"}
    return {record.slug for record in getattr(edition, records[plain], ())}
