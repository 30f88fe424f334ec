"""Tables: the bytes of a CSV file into rows of texts (RFC 4180, and what spreadsheets make of it).

What a text means, a number or a day, depends on the article that shows it, and is found there.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from generator.model import Problem, Record, Severity
from generator.readers.encoding import decode

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 5_000
MOST_COLUMNS = 50
MOST_CHARACTERS = 200
"""Of one cell; a longer one is cut."""

_TOLD = 10  # mistakes of one kind that are told one by one
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 20  # lines by which the delimiter is guessed
_EXCEL = re.compile(r"sep=(.)[ \t]*\n", re.IGNORECASE)
"""The line by which Excel tells itself the delimiter."""


class Table(Record, frozen=True):
    """A head and rows that are all as long as it, each with its line in the file.

    Without a head it is unusable.
    """

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, ...] = ()
    delimiter: str = ","
    problems: tuple[Problem, ...] = ()


def read_table(data: bytes, path: str) -> Table:
    """The table of a file. Nothing in it is an error: the article goes without the chart at worst."""
    if len(data) > MOST_BYTES:
        return Table(problems=(_large(path, f"more than {MOST_BYTES >> 20} MB"),))
    text, found = decode(data, path)
    problems = [msgspec.structs.replace(each, severity=Severity.WARNING) for each in found]
    if not text:
        return Table(problems=tuple(map(_for_tables, problems)))
    delimiter, text, before = _delimiter(text)
    try:
        records = list(_records(text, delimiter, before))
    except csv.Error as error:
        cure = "Look for a quotation mark that is never closed"
        problems.append(_warning(path, before + 1, "bad-table", f"The table cannot be read ({error})", cure))
        return Table(problems=tuple(problems))
    return _table(path, records, delimiter, problems)


def _for_tables(problem: Problem) -> Problem:
    if problem.rule == "empty-file":
        return msgspec.structs.replace(problem, cure="Save the table into it, or remove the file")
    return msgspec.structs.replace(problem, cure="Save the sheet as CSV in UTF-8")


def _delimiter(text: str) -> tuple[str, str, int]:
    """What parts the cells, the text from the head on, and the lines before it."""
    if told := _EXCEL.match(text):
        return told[1], text[told.end() :], 1
    sample = text[: 64 * 1024].split("\n", _SAMPLE)[:_SAMPLE]
    return max(_DELIMITERS, key=lambda each: _evenness(sample, each)), text, 0


def _evenness(sample: list[str], delimiter: str) -> tuple[float, int]:
    """How many rows have the same number of cells, more than one, and how many those are."""
    try:
        lengths = Counter(len(row) for row in csv.reader(sample, delimiter=delimiter) if row)
    except csv.Error:
        return 0, 0
    several = [(count, length) for length, count in lengths.items() if length > 1]
    count, length = max(several, default=(0, 0))
    return count / max(1, lengths.total()), length


def _records(text: str, delimiter: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """The records that hold anything, each with the line in which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = before + 1
    for row in reader:
        cells = [_cell(cell) for cell in row]
        if any(cells):
            yield line, cells
        line = before + reader.line_num + 1


def _cell(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= MOST_CHARACTERS else f"{text[: MOST_CHARACTERS - 1]}…"


def _table(path: str, records: list[tuple[int, list[str]]], delimiter: str, problems: list[Problem]) -> Table:
    line, heads = records[0] if records else (1, [])
    while heads and not heads[-1]:
        heads.pop()
    if len(heads) > MOST_COLUMNS or len(records) - 1 > MOST_ROWS:
        size = (
            f"more than {MOST_COLUMNS} columns"
            if len(heads) > MOST_COLUMNS
            else f"more than {MOST_ROWS} rows"
        )
        return Table(problems=(*problems, _large(path, size)))
    if len(records) < 2:
        cure = "Give it a first row with the names of the columns, and rows of values below"
        return Table(problems=(*problems, _warning(path, line, "bad-table", "The table has no rows", cure)))
    problems += _alike(path, line, heads)
    problems += _uneven(path, records[1:], len(heads))
    rows = tuple(tuple([*row, *[""] * len(heads)][: len(heads)]) for _, row in records[1:])
    lines = tuple(line for line, _ in records[1:])
    return Table(tuple(_distinct(heads)), rows, lines, delimiter, tuple(problems))


def _distinct(heads: list[str]) -> Iterator[str]:
    """Names for all columns: a number for one without, and for the second of two that are called alike."""
    seen: Counter[str] = Counter()
    for number, head in enumerate(heads, 1):
        name = head or str(number)
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def _alike(path: str, line: int, heads: list[str]) -> Iterator[Problem]:
    for name, count in Counter(filter(None, heads)).items():
        if count > 1:
            message = f"{count} columns are called `{name}`"
            yield _warning(path, line, "bad-table", message, "Give each column a name of its own")


def _uneven(path: str, records: list[tuple[int, list[str]]], width: int) -> Iterator[Problem]:
    """A warning for rows with other cells than the head names: the first few, and how many more there are."""
    wrong = [(line, len(row)) for line, row in records if len(row) < width or any(row[width:])]
    for line, length in wrong[:_TOLD]:
        cure = "Put a text that holds the delimiter into quotation marks, or add what is missing"
        message = f"This row has {length} cells, and the head names {width}"
        yield _warning(path, line, "uneven-row", message, cure)
    if (more := len(wrong) - _TOLD) > 0:
        yield _warning(path, wrong[_TOLD][0], "uneven-row", f"{more} more rows are uneven", "Mend them all")


def _large(path: str, size: str) -> Problem:
    cure = "Keep what the chart shows in a table of its own; the file is linked to as it is"
    return _warning(path, 0, "large-table", f"The table has {size}, too many for a chart", cure)


def _warning(path: str, line: int, rule: str, message: str, cure: str) -> Problem:
    return Problem(path, line, 1 if line else 0, rule, message, cure, Severity.WARNING)
