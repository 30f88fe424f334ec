"""Programs of this machine that reach a host: git, rsync, ssh."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence

from generator.deploy.host import HostError

Causes = Sequence[tuple[str, str]]
"""What a program says (a regular expression), and what that means."""


class Command:
    """A program, called with arguments. What it says when it fails becomes a `HostError`."""

    def __init__(
        self, start: Sequence[str], environment: Mapping[str, str], causes: Causes, passing: re.Pattern[str]
    ) -> None:
        self._start = list(start)
        self._environment = {**os.environ, **environment}
        self._causes = causes
        self._passing = passing

    def given(self, variable: str) -> str:
        """A variable of the environment."""
        return self._environment.get(variable, "")

    def __call__(self, *arguments: str, stdin: bytes = b"") -> bytes:
        done = self._run(arguments, stdin)
        if done.returncode:
            raise self.error(done.stderr)
        return done.stdout

    def succeeds(self, *arguments: str) -> bool:
        return self._run(arguments, b"").returncode == 0

    def attempt(self, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Call it and let the caller judge how that went."""
        return self._run(arguments, stdin)

    def _run(self, arguments: Sequence[str], stdin: bytes) -> subprocess.CompletedProcess[bytes]:
        try:
            return subprocess.run(
                [*self._start, *arguments],
                input=stdin,
                capture_output=True,
                env=self._environment,
                check=False,
            )
        except FileNotFoundError:
            raise HostError(f"{self._start[0]} is not installed, and this target needs it") from None

    def error(self, said: bytes) -> HostError:
        """What a program said, in words that help."""
        text = " ".join(said.decode("utf-8", "replace").split())
        passing = bool(self._passing.search(text))
        for pattern, meaning in self._causes:
            if re.search(pattern, text, re.IGNORECASE):
                return HostError(f"{meaning} ({self._start[0]}: {text[:200]})", passing)
        return HostError(f"{self._start[0]} fails: {text[:300]}", passing)
