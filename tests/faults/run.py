"""Plays scenes until the system fails: `run.py kill|fail POINTS SEED`, with `shim.so` preloaded.

Prints a line of JSON: how many points of which kinds there were, and all that went wrong. A process of its
own, warm from all that a build imports, is forked for each point.
"""

from __future__ import annotations

import errno
import json
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from incremental.patience import compiled_once

from faults.links import complaints
from faults.scenes import SCENES
from faults.shim import CHANGING, How, Kind
from faults.stage import End, Stage
from generator.journal import is_unfinished
from generator.store.database import DAMAGED

BY_ERROR = {
    errno.ENOSPC: frozenset({Kind.OPEN, Kind.WRITE, Kind.RENAME, Kind.MKDIR, Kind.SYNC, Kind.TRUNCATE}),
    errno.EDQUOT: frozenset({Kind.OPEN, Kind.WRITE, Kind.RENAME, Kind.MKDIR, Kind.SYNC, Kind.TRUNCATE}),
    errno.EIO: frozenset(Kind),
    errno.EMFILE: frozenset({Kind.OPEN, Kind.READ}),
    errno.EACCES: frozenset({Kind.OPEN, Kind.READ, Kind.RENAME, Kind.UNLINK, Kind.MKDIR, Kind.RMDIR}),
    errno.EROFS: frozenset({Kind.OPEN, Kind.WRITE, Kind.RENAME, Kind.UNLINK, Kind.MKDIR, Kind.RMDIR}),
}
"""What may fail in which way."""

Point = tuple[How, int, int, frozenset[Kind], str]
"""How it fails, at which call, with which error, among which kinds, and the words for it."""


def points(stage: Stage, mode: str) -> Iterator[Point]:
    """Every point at which a scene may come to its end."""
    if mode == "kill":
        for at, kind in enumerate(stage.count(CHANGING)):
            yield How.KILL, at, 0, CHANGING, kind.name
            if kind is Kind.WRITE:
                yield How.TEAR, at, 0, CHANGING, "TORN"
        return
    for error, kinds in BY_ERROR.items():
        for at, kind in enumerate(stage.count(kinds)):
            for how in (How.FAIL, How.FAIL_ON):
                yield how, at, error, kinds, f"{errno.errorcode[error]} {kind.name}"


def judged(stage: Stage, mode: str, end: End) -> Iterator[str]:
    """What went wrong at a point, and with the builds after it."""
    if mode == "kill" and end.code not in (-signal.SIGKILL, 0):
        yield f"ended with {end.code}: {end.said}"
    if mode == "fail" and (problem := _unclear(end)):
        yield problem
    now = stage.published()
    yield from complaints(now, stage.old, stage.new)[:3]
    if not stage.is_deploy:
        if now not in (stage.old, stage.new) and not is_unfinished(stage.site.root / "public"):
            yield f"a part of the new site, and nobody knows: {_differing(now, stage.new)}"
        stage.finish()
        now = stage.published()
        if now not in (stage.old, stage.new):
            yield f"what was begun was not brought to its end: {_differing(now, stage.new)}"
    after = stage.play(alone=True)
    if after.code:
        yield f"the next one ended with {after.code}: {after.said}"
    if DAMAGED in after.said:
        yield "the store is taken for a damaged one"
    if (now := stage.published()) != stage.new:
        yield f"the next one left something else than a clean one: {_differing(now, stage.new)}"
    if stage.litter():
        yield f"left lying: {stage.litter()}"


def _unclear(end: End) -> str:
    """Why a command that met with a failing disk did not say so as it should, or ""."""
    lines = end.said.strip().splitlines()
    if end.code not in (0, 1, 3) or "Traceback" in end.said:
        return f"ended with {end.code}: {end.said}"
    if end.code == 3 and (len(lines) != 1 or not lines[0].startswith("broadsheet: ") or "/" not in lines[0]):
        return f"not one clear line: {end.said}"
    if end.code == 1 and not all(" error: " in line or ": " in line for line in lines):
        return f"not a problem: {end.said}"
    return ""


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))[:5]


def main(mode: str, most: int, seed: int, names: list[str]) -> None:
    chance = random.Random(seed)
    kinds: Counter[str] = Counter()
    codes: Counter[int] = Counter()
    wrong: list[str] = []
    there = {}
    with compiled_once():
        left = most
        for ahead, name in enumerate(reversed(names), 1):
            with closing(Stage(SCENES[name])) as stage:
                found = list(points(stage, mode))
                there[name] = len(found)
                share = min(len(found), -(-left // (len(names) - ahead + 1)))
                left -= share
                for point in chance.sample(found, share):
                    stage.again()
                    end = stage.play(*point[:4])
                    kinds[point[4]] += 1
                    codes[end.code] += 1
                    words = f"{name}, {point[4]} {point[0].name} {point[1]}"
                    wrong += (f"{words}: {each}" for each in judged(stage, mode, end))
    told = {"points": kinds.total(), "there": there, "kinds": dict(kinds), "codes": dict(codes)}
    print(json.dumps({**told, "wrong": wrong}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:] or list(SCENES))
