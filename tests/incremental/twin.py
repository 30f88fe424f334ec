"""The oracle: an incremental build leaves what a clean build of the same folder leaves."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import msgspec
from sites import Result, Site, snapshot

from generator.manifest import read_manifest
from generator.model import Problem


def check(here: Site, now: str, output: str = "public", **options: Any) -> Result:
    """Build, and let a clean build of a copy say if that was right; a second build finds nothing to do."""
    changed = options.pop("changed", None)
    twin = copy(here, output)
    made = here.build(now, output, changed=changed, **options)
    clean = twin.build(now, output, **options)
    same(made, here.root, clean, twin.root)
    if made.report.published:
        again = here.build(now, output, changed=None if changed is None else (), **options)
        assert (again.report.written, again.report.removed) == ((), ())
        # A date that was written moves the lines below it, and with them the places of problems.
        assert again.report.rebuilt == 0 or "dated" in _rules(made)
        assert _rules(again) == _rules(made) - {"dated"}
    shutil.rmtree(twin.root)
    return made


def copy(here: Site, output: str) -> Site:
    """The same site and output, manifest and all, without a store."""
    root = here.root.with_name(f"{here.root.name}-clean")
    shutil.rmtree(root, ignore_errors=True)
    skipped = shutil.ignore_patterns(".broadsheet", "public*", "preview*")
    shutil.copytree(here.root, root, ignore=skipped, symlinks=True)
    if (here.root / output).is_dir():
        shutil.copytree(here.root / output, root / output, copy_function=_copied)
    return Site(root)


def _copied(source: str, target: str) -> None:
    """Pages are replaced whole and may share a file; the lines of a manifest are added in place."""
    shutil.copy2(source, target) if Path(source).parent.name == ".broadsheet" else os.link(source, target)


def same(made: Result, root: Path, clean: Result, twin: Path) -> None:
    """The same bytes, the same problems, the same exit code; the same manifest, counts and sources too."""
    assert _problems(made, root) == _problems(clean, twin)
    assert made.report.published == clean.report.published
    assert made.report.exit_code == clean.report.exit_code
    assert made.report.published == clean.report.published
    ours, theirs = made.files, clean.files
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []
    assert snapshot(root / "content") == snapshot(twin / "content")
    if made.report.published:
        assert read_manifest(made.output) == read_manifest(clean.output)
        assert _host_files(made) == _host_files(clean)
        assert _counts(made) == _counts(clean)


def _host_files(result: Result) -> dict[str, bytes]:
    """What is written for the host, beside the manifest."""
    names = ("redirects.jsonl", "nginx.conf", "apache.conf")
    paths = (result.output / ".broadsheet" / name for name in names)
    return {path.name: path.read_bytes() for path in paths if path.exists()}


def _counts(result: Result) -> tuple[int, int, int]:
    return result.report.articles, result.report.withheld, result.report.pages


def _problems(result: Result, root: Path) -> list[Problem]:
    return [
        msgspec.structs.replace(each, path=each.path.replace(str(root), ""))
        for each in result.report.problems
    ]


def _rules(result: Result) -> set[str]:
    return {each.rule for each in result.report.problems}
