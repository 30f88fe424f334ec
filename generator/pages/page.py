"""What composing gives: a page to be rendered, a file to be copied, or files to be made of another."""

from __future__ import annotations

from typing import Any

from generator.making import Made
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


class Derivative(Record, frozen=True):
    """A file that is made of the bytes of another one: where it is published, and how it is made."""

    url: str
    recipe: Made


class Derivatives(Record, frozen=True):
    """All files that are made of one source, which is read no more than once for them."""

    source: str  # a path in the site folder, or "" where they are made of nothing else
    digest: str  # of its bytes, hexadecimal
    files: tuple[Derivative, ...]


class Recorded(Record, frozen=True):
    """Sound or film: it is published without what its file tells of its makers."""

    url: str
    path: str  # in the site folder


class Copy(Record, frozen=True):
    """A file that is published as it is: a picture, or a static file."""

    url: str
    path: str  # in the site folder
