"""The wheel: installed into an empty environment it makes a site in any folder, theme and all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from sites import REPOSITORY

CLIENT = ("client.js", "client.css", "events.js", "events-worker.js", "overlay.js", "refresh.js", "ribbon.js")
PARTS = ("generator", "templates", "static", "pyproject.toml", "README.md", "LICENSE")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, away from the repository and from what CI sets."""
    environment = {name: value for name, value in os.environ.items() if name not in ("CI", "PYTHONPATH")}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy, as from a fresh clone."""
    clone, dist = tmp_path_factory.mktemp("clone"), tmp_path_factory.mktemp("dist")
    for name in PARTS:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, clone / name)
    run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", dist, clone, cwd=dist)
    (found,) = dist.glob("broadsheet-*.whl")
    return found


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The installed command."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    run(home / "bin" / "python", "-m", "pip", "install", "--quiet", wheel, cwd=home)
    return home / "bin" / "broadsheet"


def test_the_wheel_carries_the_theme_and_the_licence_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in ("templates", "static"):
        here = (
            path.relative_to(REPOSITORY).as_posix()
            for path in (REPOSITORY / part).rglob("*")
            if path.is_file()
        )
        assert {f"generator/theme/{name}" for name in here} <= set(names)
    assert {f"generator/serve/client/{name}" for name in CLIENT} <= set(names)
    assert {name.split("/")[0].split("-")[0] for name in names} == {"generator", "broadsheet"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_carries_all_that_lies_beside_the_code(wheel: Path) -> None:
    """The templates of the desk, the client of the preview, the words of the interface."""
    names = set(zipfile.ZipFile(wheel).namelist())
    beside = {
        path.relative_to(REPOSITORY).as_posix()
        for path in (REPOSITORY / "generator").rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert "generator/serve/desk/templates/overview.html" in beside
    assert beside <= names


def test_a_new_site_builds_in_another_folder(command: Path, tmp_path: Path) -> None:
    run(command, "new", "the-gazette", cwd=tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    report = run(command, "build", "--site", tmp_path / "the-gazette", "--strict", cwd=elsewhere)
    assert "1 error" not in report
    public = tmp_path / "the-gazette" / "public"
    page = LexborHTMLParser((public / "index.html").read_text(encoding="utf-8"))
    sheet = page.css_first("link[rel=stylesheet]")
    assert sheet and (public / (sheet.attributes["href"] or "").lstrip("/")).stat().st_size > 1000
    assert page.css_first("h1").text().strip() == "The Gazette"
    article = page.css_first("main article .headline a")
    assert article and (public / (article.attributes["href"] or "").lstrip("/") / "index.html").is_file()
    assert not list(elsewhere.iterdir())


def test_a_raw_text_dropped_in_is_published(command: Path, tmp_path: Path) -> None:
    run(command, "new", "paper", cwd=tmp_path)
    folder = tmp_path / "paper" / "content" / "world"
    folder.mkdir()
    shutil.copy(REPOSITORY / "content" / "world" / "trump-talks-putin.txt", folder / "pasted.txt")
    run(command, "build", "--site", "paper", cwd=tmp_path)
    (page,) = (tmp_path / "paper" / "public").glob("2*/*/trump-talks-putin-*/index.html")
    assert "Susan Walsh/AP" in page.read_text(encoding="utf-8")


def test_the_version_is_the_one_of_the_package(command: Path, wheel: Path, tmp_path: Path) -> None:
    version = run(command, "--version", cwd=tmp_path).split()[-1]
    assert wheel.name.startswith(f"broadsheet-{version}-")
