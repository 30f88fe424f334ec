"""Reading a site's folder: its articles, its pictures, and what is wrong with them."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from generator import images
from generator.articles import Parsed, parse
from generator.config import Config
from generator.disk import Found, scan
from generator.indexes import Entry
from generator.kinds import is_raw, is_sidecar, is_text, suffix
from generator.model import Article, Problem, Record
from generator.readers.markdown.engines import EngineMissing, load
from generator.settings.loader import load_config
from generator.shapes import PictureFile
from generator.urls import media_url
from generator.workers import spread

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how many are done, and how many there are."""


class Sources(Record, frozen=True):
    """What was found under `content/`."""

    articles: tuple[Article, ...]
    media: tuple[Found, ...]  # every other file
    problems: tuple[Problem, ...]
    read: int  # articles read, the faulty ones too


def read_config(root: Path) -> tuple[Config | None, tuple[Problem, ...]]:
    """`site.yaml` of a site, or what is wrong with it."""
    path = root / "site.yaml"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, (
            Problem(
                "site.yaml",
                0,
                0,
                "no-site",
                f"There is no site.yaml in {root}",
                "Name the site's folder with --site, or start one with `broadsheet new`",
            ),
        )
    except UnicodeDecodeError:
        return None, (
            Problem("site.yaml", 0, 0, "encoding", "This file is not UTF-8", "Save it again as UTF-8"),
        )
    return load_config("site.yaml", text)


def read_sources(
    root: Path, config: Config, progress: Progress = lambda *_: None, processes: int = 0
) -> Sources:
    """Scan `content/` and parse every article in it; `processes` as for `workers.spread`."""
    missing = _missing_engine(config.markdown.engine)
    if missing:
        return Sources((), (), (missing,), 0)
    found = scan(root, "content")
    texts = [file.path for file in found.files if is_text(file.path)]
    raw = {posixpath.splitext(path)[0] for path in texts if is_raw(path)}
    sidecars = {posixpath.splitext(file.path)[0]: file.path for file in found.files if is_sidecar(file.path)}
    items = [(path, _sidecar(path, sidecars)) for path in texts]
    parsed: list[Parsed] = []
    for done, each in enumerate(spread(partial(_parse, root=root, config=config), items, processes)):
        progress("Reading", done, len(texts))
        parsed.append(each)
    return Sources(
        articles=tuple(each.article for each in parsed if each.article),
        media=tuple(file for file in found.files if not (is_text(file.path) or is_sidecar(file.path))),
        problems=(
            *found.problems,
            *_orphans(sidecars, raw),
            *(problem for each in parsed for problem in each.problems),
        ),
        read=len(texts),
    )


def _missing_engine(name: str) -> Problem | None:
    """Why the Markdown engine of the site cannot be used. It is loaded once, before processes part."""
    try:
        load(name)
    except EngineMissing as error:
        cure = "Install it, or write `engine: python-markdown`"
        return Problem("site.yaml", 0, 0, "missing-engine", str(error), cure)
    return None


def _sidecar(path: str, sidecars: dict[str, str]) -> str:
    """The sidecar of a raw text, if it has one."""
    return sidecars.get(posixpath.splitext(path)[0], "") if is_raw(path) else ""


def _parse(item: tuple[str, str], root: Path, config: Config) -> Parsed:
    path, beside = item
    sidecar = (beside, (root / beside).read_bytes()) if beside else None
    return parse(path, (root / path).read_bytes(), sidecar, config)


def media_entries(root: Path, media: tuple[Found, ...], wanted: set[str]) -> Iterator[Entry]:
    """Where the pictures and files that a published page uses can be found."""
    for file in media:
        if file.path in wanted:
            picture = suffix(file.path) in images.PICTURES
            width, height = (images.size((root / file.path).read_bytes()) or (0, 0)) if picture else (0, 0)
            yield Entry("picture", (file.path,), "", PictureFile(media_url(file.path), width, height))


def _orphans(sidecars: dict[str, str], raw: set[str]) -> Iterator[Problem]:
    for stem, path in sidecars.items():
        if stem not in raw:
            yield Problem(
                path,
                0,
                0,
                "orphan-sidecar",
                f"There is no {posixpath.basename(stem)}.txt that this file describes",
                "Give both files one name, or remove this one",
            )
