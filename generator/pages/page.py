"""What composing gives: a page to be rendered, or a file to be copied."""

from __future__ import annotations

from typing import Any

from generator.model import Record


class Page(Record, frozen=True):
    """A page ready to be rendered: its URL, its template, and the plain data that the template shows."""

    url: str
    template: str
    context: Any  # one of the types in generator/contexts/
    source: str = ""  # the article that it is the page of
    edition: str = ""  # in whose language it speaks
    identity: str = ""  # by what that article is known again (see `identity.py`)


class Text(Record, frozen=True):
    """A file for machines that is written as it is, such as a feed in JSON."""

    url: str
    text: str


class Copy(Record, frozen=True):
    """A file that is published as it is: a picture, or a static file."""

    url: str
    path: str  # in the site folder
