"""Programs of this machine that reach a host: git, rsync, ssh."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator.deploy.host import HostError

Causes = Sequence[tuple[str, str]]
"""What a program says (a regular expression), and what that means."""


class Ended(NamedTuple):
    """How a program ended, what it gave, and what it said beside."""

    code: int
    out: bytes
    said: bytes


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
        done = self.attempt(*arguments, stdin=stdin)
        if done.code:
            raise self.error(done.said)
        return done.out

    def succeeds(self, *arguments: str) -> bool:
        return self.attempt(*arguments).code == 0

    def attempt(self, *arguments: str, stdin: bytes = b"") -> Ended:
        """Call it and let the caller judge how that went."""
        pipes: Any = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        try:
            process = subprocess.Popen([*self._start, *arguments], env=self._environment, **pipes)
        except FileNotFoundError:
            raise HostError(f"{self._start[0]} is not installed, and this target needs it") from None
        with process:
            out, said = process.communicate(stdin)
        return Ended(process.returncode, out, said)

    def error(self, said: bytes) -> HostError:
        """What a program said, in words that help."""
        text = " ".join(said.decode("utf-8", "replace").split())
        passing = bool(self._passing.search(text))
        for pattern, meaning in self._causes:
            if re.search(pattern, text, re.IGNORECASE):
                return HostError(f"{meaning} ({self._start[0]}: {text[:200]})", passing)
        return HostError(f"{self._start[0]} fails: {text[:300]}", passing)
