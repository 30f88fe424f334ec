"""The Markdown engines: text in, raw HTML out.

An engine is one function. Which dialect it reads is its own affair; cleaning, headings, links and
pictures come after it and are the same for all (`generator/readers/markdown/reader.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from generator.readers.markdown.allowance import Allowance

Engine = Callable[[str, Allowance], str]
"""Raises `allowance.TooMuch` for a text that is more work than is left for its article."""


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
    from generator.readers.markdown.python_markdown import convert

    return convert


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

    def render(text: str, _: Allowance) -> str:  # it takes linear time
        return render_markdown(text, extensions, parsing, rendering)

    return render


ENGINES: dict[str, Callable[[], Engine]] = {"python-markdown": _python_markdown, "commonmark": _commonmark}
