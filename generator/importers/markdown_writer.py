"""The elements of a raw text as Markdown in which no character of the text is markup.

What is escaped is what Python-Markdown (https://python-markdown.github.io/) or CommonMark 0.31
(https://spec.commonmark.org/) would read as a sign, so that both engines give the text back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.readers.text.blocks import Element, Kind

_SIGNS = re.compile(r"[\\`*_\[\]{}~^|]|!(?=\[)")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;"})
_OPENING_SIGN = re.compile(r"[#>+\-](?=[\s#>+\-]|$)|\+\+\+|---")
_OPENING_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_OPENING_ODD = re.compile(r"[=:](?=[\s=:]|$)")


def to_markdown(elements: Sequence[Element]) -> str:
    """Markdown source: paragraphs on one line each, lists, quotations, breaks."""
    return "\n\n".join(_block(element) for element in elements)


def escape(text: str) -> str:
    """One line of text so that it reads the same once it has been Markdown."""
    text = _SIGNS.sub(r"\\\g<0>", text.translate(_ENTITIES))
    text = _OPENING_NUMBER.sub(r"\1\\\2", text, count=1) if text[:1].isdigit() else text
    if _OPENING_SIGN.match(text):
        return f"\\{text}"
    return f"&#{ord(text[0])};{text[1:]}" if _OPENING_ODD.match(text) else text


def _block(element: Element) -> str:
    match element.kind:
        case Kind.PARAGRAPH:
            return "\n\n".join(map(escape, element.texts))
        case Kind.BULLET:
            return "\n".join(f"- {escape(text)}" for text in element.texts)
        case Kind.NUMBER:
            return "\n".join(
                f"{number}. {escape(text)}" for number, text in enumerate(element.texts, element.start)
            )
        case Kind.QUOTE:
            return "\n>\n".join(f"> {escape(text)}" for text in element.texts)
        case _:
            return "---"
