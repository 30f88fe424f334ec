"""Deploys that are killed after so many dealings with the system.

A line of JSON comes in for each: the site, after how many it dies, and variables of its environment; one goes
out: how it ended, and how many dealings there were. Each deploy is a copy of this process, which has never
spoken to a host: the threads of a library do not outlive that.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

EVENT = "broadsheet.verb"
EVENTS = frozenset((
    "open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.symlink", "os.utime",
    "subprocess.Popen", "socket.connect", "shutil.rmtree", EVENT,
))  # fmt: skip
"""What the interpreter tells of its dealings with the system: a deploy may be killed at any of them."""

VERBS = ("read", "write", "look", "begin", "commit")
"""Of a host: it may be killed before and after each, too, for some libraries deal with the system unseen."""


def main() -> None:
    import asyncssh  # noqa: F401
    import obstore.store  # noqa: F401
    from deploys import run_here  # noqa: F401

    import generator.checks
    import generator.cli.deploy_command
    import generator.deploy.announce
    import generator.deploy.folder
    import generator.deploy.git
    import generator.deploy.ledger
    import generator.deploy.limits
    import generator.deploy.objects
    import generator.deploy.plain
    import generator.deploy.rsync
    import generator.deploy.run
    import generator.deploy.sftp
    import generator.settings.loader
    import generator.stock.site  # noqa: F401

    for line in sys.stdin:
        folder, after, environment = json.loads(line)
        read, write = os.pipe()
        if (child := os.fork()) == 0:
            os.environ.update(environment)
            _deploy(folder, after, write)
        os.close(write)
        with os.fdopen(read) as told:
            passed = told.read()
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps(["killed" if code == -signal.SIGKILL else code, int(passed or 0)]), flush=True)


def _deploy(folder: str, after: int, told: int) -> None:
    """In a process of its own, which ends here. What programs that it began still hold is not waited for."""
    from deploys import run_here
    from sites import Site

    from generator.deploy.retries import Patient

    passed = 0
    os.set_inheritable(told, False)

    def listen(event: str, _: object) -> None:
        nonlocal passed
        if event in EVENTS:
            passed += 1
            if passed == after:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(listen)
    for verb in VERBS:
        setattr(Patient, verb, _between(getattr(Patient, verb)))
    code = 70
    try:
        code = run_here(Site(Path(folder)))
        os.write(told, str(passed).encode())
    finally:
        os._exit(code)


def _between(verb: Callable[..., Any]) -> Callable[..., Any]:
    def told(*given: Any) -> Any:
        sys.audit(EVENT)
        done = verb(*given)
        sys.audit(EVENT)
        return done

    return told


if __name__ == "__main__":
    main()
