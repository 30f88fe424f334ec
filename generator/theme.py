"""Where the theme lies, and how a site's own files go before it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def theme_folder() -> Path:
    """The folder with `templates/` and `static/`: in the installed package, else beside it in a checkout."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parent


def template_folders(root: Path) -> tuple[Path, ...]:
    """The folders that templates are searched in, first one first."""
    folders = (root / "templates", theme_folder() / "templates")
    return tuple(dict.fromkeys(folder.resolve() for folder in folders if folder.is_dir()))


def static_files(root: Path) -> dict[str, Path]:
    """Every static file by its path below `static/`; a site's own file replaces the theme's of that name."""
    files: dict[str, Path] = {}
    for folder in (theme_folder() / "static", root / "static"):
        found = (path for path in sorted(folder.rglob("*")) if path.is_file() and not _hidden(path, folder))
        files |= {path.relative_to(folder).as_posix(): path for path in found}
    return files


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
