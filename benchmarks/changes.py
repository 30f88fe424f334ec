"""Which files of an output folder a build has changed: `python -m benchmarks.changes OUTPUT SNAPSHOT`.

The snapshot is a file of its own, written again by every call. A process of its own makes it: it holds
every path of the site, and the process that starts the builds must stay small.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks import census
from benchmarks.fingerprint import REPOSITORY


class Trace(NamedTuple):
    """What is remembered of a file. An unchanged `ctime` and `inode` mean that nobody wrote to it."""

    mtime: int  # nanoseconds
    ctime: int  # nanoseconds
    inode: int
    digest: str


Traces = dict[str, Trace]


def since(output: Path, snapshot: Path) -> tuple[int, int]:
    """Renew the snapshot in a process of its own; return how many files changed bytes, and how many times."""
    command = [sys.executable, "-m", "benchmarks.changes", str(output), str(snapshot)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=REPOSITORY).stdout
    changed, touched = json.loads(said)
    return changed, touched


def compare(before: Traces, after: Traces) -> tuple[int, int]:
    """Return the number of files of other bytes, and of another modification time; new and gone are both."""
    once = len(before.keys() ^ after.keys())
    both = before.keys() & after.keys()
    changed = sum(before[name].digest != after[name].digest for name in both)
    touched = sum(before[name].mtime != after[name].mtime for name in both)
    return once + changed, once + touched


def take(output: Path, known: Traces) -> Traces:
    """Return the traces of all files below a folder; those that nobody wrote to are not read again."""
    found = {}
    for path in census.paths(output):
        name = path.relative_to(output).as_posix()
        status = path.stat()
        stamps = (status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
        old = known.get(name)
        if old is not None and old[:3] == stamps:
            digest = old.digest
        else:
            digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
        found[name] = Trace(*stamps, digest)
    return found


def main() -> None:
    output, snapshot = map(Path, sys.argv[1:])
    stored = json.loads(snapshot.read_text(encoding="utf-8")) if snapshot.exists() else {}
    before = {name: Trace(*trace) for name, trace in stored.items()}
    after = take(output, before)
    snapshot.write_text(json.dumps(after), encoding="utf-8")
    print(json.dumps(compare(before, after)))


if __name__ == "__main__":
    main()
