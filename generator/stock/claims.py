"""The files of the output that articles claim: none may be that of two articles, or of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.config import Config
from generator.conflicts import Claimant, Named, list_at, list_over, same_url
from generator.emission import Emission
from generator.indexes import Key
from generator.lists import is_site, list_url
from generator.model import Problem, Record
from generator.stock import labels
from generator.stock.seniority import Seniority, seniority
from generator.store import Store
from generator.urls import output_path


class _Owner(Record, frozen=True):
    """The list that has a file of the output, if it is there."""

    name: str
    key: Key | None = None  # where it is there for its articles alone


class _Contest(Record, frozen=True):
    """A file of the output that several want."""

    claimants: tuple[Claimant, ...]  # in the order of seniority
    owner: _Owner | None
    ousted: Key | None = None  # the list, where the first of the claimants was published and it was not


def judge(store: Store, config: Config, claims: Iterable[Key]) -> None:
    """Look at some claims, and at all of what is published and cannot be read."""
    absent = _absent(store)
    rivals: dict[Key, tuple[list[Claimant], _Owner | None]] = {}
    for claim in {*claims, *absent}:
        claimants = _claimants(store, claim) + absent.get(claim, [])
        owner = _owner(store, config, claim) if claimants else None
        if owner or len(claimants) > 1:
            rivals[claim] = claimants, owner
        else:
            store.problems.put(_owned(claim), ())
    ranks = seniority(store, {each.source for claimants, _ in rivals.values() for each in claimants})
    contests = {claim: _contest(store, ranks, *found) for claim, found in rivals.items()}
    makers = labels.named(store, {each.ousted for each in contests.values() if each.ousted})
    for claim, contest in contests.items():
        store.problems.put(_owned(claim), _problems(contest, makers))


def all_claims(store: Store, config: Config) -> set[Key]:
    """The claims that may be at odds with anything, or were."""
    listed = (key for key in store.entries.claims() if _list_at(key, config))
    return {*store.entries.contested(), *listed, *at_odds(store)}


def at_odds(store: Store) -> set[Key]:
    """The claims of which conflicts are known."""
    return {(owner.removeprefix("claim "),) for owner, _ in store.problems.owned("claim")}


def claims_to(store: Store, config: Config, list_key: Key) -> Iterator[Key]:
    """The claims to pages that a list has, or may come to have."""
    folder = output_path(list_url(list_key)).casefold().removesuffix("/index.html")
    return (key for key in store.entries.claims_under(folder) if _list_at(key, config))


def _claimants(store: Store, claim: Key) -> list[Claimant]:
    paths = (store.sources.path(number) for number in store.entries.claimants(claim))
    return [Claimant(path, emission.url) for path in paths if (emission := _emission(store, path))]


def _absent(store: Store) -> dict[Key, list[Claimant]]:
    """Articles that are published and cannot be read, so that they lay no claim themselves."""
    lines = store.addresses.of(store.sources.unreadable())
    return {(line.path.casefold(),): [Claimant(line.source, line.url)] for line in sorted(lines)}


def _owned(claim: Key) -> str:
    return f"claim {claim[0]}"


def _list_at(claim: Key, config: Config) -> tuple[str, Key | None] | None:
    return list_at(claim[0], [edition.slug for edition in config.languages])


def _owner(store: Store, config: Config, claim: Key) -> _Owner | None:
    """The list that has a file of the output, if there is one, or an article to make one."""
    found = _list_at(claim, config)
    if found is None:
        return None
    name, key = found
    if key is None or is_site(key) or (key[0].endswith("section") and key[1] in labels.slugs(config, key[0])):
        return _Owner(name)
    return _Owner(name, key) if any(store.entries.keys("naming", key)) else None


def _contest(
    store: Store, ranks: Mapping[str, Seniority], claimants: Iterable[Claimant], owner: _Owner | None
) -> _Contest:
    found = tuple(sorted(claimants, key=lambda each: ranks[each.source]))
    first = found[0].source
    key = owner.key if owner else None
    ousts = key and ranks[first].is_at_home and not (_makes(store, first, key) or _was_published(store, key))
    return _Contest(found, owner, key if ousts else None)


def _makes(store: Store, path: str, list_key: Key) -> bool:
    """Whether an article is itself in a list."""
    emission = _emission(store, path)
    return emission is not None and any(key[:2] == list_key for key in emission.claims.get("naming", ()))


def _was_published(store: Store, list_key: Key) -> bool:
    """Whether the ledger knows a list at its address, and not an article."""
    return any(not line.source for line in store.addresses.at((output_path(list_url(list_key)),)))


def _emission(store: Store, path: str) -> Emission | None:
    kept = store.sources.get(path)
    return kept.emission if kept else None


def _problems(contest: _Contest, makers: Mapping[Key, list[Named]]) -> Iterator[Problem]:
    if contest.owner and contest.ousted:
        yield from same_url(contest.claimants, "")
        yield from list_over(contest.claimants[0], contest.owner.name, contest.ousted, makers[contest.ousted])
    else:
        yield from same_url(contest.claimants, contest.owner.name if contest.owner else "")
