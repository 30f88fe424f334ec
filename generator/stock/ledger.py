"""`published.tsv`, the ledger of addresses: read when it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.disk import read_file
from generator.folders import Stamp
from generator.ledger.lines import NAME, Ledger, read
from generator.model import Problem
from generator.stock.intake import digest
from generator.stock.survey import Changes, settled
from generator.store import Store

OWNER = f"ledger {NAME}"


def take_up(store: Store, root: Path, files: Mapping[str, Stamp], differing: Changes) -> bool:
    """Hold in the store what the ledger says now, and tell whether it is something else.

    A site without one has published nothing.
    """
    if NAME in differing.gone:
        store.problems.put(OWNER, ())
        return _hold(store, Ledger())
    if NAME not in differing.touched or not (root / NAME).is_file():
        return False
    data = read_file(root / NAME)
    store.files.put(NAME, settled(files[NAME]), digest(data))
    try:
        ledger, problems = read(data.decode("utf-8"))
    except UnicodeDecodeError:
        cure = "Take the file back from git"
        ledger, problems = Ledger(), (Problem(NAME, 0, 0, "encoding", "This file is not UTF-8", cure),)
    store.problems.put(OWNER, problems)
    return _hold(store, ledger)


def _hold(store: Store, ledger: Ledger) -> bool:
    store.note("permalinks", list(ledger.permalinks))
    return store.addresses.renew(ledger)
