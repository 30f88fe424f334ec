"""`site.yaml`: read when it has changed, and told to the pages record by record."""

from __future__ import annotations

from collections.abc import Collection
from importlib.util import find_spec
from pathlib import Path

import msgspec

from generator.config import Config
from generator.disk import read_file
from generator.facts import SITE_INDEXES, encode, site_facts
from generator.folders import Stamp, not_a_file
from generator.model import Problem
from generator.stale import Point
from generator.stock.intake import digest
from generator.stock.survey import SITE
from generator.store import Store

OWNER = "config site.yaml"

DRAWS = ("setting", ("charts",))
"""Whether charts can be drawn. To install what draws them makes a new store (see `versions.LIBRARIES`)."""


def read_config(root: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """`site.yaml` of a site, or what is wrong with it."""
    from generator.settings.loader import load_config

    try:
        text = read_file(root / SITE).decode("utf-8")
    except FileNotFoundError:
        message = f"There is no site.yaml in {root}"
        cure = "Name the site's folder with --site, or start one with `broadsheet new`"
        return None, (Problem(SITE, 0, 0, "no-site", message, cure),)
    except UnicodeDecodeError:
        return None, (Problem(SITE, 0, 0, "encoding", "This file is not UTF-8", "Save it again as UTF-8"),)
    except OSError:
        if (root / SITE).is_file():
            raise
        return None, (not_a_file(SITE),)
    return load_config(SITE, text)


def read(
    store: Store, root: Path, base_url: str, stamp: Stamp | None, changed: Collection[str]
) -> Config | None:
    """The settings of a site, with `base_url` in place of its own; None where they cannot be used."""
    known = store.recall("config")
    if known is None or SITE in changed:
        config, problems = read_config(root)
        store.problems.put(OWNER, problems)
        missing = _missing_engine(config) if config else None
        if config is None or missing:
            store.problems.put(OWNER, (*problems, *filter(None, (missing,))))
            store.note("config", None)
            return None
        known = msgspec.to_builtins(config)
        store.note("config", known)
        store.files.put(SITE, stamp, digest(read_file(root / SITE)))
    config = msgspec.convert(known, Config)
    if base_url:
        config = msgspec.structs.replace(config, base_url=base_url.rstrip("/") + "/")
    return config


def as_written(store: Store, config: Config) -> Config:
    """The settings with the base URL of `site.yaml`: articles are read alike for every address of a site.

    So a preview shares what a build has read, and a link to the published site leads to the preview.
    """
    return msgspec.structs.replace(config, base_url=msgspec.convert(store.recall("config"), Config).base_url)


def digest_of(config: Config) -> bytes:
    """A digest of all settings."""
    return digest(msgspec.msgpack.encode(config))


def _missing_engine(config: Config) -> Problem | None:
    """Why the Markdown engine of the site cannot be used. It is loaded once, before processes part."""
    from generator.readers.markdown.engines import EngineMissing, load

    try:
        load(config.markdown.engine)
    except EngineMissing as error:
        cure = "Install it, or write `engine: python-markdown`"
        return Problem(SITE, 0, 0, "missing-engine", str(error), cure)
    return None


def take_up(store: Store, config: Config) -> list[Point]:
    """Tell the pages what `site.yaml` says now; give the records that have changed."""
    wanted = site_facts(config) | {DRAWS: encode(find_spec("vl_convert") is not None)}
    old = {fact for index in SITE_INDEXES for fact in store.facts.all(index)}
    changed = [fact for fact in old | set(wanted) if store.facts.put(fact, wanted.get(fact))]
    return [Point(index, key, cause=SITE) for index, key in changed]
