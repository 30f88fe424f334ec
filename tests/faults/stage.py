"""A scene on its stage: played again and again, each time until the system fails at another call."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from sites import Site, snapshot

from faults.links import dead
from faults.scenes import NOW, Scene, paper
from faults.shim import Calls, How, Kind

MEMORY = Path("/dev/shm")
MUTABLE = ("site/public", "site/.broadsheet", "site/urls.jsonl", "host", "tmp")
"""What a command may change, below the folder of a scene."""


class End:
    """How a command came to its end."""

    def __init__(self, code: int, said: str) -> None:
        self.code = code  # negative: the signal that killed it
        self.said = said


class Stage:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self.root = Path(
            tempfile.mkdtemp(prefix="faults-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None)
        )
        self._kept = self.root.with_name(f"{self.root.name}-kept")
        self.site = Site(self.root / "site")
        self.calls = Calls()
        self._set()

    def _set(self) -> None:
        (self.root / "tmp").mkdir()
        tempfile.tempdir = str(self.root / "tmp")
        paper(self.site.root)
        if not self._scene.first:
            self.site.build(NOW)
            if self._scene.deploys:
                assert run(self._scene.arguments(self.site)) == 0
        self.old = self.published()
        self._scene.change(self.site)
        if self._scene.deploys:
            self.site.build(NOW)
        shutil.copytree(self.root, self._kept, symlinks=True)
        self.again()
        assert (
            run(self._scene.arguments(self.site)) == 0
        )  # here: what it imports and compiles, the others have
        self.new = self.published()
        wrong = [*dead(self.old, set(self.old)), *dead(self.new, set(self.new))]
        assert not wrong, wrong[:5]

    def published(self) -> dict[str, bytes]:
        """What readers get."""
        folder = self.root / "host" / "current" if self._scene.deploys else self.site.root / "public"
        return {path: data for path, data in snapshot(folder).items() if not path.startswith(".")}

    @property
    def is_deploy(self) -> bool:
        return self._scene.deploys

    def litter(self) -> list[str]:
        """What lies about of commands that have ended."""
        return [str(path) for path in self.root.rglob("*") if path.name == "stage" or ".tmp" in path.name]

    def again(self) -> None:
        """Put all back as it was before the command. Sources stay: no command here writes any."""
        for name in MUTABLE:
            there, kept = self.root / name, self._kept / name
            shutil.rmtree(there) if there.is_dir() else there.unlink(missing_ok=True)
            if kept.is_dir():
                shutil.copytree(kept, there, symlinks=True)
            elif kept.exists():
                shutil.copy2(kept, there)

    def play(
        self,
        how: How = How.COUNT,
        at: int = 0,
        error: int = 0,
        kinds: frozenset[Kind] = frozenset(Kind),
        alone: bool = False,
    ) -> End:
        """Run the command in a process of its own, and let the system fail it; `alone` leaves it in peace."""

        def work() -> int:
            if not alone:
                self.calls.arm(self.root, how, at, error, kinds)
            try:
                return run(self._scene.arguments(self.site))
            finally:
                self.calls.disarm()

        return self._apart(work)

    def count(self, kinds: frozenset[Kind]) -> list[Kind]:
        """The calls of an undisturbed command."""
        place = self._kept.with_name(f"{self.root.name}-calls")

        def work() -> int:
            self.calls.arm(self.root, How.COUNT, kinds=kinds)
            code = run(self._scene.arguments(self.site))
            place.write_bytes(bytes(self.calls.disarm()))
            return code

        self.again()
        assert self._apart(work).code == 0
        found = [Kind(each) for each in place.read_bytes()]
        place.unlink()
        return found

    def finish(self) -> None:
        """Only bring to its end what was begun."""
        from generator.output import finish

        assert self._apart(lambda: finish(self.site.root / "public") or 0).code == 0

    def _apart(self, work: Callable[[], int]) -> End:
        said = self._kept.with_name(f"{self.root.name}-said")
        process = os.fork()
        if process == 0:
            code = 99
            try:
                out = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
                os.dup2(out, 1)
                os.dup2(out, 2)
                code = work()
            except BaseException:
                import traceback

                traceback.print_exc()
            finally:
                os._exit(code)
        _, status = os.waitpid(process, 0)
        text = said.read_text(errors="replace") if said.exists() else ""
        said.unlink(missing_ok=True)
        return End(os.waitstatus_to_exitcode(status), text)

    def close(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.rmtree(self._kept, ignore_errors=True)


def run(arguments: list[str]) -> int:
    """The command as a person runs it, here; gives its exit code."""
    import sys

    from generator.cli import main

    try:
        main(arguments, standalone_mode=False)
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    return code
