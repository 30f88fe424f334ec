"""What composing a page gives."""

from __future__ import annotations

from typing import Any

from generator.model import Record


class Page(Record, frozen=True):
    """A page ready to be rendered: its URL, its template, and the plain data that the template shows."""

    url: str
    template: str
    context: Any  # one of the types in generator/contexts.py
    source: str = ""  # the article that it is the page of
