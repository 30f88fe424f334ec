"""Where the entries of a live blog begin in its Markdown, and what their headings say.

A heading counts outside code and HTML. What those are follows CommonMark (https://spec.commonmark.org/0.31.2/,
sections 4.2 to 4.6), but where the engines differ, a line that one of them shows as a heading is one: a fence
or a comment that never ends hides nothing, and HTML ends with its element or at an empty line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model import Record

_ENDS_WITH_ITS_TAG = "pre|script|style|textarea"
_HTML = (
    "address|article|aside|blockquote|body|center|colgroup|dd|details|div|dl|dt|fieldset|figcaption|figure|footer"
    "|form|h[1-6]|header|html|iframe|legend|li|main|menu|nav|ol|option|p|section|summary|table|tbody|td|tfoot|th"
    "|thead|tr|ul"
)
_LIST_ITEMS = r"(?:(?:[-+*]|[0-9]{1,9}[.)])[ \t]+)*"
_START = re.compile(
    r"^ {0,3}(?:"
    r"##(?!#)[ \t]*(?P<heading>.*)"
    rf"|{_LIST_ITEMS}(?P<fence>`{{3,}}(?=[^`\n]*$)|~{{3,}})"
    rf"|(?P<lasting><!--|<\?|<!\[CDATA\[|<(?:{_ENDS_WITH_ITS_TAG})(?=[\s>]))"
    rf"|<(?P<element>{_HTML})(?=[\s/>])"
    r")",
    re.MULTILINE | re.IGNORECASE,
)
"""The line of a level-2 heading, of code, or of HTML."""

_CLOSINGS = {"<!--": "-->", "<?": r"\?>", "<![cdata[": r"\]\]>"}

_ENTRY = re.compile(
    r"(?:(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|[ \t]+))?"
    r"(?P<clock>[0-9]{1,2}:[0-9][^\s{]*?(?=[:;,.]?(?:[\s{]|$))"
    # An offset only after a day, and the half of the day so that it can be refused.
    r"(?(day)(?: (?:Z|[+-][0-9]{2}:?[0-9]{2})(?!\S))?)(?: (?:[ap]m|[AP]M|[ap]\.m\.)(?!\w))?)"
    r"[:;,.]?(?:[ \t]+(?:[–—]|--?)(?=\s))?[ \t]*"
    r"(?P<title>.*)"
)
_CLOSING_SIGNS = re.compile(r"(?:^|(?<=[ \t]))#+$")


class EntryHeading(Record, frozen=True):
    """A heading that begins with a time. `day` and `clock` are as written, `title` is Markdown.

    `start` and `end` are the offsets of its line in the text, without the line end; columns count from 1.
    """

    start: int
    end: int
    line: int
    column: int  # of the time
    day: str
    clock: str
    title: str
    title_column: int
    flags: tuple[str, ...] = ()  # the words in braces, in small letters
    flags_column: int = 0


def entry_headings(text: str, first_line: int) -> Iterator[EntryHeading]:
    """The headings of the entries in their order; `text` begins in `first_line` of its file."""
    counted, line = 0, first_line
    for start in _headings(text):
        entry = _ENTRY.match(text, start.start("heading"), start.end("heading"))
        if entry:
            line += text.count("\n", counted, start.start())
            counted = start.start()
            yield _read(entry, counted, line)


def _headings(text: str) -> Iterator[re.Match[str]]:
    """The level-2 headings outside code and HTML."""
    position = 0
    endless: set[str] = set()
    while start := _START.search(text, position):
        position = start.end()
        if start["heading"] is not None:
            yield start
        elif start["element"]:
            position = _end_of_element(text, start)
        elif (closing := _closing(start)) not in endless:
            if end := re.compile(closing, re.MULTILINE | re.IGNORECASE).search(text, position):
                position = end.end()
            else:
                endless.add(closing)


def _closing(start: re.Match[str]) -> str:
    """A pattern for what ends a fence, or HTML that goes on past empty lines."""
    if fence := start["fence"]:
        return rf"^[ \t]*{fence[0]}{{{len(fence)},}}[ \t]*$"
    opening = start["lasting"].lower()
    return _CLOSINGS.get(opening) or f"</{opening[1:]}>"


def _end_of_element(text: str, start: re.Match[str]) -> int:
    step = re.compile(rf"\n[ \t]*(?=\n)|<(/?){start['element']}(?=[\s/>])", re.IGNORECASE)
    depth = 0
    for found in step.finditer(text, start.start()):
        if found[1] is not None:
            depth += -1 if found[1] else 1
        if found[1] is None or depth <= 0:
            return found.end()
    return len(text)


def _read(entry: re.Match[str], start: int, line: int) -> EntryHeading:
    title = _CLOSING_SIGNS.sub("", entry["title"].rstrip())
    end, flags_at, flags = _without_braces(title)
    return EntryHeading(
        start,
        entry.endpos,
        line,
        entry.start() - start + 1,
        entry["day"] or "",
        entry["clock"],
        title[:end],
        entry.start("title") - start + 1,
        flags,
        entry.start("title") + flags_at - start + 1 if flags_at >= 0 else 0,
    )


def _without_braces(title: str) -> tuple[int, int, tuple[str, ...]]:
    """Where a title ends before the braces behind it, where those begin, or -1, and the words in them."""
    flags: list[list[str]] = []
    begin = -1
    end = _end(title, len(title))
    while end and title[end - 1] == "}":
        opening = title.rfind("{", 0, end)
        if opening < 0 or "}" in (within := title[opening + 1 : end - 1]):
            break
        flags.append(within.lower().replace(",", " ").split())
        begin = opening
        end = _end(title, opening)
    return end, begin, tuple(flag for written in reversed(flags) for flag in written)


def _end(title: str, end: int) -> int:
    """Where the words before `end` do. A backslash at the end of a line is no part of a title."""
    while end and title[end - 1] in "\\ \t":
        end -= 1
    return end
