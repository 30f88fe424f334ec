"""Where the theme lies, and how a site's own files go before it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

THEME = "theme"
FOLDERS = ("templates", "static")
_PACKAGE = Path(__file__).parent


@cache
def theme_folder() -> Path:
    """The folder with `templates/` and `static/`: in the installed package, else beside it in a checkout."""
    installed = _PACKAGE / THEME
    return installed if installed.is_dir() else _PACKAGE.parent


def has_own_theme(root: Path) -> bool:
    """Whether a site is the one that the theme lies in, so that there is no other beside it."""
    return theme_folder().resolve() == root.resolve()


def locate(root: Path, path: str) -> Path:
    """Where a file lies: `theme/templates/base.html` is the theme's, all others are the site's."""
    if path.startswith(f"{THEME}/"):
        return theme_folder() / path.removeprefix(f"{THEME}/")
    return root / path


def overridden(folder: str, paths: Iterable[str]) -> dict[str, str]:
    """The files of a folder by their names below it; a site's own takes the place of the theme's.

    `paths` are those of all files of the site and of the theme.
    """
    found: dict[str, str] = {}
    # The theme's come first in the loop, whatever their order in `paths`.
    for prefix in (f"{THEME}/{folder}/", f"{folder}/"):
        found |= {path.removeprefix(prefix): path for path in paths if path.startswith(prefix)}
    return found
