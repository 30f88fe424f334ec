"""The command as a person at a terminal sees it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from sites import REPOSITORY


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """Run the command on a pseudo-terminal; give all that it writes."""
    known = {name: value for name, value in os.environ.items() if name not in ("CI", "NO_COLOR")}
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "generator", *arguments]
    with subprocess.Popen(command, stdout=follower, stderr=follower, cwd=REPOSITORY, env=known | environment):
        os.close(follower)
        return _read_all(leader)


def _read_all(terminal: int) -> str:
    """What is written to a pseudo-terminal until its other end is closed."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # the end, as Linux tells it
            part = b""
        if not part:
            os.close(terminal)
            return shown.decode()
        shown += part
