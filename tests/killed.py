"""A deploy that is killed after so many dealings with the system: `python killed.py SITE AFTER`.

It runs in a process of its own, for a library with threads does not outlive a fork. At its end it prints how
many dealings there were.
"""

from __future__ import annotations

import os
import signal
import sys

EVENTS = frozenset((
    "open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.utime",
    "subprocess.Popen", "socket.connect", "shutil.rmtree",
))  # fmt: skip
"""What the interpreter tells of its dealings with the system: a deploy may be killed at any of them."""


def main(folder: str, after: int) -> None:
    from deploys import run_here
    from sites import Site

    import generator.checks
    import generator.deploy.run
    import generator.stock.site  # noqa: F401

    passed = 0

    def listen(event: str, _: object) -> None:
        nonlocal passed
        if event in EVENTS:
            passed += 1
            if passed == after:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(listen)
    from pathlib import Path

    code = run_here(Site(Path(folder)))
    print(passed)
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
