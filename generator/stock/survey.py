"""What lies in a site's folder, and what of it is not as the last build saw it."""

from __future__ import annotations

import posixpath
import re
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.folders import SETTLED, Found, Stamp, is_behind_link, look, not_a_file, scan, stamp_of
from generator.kinds import is_sidecar, is_text
from generator.ledger.lines import NAME as LEDGER
from generator.model import Problem, Record
from generator.store.files import Known
from generator.theme import FOLDERS, THEME, has_own_theme, theme_folder

SITE = "site.yaml"
_FRONT = re.compile(r"front(?:\.([a-z0-9-]+))?\.yaml")
SOURCES = ("content", *FOLDERS)
LARGEST_ARTICLE = 2 * 1024 * 1024  # bytes; a long novel


class Survey(Record, frozen=True):
    """What was found. `below` are the paths that were looked for, with all below; None is the whole site."""

    files: dict[str, Stamp]
    problems: tuple[Problem, ...]
    below: tuple[str, ...] | None = None


class Changes(Record, frozen=True):
    """The files whose bytes may be others than the last build saw, and those that are not there any more."""

    touched: tuple[str, ...]
    gone: tuple[str, ...]


def survey(root: Path) -> Survey:
    """Look at every file of a site and of the theme."""
    found = [*_beside(root), *(each for folder in SOURCES for each in _scan(root, folder))]
    if not has_own_theme(root):
        found += _theme()
    return _sorted_out(found, None)


def survey_some(root: Path, paths: Iterable[str]) -> Survey:
    """Look at some files and folders, by their paths below the site; all else is taken to be as it was."""
    wanted = tuple(dict.fromkeys(path for path in paths if is_beside(path) or path.split("/")[0] in SOURCES))
    found: list[Found | Problem] = []
    for path in wanted:
        if is_beside(path):
            found += _stamped(root, path)
        elif (root / path).is_dir() and not is_behind_link(root, f"{path}/"):
            found += _scan(root, path)
        elif one := look(root, path):
            found.append(one)
    return _sorted_out(found, wanted)


def changes(survey: Survey, known: Mapping[str, Known]) -> Changes:
    """What is new, or perhaps changed, or gone; `known` has the files that the survey looked for."""
    touched = (path for path, stamp in survey.files.items() if known.get(path) != stamp)
    return Changes(tuple(touched), tuple(path for path in known if path not in survey.files))


def settled(stamp: Stamp) -> Stamp | None:
    """The stamp to remember, unless the file is so young that it may change again and keep it."""
    return stamp if max(stamp.mtime, stamp.ctime) < time.time_ns() - SETTLED else None


def front_edition(path: str) -> str | None:
    """The edition of which a file is the front page: `front.yaml` is the site's own; None for other files."""
    found = _FRONT.fullmatch(path)
    return (found[1] or "") if found else None


def is_beside(path: str) -> bool:
    return path in (SITE, LEDGER) or front_edition(path) is not None


def _beside(root: Path) -> Iterator[Found | Problem]:
    """The files that lie in the site's own folder."""
    names = [path.name for path in root.iterdir()] if root.is_dir() else []
    for name in filter(is_beside, sorted(names)):
        yield from _stamped(root, name)


def _stamped(root: Path, path: str) -> list[Found | Problem]:
    try:
        found = (root / path).stat()
    except FileNotFoundError:
        return []
    return [Found(path, stamp_of(found)) if stat.S_ISREG(found.st_mode) else not_a_file(path)]


def _scan(root: Path, folder: str) -> Iterator[Found | Problem]:
    found = scan(root, folder)
    yield from found.files
    yield from found.problems


def _theme() -> Iterator[Found]:
    for folder in FOLDERS:
        for found in scan(theme_folder(), folder).files:
            yield Found(f"{THEME}/{found.path}", found.stamp)


def _sorted_out(found: Iterable[Found | Problem], below: tuple[str, ...] | None) -> Survey:
    files: dict[str, Stamp] = {}
    problems: list[Problem] = []
    for each in found:
        if isinstance(each, Problem):
            problems.append(each)
        elif each.stamp.size > LARGEST_ARTICLE and _is_article(each.path):
            problems.append(_too_large(each))
        else:
            files[each.path] = each.stamp
    return Survey(files, tuple(problems), below)


def _is_article(path: str) -> bool:
    return path.startswith("content/") and (is_text(path) or is_sidecar(path))


def _too_large(found: Found) -> Problem:
    size, limit = found.stamp.size // 1_000_000, LARGEST_ARTICLE // 1_000_000
    message = f"An article of {size} MB is larger than the limit of {limit} MB"
    return Problem(found.path, 0, 0, "too-large", message, "Split it, or remove what is not text")


def stem(path: str) -> str:
    """What a raw text and its sidecar have in common."""
    return posixpath.splitext(path)[0]
