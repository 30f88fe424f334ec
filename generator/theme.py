"""Where the theme lies, and how a site's own files go before it."""

from __future__ import annotations

from pathlib import Path

from generator.disk import scan
from generator.model import Problem

_TOO_LARGE = "too-large"  # a limit for articles alone
_PACKAGE = Path(__file__).parent


def theme_folder() -> Path:
    """The folder with `templates/` and `static/`: in the installed package, else beside it in a checkout."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parent


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders that templates are searched in, first one first."""
    folders = (root / "templates", theme_folder() / "templates")
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))


def static_files(root: Path) -> tuple[dict[str, Path], tuple[Problem, ...]]:
    """Every static file by its path below `static/`; a site's own file replaces the theme's of that name.

    With them come the problems of what the site may not publish, such as a link that leads out of it.
    """
    own, problems = _own_files(root, "static")
    theme = theme_folder()
    return (own if theme.resolve() == root.resolve() else _theme_files(theme / "static") | own), problems


def refused_templates(root: Path) -> tuple[frozenset[str], tuple[Problem, ...]]:
    """The site's own templates that may not be read, by name, and why."""
    _, problems = _own_files(root, "templates")
    return frozenset(problem.path.removeprefix("templates/") for problem in problems), problems


def _own_files(root: Path, folder: str) -> tuple[dict[str, Path], tuple[Problem, ...]]:
    found = scan(root, folder)
    problems = tuple(each for each in found.problems if each.rule != _TOO_LARGE)
    large = (each.path for each in found.problems if each.rule == _TOO_LARGE)
    paths = sorted([*(file.path for file in found.files), *large])
    return {path.removeprefix(f"{folder}/"): root / path for path in paths}, problems


def _theme_files(folder: Path) -> dict[str, Path]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not _hidden(path, folder))
    return {path.relative_to(folder).as_posix(): path for path in found}


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
