"""The templates and the static files, of the site and of the theme."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from generator.config import Config
from generator.design import Design
from generator.disk import read_file
from generator.facts import decode, encode
from generator.folders import Stamp
from generator.indexes import Key
from generator.model import Problem
from generator.pages.site import site_contexts
from generator.stale import Point
from generator.stock.intake import digest
from generator.stock.survey import Changes, settled
from generator.store import Store
from generator.theme import FOLDERS, THEME, locate, overridden

PREFIXES = (*(f"{folder}/" for folder in FOLDERS), f"{THEME}/")
OWNER = "design templates"


def take_up(
    store: Store, root: Path, config: Config, files: Mapping[str, Stamp], differing: Changes
) -> list[Point]:
    """Look at the design again; give the templates and static files that have changed."""
    for path in differing.touched:
        if path.startswith(PREFIXES):
            store.files.put(path, settled(files[path]), digest(read_file(locate(root, path))))
    store.files.forget(path for path in differing.gone if path.startswith(PREFIXES))
    digests = _digests(store)
    made_from = _digest(digests, config)
    if made_from == store.recall("design"):
        return []
    store.note("design", made_from)
    new = Design(root, config, digests)
    templates, problems = _templates(new, config, digests)
    store.problems.put(OWNER, (*problems, *new.problems()))
    assets: dict[Key, bytes] = {(name,): encode((each.url, each.digest)) for name, each in new.assets.items()}
    return [*_renew(store, "asset", assets), *_renew(store, "template", templates)]


def design(store: Store, root: Path, config: Config) -> Design:
    """The design of a site of which stock has been taken."""
    urls = ((key[0], decode("asset", value)[0]) for (_, key), value in store.facts.all("asset").items())
    digests = tuple(_digests(store).items())
    return _design(root, msgspec.msgpack.encode(config), digests, tuple(urls), store.version)


@lru_cache(maxsize=1)
def _design(
    root: Path,
    config: bytes,
    digests: tuple[tuple[str, str], ...],
    urls: tuple[tuple[str, str], ...],
    version: bytes,
) -> Design:
    """Kept for the next build of a preview: to compile the templates takes longer than to make a page."""
    return Design(root, msgspec.msgpack.decode(config, type=Config), dict(digests), dict(urls), version)


def _digests(store: Store) -> dict[str, str]:
    return {path: found.hex() for prefix in PREFIXES for path, found in store.files.below(prefix)}


def _digest(digests: Mapping[str, str], config: Config) -> str:
    """Of all that a design is made from."""
    settings = config.base_url, config.language, config.timezone, config.organisation.logo
    parts = sorted(digests.items()), site_contexts(config), settings
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=16).hexdigest()


def _templates(
    design: Design, config: Config, digests: Mapping[str, str]
) -> tuple[dict[Key, bytes], tuple[Problem, ...]]:
    from generator import closures

    files = {name: digests[path] for name, path in overridden("templates", digests).items()}
    sources, problems = closures.survey(design.template, design.templates, files)
    settings = config.base_url, config.language, config.timezone
    found = closures.digests(sources, design.urls, site_contexts(config), settings)
    return {(name,): encode(each) for name, each in found.items()}, problems


def _renew(store: Store, index: str, wanted: Mapping[Key, bytes]) -> list[Point]:
    old = {key for _, key in store.facts.all(index)}
    changed = [key for key in old | set(wanted) if store.facts.put((index, key), wanted.get(key))]
    return [Point(index, key, cause=f"{FOLDERS[index == 'asset']}/{key[0]}") for key in changed]
