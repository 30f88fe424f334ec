"""The elements of a raw text as Markdown in which no character of the text is markup.

What is escaped is what Python-Markdown (https://python-markdown.github.io/) or CommonMark 0.31
(https://spec.commonmark.org/) with GitHub's extensions (https://github.github.com/gfm/) would read as a
sign, and only there, so that both engines give the text back and an editor can still read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.readers.text.blocks import Element, Kind

_BACKSLASHED = re.compile(r"[\\`*\[{|]|(?<![^\W_])_|_(?![^\W_])")
# Signs before which Python-Markdown would print a backslash.
_NAMED = re.compile(r"&(?=#?\w+;)|<(?=[A-Za-z/!?])|(?<=\S)~|~(?!\w)")
_NAMES = {"&": "&amp;", "<": "&lt;", "~": "&#126;", ":": "&#58;"}
_OPENING_SIGN = re.compile(r"[#>]|[+-](?=[\s+-]|$)")
_OPENING_NUMBER = re.compile(r"(\d+)([.)])(?=\s|$)")
_OPENING_COLON = re.compile(r":(?=\s|$)")
_LISTS = (Kind.BULLET, Kind.NUMBER)
APART = "<!-- -->"
"""Between two lists of a kind, which would else be read as one (CommonMark 0.31, section 5.3)."""


def to_markdown(elements: Sequence[Element]) -> str:
    """Markdown source: paragraphs on one line each, lists, quotations, breaks."""
    return "\n\n".join(_blocks(elements))


def escape(text: str) -> str:
    """One line of text so that it reads the same once it has been Markdown."""
    text = " ".join(map(_escape_word, text.split(" ")))
    if _OPENING_SIGN.match(text):
        return f"\\{text}"
    if _OPENING_COLON.match(text):
        return f"{_NAMES[':']}{text[1:]}"
    return _OPENING_NUMBER.sub(r"\1\\\2", text, count=1) if text[:1].isdigit() else text


def _escape_word(word: str) -> str:
    escaped = _BACKSLASHED.sub(r"\\\g<0>", _NAMED.sub(lambda sign: _NAMES[sign[0]], word))
    # In an address that becomes a link by itself the escapes would show.
    return word if escaped == word else escaped.replace("://", "&#58;//").replace("www.", r"www\.")


def _blocks(elements: Sequence[Element]) -> Iterator[str]:
    yield from map(_block, elements[:1])
    for before, element in pairwise(elements):
        if element.kind is before.kind and element.kind in _LISTS:
            yield APART
        yield _block(element)


def _block(element: Element) -> str:
    texts = tuple(map(escape, element.texts))
    match element.kind:
        case Kind.PARAGRAPH:
            return "\n\n".join(texts)
        case Kind.BULLET:
            return "\n".join(f"- {text}" for text in texts)
        case Kind.NUMBER:
            return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, element.start))
        case Kind.QUOTE:
            return "\n>\n".join(f"> {text}" for text in texts)
        case Kind.BREAK:
            return "---"
