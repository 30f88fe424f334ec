"""One generator's site of so many articles, kept between runs: its sources and its output."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks import changes, edits
from benchmarks.candidate import Candidate
from benchmarks.fingerprint import CORPUS, REPOSITORY, SUBJECT, fingerprint
from benchmarks.forms import FORMS, Form
from benchmarks.measure import Measurement, run
from benchmarks.plan import Facts

WORK = Path(__file__).parent / ".work"


@dataclass(frozen=True, slots=True)
class Site:
    """A site folder and an output folder below `base`."""

    candidate: Candidate
    articles: int
    base: Path

    @property
    def source(self) -> Path:
        return self.base / "site"

    @property
    def output(self) -> Path:
        return self.base / "output"

    @property
    def form(self) -> Form:
        return FORMS[self.candidate.form]

    @property
    def folder(self) -> Path:
        """Where its commands run."""
        return self.source if self.candidate.inside else REPOSITORY

    @property
    def _built(self) -> Path:
        """The mark that the output is what the present sources and the present code make."""
        return self.base / "built"

    def prepare(self) -> None:
        """Write the whole site folder; the articles only when they are not there already."""
        made_from = self.base / "corpus"
        wanted = fingerprint(CORPUS)
        if not made_from.exists() or made_from.read_text() != wanted:
            shutil.rmtree(self.source, ignore_errors=True)
            self.base.mkdir(parents=True, exist_ok=True)
            maker = [sys.executable, "-m", "benchmarks.corpus", "--for", self.candidate.form]
            command = [*maker, "--articles", str(self.articles), "--out", str(self.source)]
            # A process of its own: a child starts with the memory of its parent, which must stay small.
            subprocess.run(command, check=True, cwd=REPOSITORY)
            made_from.write_text(wanted)
        self.candidate.configure(self.source)

    def build(self, *more: str) -> Measurement:
        """Run the build command, with the disk's queue empty at the start."""
        os.sync()
        self._built.unlink(missing_ok=True)
        measured = run([*self.candidate.build(self.source, self.output), *more], self.folder)
        self._built.write_text(fingerprint(SUBJECT))
        return measured

    @property
    def served(self) -> Path:
        """Where a preview may put its output."""
        return self.base / "served"

    def forget(self) -> None:
        """Remove all output and every cache, so that the next build is cold."""
        self._built.unlink(missing_ok=True)
        for path in (self.output, self.served, *(self.source / name for name in self.candidate.caches)):
            _remove(path)

    def cold_build(self) -> Measurement:
        """Build from nothing."""
        self.forget()
        return self.build()

    def make_ready(self) -> None:
        """Make sure that the output is what the present sources make, building anew where in doubt."""
        if not self._built.exists() or self._built.read_text() != fingerprint(SUBJECT):
            edits.take_away(self.articles, self.source, self.form)
            self.cold_build()

    def compared_build(self, *more: str) -> Measurement:
        """Build, and count the files that changed since the last time that they were counted."""
        measured = self.build(*more)
        changed, touched = self.count_changes()
        return replace(measured, changed=changed, touched=touched)

    def count_changes(self) -> tuple[int, int]:
        """Return how many files changed bytes, and how many times, since the last call."""
        return changes.since(self.output, self.base / "snapshot.json")

    def page(self, facts: Facts) -> Path:
        """Return the folder of an article's page."""
        return self.output / f"{facts.date:%Y/%m}" / facts.slug


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
