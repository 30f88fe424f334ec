"""A chart in its article: where its table lies, and its texts in the signs of the article's language."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from generator.model import Chart, Problem
from generator.readers.markdown.typography import typeset_text
from generator.urls import resolve

_TEXTS = ("title", "subtitle", "description", "note", "credit")


def within(found: Chart, source: str) -> tuple[Chart | None, tuple[Problem, ...]]:
    """A chart with the path of its table in the site, from where the article `source` lies."""
    path = resolve(source, found.source)
    if path is not None:
        return msgspec.structs.replace(found, source=path), ()
    message = f"The table `{found.source}` is outside the site's content folder"
    cure = "Put it beside the article or under content/media/"
    return None, (Problem(found.path, found.line, found.column, "path-outside-site", message, cure),)


def typeset(found: Chart, language: str) -> Chart:
    """A chart whose texts have the quotation marks and dashes of a language."""
    return msgspec.structs.replace(found, **dict(_typeset(found, language)))


def _typeset(found: Chart, language: str) -> Iterator[tuple[str, str]]:
    for name in _TEXTS:
        if text := getattr(found, name):
            yield name, typeset_text(text, language)
