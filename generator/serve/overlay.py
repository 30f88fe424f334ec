"""Problems as the overlay in the page shows them: with the lines of the source, and a link to the editor."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

import msgspec

from generator.model import Problem, Record, Severity

AROUND = 2  # lines that are shown before and after the one that is meant
WIDE = 240  # characters of a line; a longer one is cut around the column
MOST = 200  # problems that are shown; a page with ten thousand helps nobody

EDITORS = {
    "none": "",
    "vscode": "vscode://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file:///{path}&line={line}&column={column}",
    "zed": "zed://file/{path}:{line}:{column}",
}
"""Addresses by which editors open a file. That of Sublime Text needs a handler such as `subl-handler`."""

_LINE_END = re.compile(r"\r\n?|\n")
_RANK = (Severity.ERROR, Severity.WARNING, Severity.NOTE)


class Line(Record, frozen=True):
    number: int
    text: str
    marked: bool = False


class Shown(Record, frozen=True):
    """One problem. `column` counts from 1 in the text of the marked line as it is shown; 0 is none."""

    place: str  # `content/a.md:3:7`
    rule: str
    message: str
    cure: str
    severity: Severity
    lines: tuple[Line, ...] = ()
    column: int = 0
    link: str = ""


class Group(Record, frozen=True):
    """The problems of one file."""

    path: str
    problems: tuple[Shown, ...]


class Overlay(Record, frozen=True):
    counts: dict[str, int]  # by severity, of all
    groups: tuple[Group, ...]
    left_out: int
    version: str  # another one where anything is otherwise


def editor_address(choice: str) -> str:
    """The address that a preset or a template stands for.

    Raises `ValueError` for a template without `{path}`, or one whose scheme would run a script.
    """
    template = EDITORS.get(choice.lower(), choice)
    scheme = template.partition(":")[0].lower()
    if template and ("{path}" not in template or ":" not in template):
        raise ValueError(f"An editor is one of {', '.join(EDITORS)}, or an address with {{path}} in it")
    if scheme in ("javascript", "data", "vbscript"):
        raise ValueError(f"An address of the kind {scheme}: opens no editor")
    return template


def overlay(
    problems: Sequence[Problem],
    text_of: Callable[[str], str | None],
    file_of: Callable[[str], Path],
    editor: str = "",
) -> Overlay:
    """All problems by file, the files with errors first, and in each file the errors first.

    `text_of` gives the text of a source, None where there is none to show; `file_of` where it lies on
    this machine; `editor` is an address with `{path}`, `{line}` and `{column}`, or `""`.
    """
    worst = {path: min(map(_rank, found)) for path, found in _by_path(problems)}
    ordered = sorted(problems, key=lambda each: (worst[each.path], each.path, _rank(each), each))
    groups = tuple(
        _group(path, tuple(found), text_of(path), in_editor(editor, file_of(path)))
        for path, found in groupby(ordered[:MOST], key=lambda each: each.path)
    )
    counts = {severity.value: sum(each.severity is severity for each in problems) for severity in _RANK}
    digest = hashlib.blake2b(msgspec.json.encode((counts, groups)), digest_size=8)
    return Overlay(counts, groups, max(0, len(problems) - MOST), digest.hexdigest())


def _by_path(problems: Iterable[Problem]) -> Iterable[tuple[str, Iterable[Problem]]]:
    return groupby(sorted(problems, key=lambda each: each.path), key=lambda each: each.path)


def _rank(problem: Problem) -> int:
    return _RANK.index(problem.severity)


def _group(path: str, problems: Iterable[Problem], text: str | None, editor: str) -> Group:
    lines = _LINE_END.split(text) if text is not None else []
    return Group(path, tuple(_shown(each, lines, editor) for each in problems))


def _shown(problem: Problem, source: Sequence[str], editor: str) -> Shown:
    lines, column = _around(source, problem.line, problem.column)
    link = editor.replace("{line}", str(problem.line or 1)).replace("{column}", str(problem.column or 1))
    told = problem.place, problem.rule, problem.what, problem.how
    return Shown(*told, problem.severity, lines, column, link)


def _around(source: Sequence[str], line: int, column: int) -> tuple[tuple[Line, ...], int]:
    """The lines beside the one that is meant, and the column in what is shown of that one."""
    if not 1 <= line <= len(source):
        return (), 0
    numbers = range(max(1, line - AROUND), min(len(source), line + AROUND) + 1)
    # Cut alike, so that the lines stay below each other.
    start = max(0, column - WIDE // 2) if len(source[line - 1]) > WIDE else 0
    lines = (Line(number, source[number - 1][start : start + WIDE], number == line) for number in numbers)
    return tuple(lines), max(0, column - start)


def in_editor(editor: str, file: Path) -> str:
    """The address of an editor with the path in it: behind a slash without its own, unless that ends `://`."""
    path = quote(file.as_posix(), safe="/:")
    whole = editor.replace("://{path}", f"://{path}")
    return whole.replace("/{path}", f"/{path.lstrip('/')}").replace("{path}", path)
