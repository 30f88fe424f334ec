"""Several builders of one site at once, some of which are killed: nobody waits for the dead."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from faults.scenes import NOW, paper
from incremental.crash import PLACES, crashing
from incremental.patience import compiled_once
from scale import scaled
from sites import Site, article

from generator.output import finish

BUILDERS = 4
PATIENCE = 120  # seconds after which a builder waits for a lock that nobody will give back


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    with compiled_once():
        yield


def builder(here: Site, chance: random.Random) -> BaseProcess:
    """One in a process of its own, which may be killed at some point of its work."""
    place = chance.choice((*PLACES, None))
    after = chance.randrange(PLACES[place]) if place else 0

    def work() -> None:
        if place is None:
            here.build(NOW)
            return
        with crashing(place, after, lambda: os.kill(os.getpid(), signal.SIGKILL)):
            here.build(NOW)

    process = multiprocessing.get_context("fork").Process(target=work)
    process.start()
    return process


@pytest.mark.torture
def test_builders_at_once(tmp_path: Path) -> None:
    here, chance = paper(tmp_path / "site"), random.Random(8)
    here.build(NOW)
    ends = set()
    for number in range(scaled(2, 50)):
        text = article(f"Beta {number}", "2024-10-11", tags=f"[rail, turn-{number % 3}]")
        here.put("content/world/beta.md", text.encode())
        if number % 2:
            here.put(f"content/world/n{number}.md", article(f"N{number}", "2024-11-20").encode())
        processes = [builder(here, chance) for _ in range(BUILDERS)]
        for process in processes:
            process.join(PATIENCE)
            assert process.exitcode is not None, "it waits for a lock"
            ends.add(process.exitcode)
        finish(here.root / "public")
        twin = Site(tmp_path / "twin")
        shutil.copytree(
            here.root, twin.root, ignore=shutil.ignore_patterns("public", ".broadsheet"), dirs_exist_ok=True
        )
        assert here.build(NOW).files == twin.build(NOW, clean=True).files
    assert ends <= {0, -signal.SIGKILL}
