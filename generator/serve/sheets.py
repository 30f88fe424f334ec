"""Style sheets as they would be published now: shown before the pages that use them are made again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.config import Config
from generator.design import Design
from generator.stock.intake import digest
from generator.stock.looks import PREFIXES
from generator.store import Store

FOLDER = "static/"


def sheet_names(paths: Iterable[str]) -> tuple[str, ...]:
    """The names of the style sheets among some paths below the site, in their order."""
    below = (path.removeprefix(FOLDER) for path in paths if path.startswith(FOLDER))
    return tuple(sorted(name for name in below if name.endswith(".css")))


def sheets_now(store: Store, root: Path, config: Config, names: Iterable[str]) -> dict[str, bytes]:
    """Some style sheets of the site, by their names; those that cannot be read are left out."""
    digests = {path: found.hex() for prefix in PREFIXES for path, found in store.files.below(prefix)}
    found = {}
    for name in names:
        try:
            found[f"{FOLDER}{name}"] = digest((root / FOLDER / name).read_bytes()).hex()
        except OSError:
            continue
    design = Design(root, config, digests | found)
    try:
        return {path.removeprefix(FOLDER): design.published(path) for path in found}
    except OSError:  # another file is just being moved; the pages follow anyhow
        return {}
