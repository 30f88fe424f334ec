"""What is sent back: a value, made without a socket."""

from __future__ import annotations

from email.message import Message
from http import HTTPStatus
from typing import BinaryIO

import msgspec

from generator.model import Record
from generator.serve.conditions import Span

Headers = tuple[tuple[str, str], ...]

JSON = "application/json; charset=utf-8"
OWN_HEADERS: Headers = (
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "SAMEORIGIN"),
    ("Content-Security-Policy", "frame-ancestors 'self'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
)
"""Of everything that is no part of the site: it belongs to this preview alone, and to this moment."""


class Asking(Record, frozen=True):
    """A request that may be answered."""

    path: str  # as it was sent
    query: str
    headers: Message
    is_get: bool = True


class Excerpt(Record, frozen=True):
    """Some bytes of an open file."""

    file: BinaryIO
    span: Span


class Answer(Record, frozen=True):
    status: HTTPStatus
    headers: Headers
    body: bytes | Excerpt = b""

    @property
    def length(self) -> int:
        return len(self.body) if isinstance(self.body, bytes) else self.body.span.length


def own(body: bytes, kind: str, status: int = HTTPStatus.OK) -> Answer:
    """An answer of the server's own rooms."""
    return Answer(HTTPStatus(status), (("Content-Type", kind), *OWN_HEADERS), body)


def own_json(value: object) -> Answer:
    return own(msgspec.json.encode(value), JSON)


def told(status: HTTPStatus, text: str, *headers: tuple[str, str]) -> Answer:
    """A short word in place of a page."""
    kind = ("Content-Type", "text/plain; charset=utf-8")
    return Answer(status, (kind, *OWN_HEADERS, *headers), f"{text}.\n".encode())
