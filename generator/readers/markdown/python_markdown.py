"""Python-Markdown (https://python-markdown.github.io/), each time with the parts alone that a text needs.

An extension, a pattern of inline markup or a kind of block costs time on every text, and is engaged only for
those that hold its sign: without the sign it changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast

from generator.readers.markdown.allowance import Allowance
from generator.readers.markdown.meter import Meter

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.treeprocessors import InlineProcessor
    from markdown.util import Registry

T = TypeVar("T")

ALWAYS = ("sane_lists",)
SIGNS: dict[str, tuple[str, ...] | re.Pattern[str]] = {
    "abbr": ("*[",),
    "attr_list": ("{",),
    "def_list": re.compile(r":(?<![^\s>]:)[ \t]"),
    "fenced_code": ("```", "~~~"),
    "footnotes": ("[^",),
    "md_in_html": ("<",),
    "tables": ("|",),
}
"""The extensions, each with what a text must hold, one of these or a match, for it to do anything."""

_SETTINGS: dict[str, dict[str, object]] = {
    "footnotes": {"SEPARATOR": "-", "BACKLINK_TITLE": "Back to reference {}"},
    "tables": {"use_align_attribute": True},
}

# The same for parts of Python-Markdown itself, by the names under which it registers them. A part that has no
# line here is always engaged.
_INLINE_SIGNS = {
    "backtick": "`",
    "escape": "\\",
    "reference": "]:",  # where nothing is defined, nothing refers to it
    "link": "](",
    "image_link": "![",
    "image_reference": "]:",
    "short_reference": "]:",
    "short_image_ref": "]:",
    "autolink": "<",
    "automail": "<",
    "html": "<",
    "entity": "&",
}
_BLOCK_SIGNS = {"quote": ">", "reference": "]:"}
_PREPROCESSOR_SIGNS = {"html_block": "<"}


def engaged(text: str) -> tuple[str, ...]:
    """The extensions that a text needs."""
    return (*ALWAYS, *(name for name, sign in SIGNS.items() if _holds(text, sign)))


def _holds(text: str, sign: tuple[str, ...] | re.Pattern[str]) -> bool:
    if isinstance(sign, re.Pattern):
        return sign.search(text) is not None
    return any(mark in text for mark in sign)


def complete(extensions: Iterable[str]) -> Markdown:
    """Python-Markdown with these extensions, and all of its parts engaged."""
    from markdown import Markdown

    names = tuple(extensions)
    settings = {name: _SETTINGS[name] for name in names if name in _SETTINGS}
    markdown = Markdown(extensions=names, extension_configs=settings)
    markdown.ESCAPED_CHARS += ['"', "'"]
    return markdown


def convert(text: str, allowance: Allowance) -> str:
    """The HTML of a text. Raises `TooMuch` (`allowance.py`), and whatever Python-Markdown fails with."""
    try:
        return converter(engaged(text))(text, allowance)
    except BaseException:
        converter.cache_clear()  # what was stopped in the midst of a text is at odds with the next
        raise


@cache
def converter(extensions: tuple[str, ...]) -> Callable[[str, Allowance], str]:
    """What turns text that needs no other extensions into HTML."""
    markdown = complete(extensions)
    meter = Meter()
    meter.watch(markdown)
    inline = cast("InlineProcessor", markdown.treeprocessors["inline"])
    patterns = _signed(inline.inlinePatterns, _INLINE_SIGNS)
    blocks = _signed(markdown.parser.blockprocessors, _BLOCK_SIGNS)
    preprocessors = _signed(markdown.preprocessors, _PREPROCESSOR_SIGNS)
    lock = Lock()

    def render(text: str, allowance: Allowance) -> str:
        # It keeps footnotes and references of the text it reads, so it serves one text at a time.
        with lock:
            inline.inlinePatterns = _needed(patterns, text)
            markdown.parser.blockprocessors = _needed(blocks, text)
            markdown.preprocessors = _needed(preprocessors, text)
            markdown.reset()
            meter.begin(text, allowance)
            return markdown.convert(text)

    return render


def _signed(parts: Registry[T], signs: Mapping[str, str]) -> list[tuple[T, str]]:
    """The parts in their order, each with its sign; the empty sign stands in every text."""
    known = {id(parts[name]): sign for name, sign in signs.items() if name in parts}
    return [(part, known.get(id(part), "")) for part in parts]


def _needed(parts: list[tuple[T, str]], text: str) -> Registry[T]:
    # Python-Markdown reads its registries by number and in order, which a list allows too, and at less cost.
    return cast("Registry[T]", [part for part, sign in parts if sign in text])
