"""Where things stand in the source of an article: lines and columns for problems and links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

_FENCE = re.compile(r"[ >\t]*(`{3,}|~{3,})")
_CODE = re.compile(r"^[ >\t]*(?:`{3,}|~{3,})(?=[^\n`~])(.*)", re.MULTILINE)  # a fence that says more
_WORD = re.compile(r"[^\s{}]+")
_SPAN = re.compile(r"`[^`\n]+`")
_HEADING = re.compile(  # of all kinds: `## Words`, words with a line below, and HTML
    r"^ {0,3}#{1,6}[ \t].*$|^.+(?=\n {0,3}(?:=+|-+)[ \t]*$)|<h[1-6]\b(?:[^<\n]|<(?!/?h[1-6]))*+</h[1-6]>",
    re.MULTILINE,
)
_MISSES = 100  # texts not found after which looking for more is given up: an article of nothing but those

Place = tuple[int, int]
"""Line and column, counted from 1; (0, 0) is somewhere in the file."""


class Places:
    """Finds texts in the Markdown of one article, the second search for a text after the first.

    `first_line` is the line of the file at which the Markdown begins.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self._first_line = first_line
        self._next: dict[str, int] = {}
        self._misses = 0
        self._searches: dict[str, Iterator[re.Match[str]]] = {}
        self._fences = 0  # the line from which on fences are looked for

    def find(self, *spellings: str) -> Place:
        """The next place of a text outside code, by the first of its spellings that occurs."""
        for spelling in dict.fromkeys(filter(None, spellings)):
            if self._misses >= _MISSES:
                break
            offset = self._prose.find(spelling, self._next.get(spelling, 0))
            if offset >= 0:
                self._next[spelling] = offset + len(spelling)
                return self.at(offset)
            self._misses += 1
        return 0, 0

    def search(self, pattern: str) -> Place:
        """The first place outside code that a pattern matches, whatever its case."""
        match = re.search(pattern, self._prose, re.IGNORECASE)
        return self.at(match.start()) if match else (0, 0)

    def search_on(self, pattern: str) -> Place:
        """The next place outside code that a pattern matches, whatever its case."""
        if pattern not in self._searches:
            self._searches[pattern] = re.finditer(pattern, self._prose, re.IGNORECASE)
        match = next(self._searches[pattern], None)
        return self.at(match.start()) if match else (0, 0)

    def find_heading(self, words: str) -> Place:
        """The first heading outside code that says these words, whatever marks stand among them."""
        return self._place(self._headings.get(_letters(words)))

    def find_fence(self, language: str) -> Place:
        """The first fence that opens a code block in `language`, which is in small letters."""
        return self._place(self._languages.get(language))

    def take_fence(self, language: str, code: str) -> tuple[str, int]:
        """The code of the next fenced block in `language` that holds `code`, and the line in which it begins.

        It has the margin with which it is written, so that columns are true. Code that is not found is given
        back as the engine gave it.
        """
        lines = self._written
        wanted = [line.strip() for line in code.splitlines()]
        for number in range(self._fences, len(lines) if self._misses < _MISSES else 0):
            fence = _FENCE.match(lines[number])
            if fence and language in lines[number][fence.end() :].split():
                held = lines[number + 1 : number + 1 + len(wanted)]
                if [line.strip() for line in held] == wanted:
                    self._fences = number + 1
                    return "\n".join(held), self._first_line + number + 1
        self._misses += 1
        return code, self._first_line

    def at(self, offset: int) -> Place:
        """The place of an offset in the text."""
        line = bisect_right(self._lines, offset)
        return self._first_line + line - 1, offset - self._lines[line - 1] + 1

    def _place(self, offset: int | None) -> Place:
        return (0, 0) if offset is None else self.at(offset)

    @cached_property
    def _headings(self) -> dict[str, int]:
        """The offsets of all headings by their letters, the first of those that say the same."""
        found: dict[str, int] = {}
        for match in _HEADING.finditer(self._prose):
            found.setdefault(_letters(match[0]), match.start())
        return found

    @cached_property
    def _languages(self) -> dict[str, int]:
        """The offsets of the words behind fences by their small letters, the first of each."""
        found: dict[str, int] = {}
        for fence in _CODE.finditer(self.text):
            for word in _WORD.finditer(self.text, *fence.span(1)):
                dots = len(word[0]) - len(word[0].lstrip("."))  # of a class, as in `{.python}`
                found.setdefault(word[0][dots:].lower(), word.start() + dots)
        return found

    @cached_property
    def _written(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def _lines(self) -> list[int]:
        """The offsets at which the lines begin."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    @cached_property
    def _prose(self) -> str:
        """The text with its code blanked: what stands there is no link and no HTML."""
        if "`" not in self.text and "~~~" not in self.text:
            return self.text
        return _SPAN.sub(lambda span: " " * len(span[0]), _blank_fences(self.text))


def _letters(text: str) -> str:
    """A text by its letters and digits alone, without HTML and the addresses of links."""
    bare = re.sub(r"<[^<>]*>|\]\([^\])]*\)|\{[^{}]*\}|&\w+;", "", text)
    return "".join(char for char in bare.casefold() if char.isalnum())


def _blank_fences(text: str) -> str:
    lines: list[str] = []
    closing = ""
    for line in text.split("\n"):
        fence = _FENCE.match(line)
        if closing:
            lines.append(" " * len(line))
            if fence and fence[1].startswith(closing):
                closing = ""
            continue
        closing = fence[1] if fence else ""
        lines.append(" " * len(line) if fence else line)
    return "\n".join(lines)
