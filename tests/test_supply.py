"""Where things come from: each file of development by its hash, each licence known, no network at a build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import licences
import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from sites import NOW, REPOSITORY, article, png, site, snapshot

LOCK = REPOSITORY / "requirements-dev.lock"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ \\]+)(?: ; [^\\]+)? \\$", re.MULTILINE)
ANY_USE = re.compile(r"\b(?:MIT|BSD|Apache|MPL-2\.0|PSF|ISC|Unlicense|CC0|EPL-2\.0|Python)")
"""What may be used beside software under the MIT licence, whatever that is used for."""


def locked() -> dict[str, list[Version]]:
    """The versions of each package: more than one where a Python needs another than the next."""
    text = LOCK.read_text("utf-8")
    found: dict[str, list[Version]] = {}
    for match in PINNED.finditer(text):
        found.setdefault(match["name"], []).append(Version(match["version"]))
    lines = [line for line in text.splitlines() if not line.startswith((" ", "#"))]
    assert sum(map(len, found.values())) == len(lines), "a package is not pinned"
    return found


def test_the_lock_has_all_that_is_asked_for() -> None:
    pinned = locked()
    extras = PROJECT["optional-dependencies"]
    asked = [
        *PROJECT["dependencies"],
        *extras["dev"],
        *(each for name in licences.OPTIONS for each in extras[name]),
    ]
    for each in map(Requirement, asked):
        name = canonicalize_name(each.name)
        assert name == "broadsheet" or pinned[name], each
        assert all(version in each.specifier for version in pinned.get(name, ())), f"`make lock`: {each}"


def test_every_file_has_its_hash_and_no_address() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert not re.search(r"://|^--|@ ", LOCK.read_text("utf-8"), re.MULTILINE)


def test_every_licence_is_listed_and_lets_everybody_use_it() -> None:
    stated = licences.listed(licences.PAGE.read_text("utf-8"))
    there = licences.listed(licences.page())
    assert there.items() <= stated.items(), "`python tests/licences.py` writes the page anew"
    assert set(stated) <= set(locked())
    assert [name for name, licence in stated.items() if not ANY_USE.search(licence)] == []


def test_the_same_wheel_wherever_and_whenever_it_is_built(tmp_path: Path) -> None:
    wheels = []
    for name, moment in (("one", 1_000_000_000), ("two", 1_700_000_000)):
        clone = tmp_path / name / "clone"
        clone.mkdir(parents=True)
        for part in ("generator", "templates", "static"):
            shutil.copytree(REPOSITORY / part, clone / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(REPOSITORY / part, clone / part)
        for path in clone.rglob("*"):
            os.utime(path, (moment, moment))
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700000000", "TZ": f"UTC{len(name) - 5}"}
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / name)]
        subprocess.run(command, cwd=clone, env=environment, check=True, capture_output=True)
        (wheel,) = (tmp_path / name).glob("*.whl")
        wheels.append((wheel.name, wheel.read_bytes()))
    assert wheels[0] == wheels[1]


def test_a_build_needs_no_network(tmp_path: Path) -> None:
    """With no interface at all, not even the one that leads to the machine itself."""
    alone = ("unshare", "--user", "--map-root-user", "--net")
    if (
        not shutil.which("unshare")
        or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("this system lets nobody part a process from its networks (`unshare --user --net`)")
    here = site(tmp_path / "site").put("content/a.png", png(8)).put("content/b.txt", b"Raw\n\nText.\n")
    here.put("content/b.yaml", b"date: 2024-11-11\n").put(
        "content/a.md", f"{article('A')}![A](a.png)\n".encode()
    )
    command = (sys.executable, "-m", "generator", "build", "--site", str(here.root), "--now", NOW)
    done = subprocess.run(
        [*alone, *command],
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert snapshot(here.root / "public") == here.build(output="beside").files
