"""Hard-wrapped text: which lines a program broke to fit a width, and how to join them again.

Wrapping is greedy: a line ends where the next word would not have fitted. So in text wrapped at some
width every broken line plus the first word of the next is wider than that, and few of them end a sentence.
Text with a paragraph on each line shows neither.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.readers.text.lines import Block, Line, columns, ends_clause, is_cjk, word_set

_NARROWEST, _WIDEST = 40, 120  # columns
_LOOSE = 0.75  # a line this full was broken by the width, if it ends no sentence
_CONNECTIVES = word_set("and or und oder et ou y o e та і и или або bis to")


def wrap_width(lines: Block, opens: Sequence[bool]) -> int:
    """The width in columns at which `lines` were wrapped, or 0 where each line stands for itself.

    `opens` says of each line whether a sign at its start (a list's) opens something new.
    """
    broken = list(_broken(lines, opens))
    widths = [width for width, _, _ in broken if width <= _WIDEST]
    if not widths or len(widths) * 10 < len(broken) * 9:
        return 0
    width = max(widths)
    wrapped = sum((full > width or used >= _LOOSE * width) and not closed for used, full, closed in broken)
    return width if width >= _NARROWEST and wrapped * 2 >= len(broken) else 0


def _broken(lines: Block, opens: Sequence[bool]) -> Iterator[tuple[int, int, bool]]:
    """For each line that may go on below: its width, the same with the next word, if it ends a clause."""
    for (line, after), opened in zip(pairwise(lines), opens[1:], strict=True):
        if line.text and after.text and not opened:
            width = _width(line)
            yield width, width + _first_word(after), ends_clause(line.text)


def continues(line: Line, after: Line, width: int) -> bool:
    """Whether `after` carries on the paragraph of `line`, the line before it, in text wrapped at `width`."""
    if not width or after.indent > line.indent or after.number != line.number + 1:
        return False
    used = _width(line)
    loose = used >= _LOOSE * width and not ends_clause(line.text)
    return loose or used + _first_word(after) > width


def _width(line: Line) -> int:
    return line.indent + columns(line.text)


def _first_word(line: Line) -> int:
    """Columns that the first word of `line` would have taken at the end of the line before."""
    if is_cjk(line.text[0]):
        return columns(line.text[0])
    return 1 + columns(line.text.split(" ", 1)[0])


def join(lines: Sequence[str]) -> str:
    """The lines of a paragraph as one; a word broken at its hyphen keeps the hyphen."""
    parts = (_with_space_after(line, after) for line, after in pairwise(lines))
    return "".join((*parts, lines[-1]))


def _with_space_after(line: str, after: str) -> str:
    """`line` with what parts it from the line `after`: a space, or nothing inside a word."""
    if line.endswith("\u00ad"):
        return line[:-1]
    if line[-1:] == "-" and line[-2:-1].isalnum() and after.split(" ", 1)[0] not in _CONNECTIVES:
        return line
    return line if is_cjk(line[-1:]) and is_cjk(after[:1]) else f"{line} "
