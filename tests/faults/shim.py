"""The system calls of this process under command: counted, failing, or its last.

`shim.c` stands between the process and the C library; it is compiled where the tests run, and a process must
be started with it (`environment`). What SQLite does goes through it as well.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from enum import IntEnum
from pathlib import Path


class How(IntEnum):
    """What becomes of a call, as in `shim.c`."""

    COUNT, KILL, TEAR, FAIL, FAIL_ON = range(5)  # TEAR dies half way through a write; FAIL_ON goes on failing


class Kind(IntEnum):
    OPEN, WRITE, RENAME, UNLINK, MKDIR, RMDIR, SYNC, TRUNCATE, READ = range(9)


CHANGING = frozenset(Kind) - {Kind.READ}


def compiled(folder: Path) -> Path | None:
    """The library, made by the C compiler of the system; None where there is none."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        return None
    made = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", made, source, "-ldl"], check=True)
    return made


def environment(library: Path) -> dict[str, str]:
    return {**os.environ, "LD_PRELOAD": str(library)}


class Calls:
    """The calls of this process that touch a folder, from `arm` on."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(None)
        self._library.seen.restype = ctypes.c_long

    def arm(
        self, folder: Path, how: How, at: int = 0, error: int = 0, kinds: frozenset[Kind] = CHANGING
    ) -> None:
        which = sum(1 << kind for kind in kinds)
        self._library.arm(str(folder).encode(), int(how), ctypes.c_long(at), error, which)

    def disarm(self) -> list[Kind]:
        """Let the system be; give the kinds of the calls that were counted, in their order."""
        self._library.disarm()
        return [Kind(self._library.kind_of(ctypes.c_long(call))) for call in range(self._library.seen())]
