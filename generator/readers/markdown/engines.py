"""The Markdown engines: text in, raw HTML out.

An engine is one function. Which dialect it reads is its own affair; cleaning, headings, links and
pictures come after it and are the same for all (`generator/readers/markdown/reader.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from threading import Lock

Engine = Callable[[str], str]


class EngineMissing(Exception):
    """The engine that a site asks for is unknown or not installed; the text is a sentence for people."""


@cache
def load(name: str) -> Engine:
    """The engine of that name, made once in each process.

    Raises `EngineMissing` when there is no such engine or its package is not installed.
    """
    if name not in ENGINES:
        known = " and ".join(sorted(ENGINES))
        raise EngineMissing(f"There is no Markdown engine {name!r}; known are {known}")
    return ENGINES[name]()


def _python_markdown() -> Engine:
    """Python-Markdown: https://python-markdown.github.io/"""
    return lambda text: converter(engaged(text))(text)


ALWAYS = ("sane_lists",)
SIGNS = {
    "abbr": re.compile(r"\*\["),
    "attr_list": re.compile(r"\{"),
    "def_list": re.compile(r"(?:^|(?<=[\s>])):[ \t]"),
    "fenced_code": re.compile("```|~~~"),
    "footnotes": re.compile(r"\[\^"),
    "md_in_html": re.compile("<"),
    "tables": re.compile(r"\|"),
}
"""The extensions of Python-Markdown, with what a text must hold for one to do anything.

Each costs time on every text, so it is engaged only for those that it can change.
"""

_SETTINGS: dict[str, dict[str, object]] = {
    "footnotes": {"SEPARATOR": "-", "BACKLINK_TITLE": "Back to reference {}"},
    "tables": {"use_align_attribute": True},
}


def engaged(text: str) -> tuple[str, ...]:
    """The extensions that a text needs."""
    return (*ALWAYS, *(name for name, sign in SIGNS.items() if sign.search(text)))


@cache
def converter(extensions: tuple[str, ...]) -> Engine:
    """Python-Markdown with these extensions."""
    from markdown import Markdown

    settings = {name: _SETTINGS[name] for name in extensions if name in _SETTINGS}
    markdown = Markdown(extensions=extensions, extension_configs=settings)
    markdown.ESCAPED_CHARS += ['"', "'"]
    lock = Lock()

    def render(text: str) -> str:
        # It keeps footnotes and references of the text it reads, so it serves one text at a time.
        with lock:
            markdown.reset()
            return markdown.convert(text)

    return render


def _commonmark() -> Engine:
    """CommonMark with GitHub's tables, by comrak: https://github.com/kivikakk/comrak"""
    try:
        from comrak import ExtensionOptions, ParseOptions, RenderOptions, render_markdown
    except ImportError:
        raise EngineMissing(
            "The Markdown engine 'commonmark' is not installed; install the package broadsheet[commonmark]"
        ) from None
    extensions = ExtensionOptions()
    extensions.autolink = True
    extensions.description_lists = True
    extensions.footnotes = True
    extensions.strikethrough = True
    extensions.table = True
    parsing = ParseOptions()
    rendering = RenderOptions()
    rendering.unsafe_ = True  # raw HTML passes here; it is cleaned for both engines alike

    def render(text: str) -> str:
        return render_markdown(text, extensions, parsing, rendering)

    return render


ENGINES: dict[str, Callable[[], Engine]] = {"python-markdown": _python_markdown, "commonmark": _commonmark}
