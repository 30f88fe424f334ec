"""A system that kills, is full, is broken or forbids: after it, the site is whole, and the next build right.

Each point is a real system call of a real command, of SQLite as well; see `faults/`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from faults.scenes import SCENES
from faults.shim import compiled, environment
from scale import SCALE, scaled
from sites import REPOSITORY


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = compiled(tmp_path_factory.mktemp("shim"))
    if made is None:
        pytest.skip("no C compiler, or not Linux")
    return made


@pytest.mark.torture
@pytest.mark.parametrize("mode, short, full", [("kill", 10, 2_250), ("fail", 10, 1_800)])
def test_a_system_that_fails(library: Path, mode: str, short: int, full: int) -> None:
    """In the short form, over scenes with all in them that is published, and a deploy."""
    some = ("pictures", "deploy") if mode == "kill" else ("pictures",)
    scenes = some if SCALE == "test" else tuple(SCENES)
    script = REPOSITORY / "tests" / "faults" / "run.py"
    command = [sys.executable, str(script), mode, str(scaled(short, full)), "1", *scenes]
    known = {**environment(library), "PYTHONPATH": str(REPOSITORY)}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=known)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    print(told)
    assert told["points"] >= scaled(short, full) and told["wrong"] == []
