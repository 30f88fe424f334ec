"""The site as its hosting gives it: folders, 404.html, redirects, conditional requests, parts of media."""

from __future__ import annotations

import hashlib
import io
import os
import time
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from generator.serve.answers import Answer, Asking, Excerpt, Headers, told
from generator.serve.conditions import Asked, Span, Validators, asked
from generator.serve.files import INDEX, NOT_FOUND, content_type, file_of, name_of
from generator.serve.inject import version, with_client
from generator.serve.preview import Preview
from generator.serve.rules import INSTEAD, Redirect, headers_in, headers_of, redirect_of, redirects_in

PATIENCE = 10.0  # seconds that a request waits for a page that is being made
FRESH = ("Cache-Control", "no-cache")  # to be asked for again each time, and not sent again each time
MISSING = b"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Not found</title></head>
<body><p>There is no page here yet. The terminal tells what was built.</p></body></html>
"""

_NOT_THEIRS = frozenset((
    "cache-control", "connection", "content-encoding", "content-length", "content-range", "date", "etag",
    "last-modified", "location", "strict-transport-security", "transfer-encoding",
))  # fmt: skip
"""Headers of `_headers` that this server does not take over: they would have a preview show what is old."""


def respond(preview: Preview, request: Asking) -> Answer:
    """The answer to any path that is not one of the server's own."""
    base_path = preview.base_path()
    if base_path and request.path in ("/", base_path):
        return _moved(f"{base_path}/", request.query)
    name = name_of(request.path, base_path)
    if name is None:
        return _missing(preview, request)
    file = _wanted(preview, name)
    found = file is not None and file.is_file()
    rule = redirect_of(redirects_in(preview.output), request.path, found)
    if rule is not None:
        return _ruled(preview, request, rule, base_path)
    if file is not None and not found:
        return _folder(preview, request, name)
    if file is None:
        return _missing(preview, request)
    return _sent(preview, request, file, name)


def version_at(preview: Preview, path: str) -> str:
    """The version of the page that a path gives now, be it the one that says that there is none.

    Nothing is waited for: what is still being made is told when it is there.
    """
    name = name_of(path, preview.base_path())
    file = file_of(preview.output, name) if name is not None else None
    if file is not None and file.is_file():
        return version(file.read_bytes())
    return version(_lost(preview))


def _wanted(preview: Preview, name: str) -> Path | None:
    """The file or folder of a name, after what is being made of it has been waited for."""
    last = name.rpartition("/")[2]
    preview.wanted(name if "." in last else f"{name}/{INDEX}", PATIENCE)
    return file_of(preview.output, name)


def _folder(preview: Preview, request: Asking, name: str) -> Answer:
    page = file_of(preview.output, f"{name}/{INDEX}")
    return _moved(f"{request.path}/", request.query) if page else _missing(preview, request)


def _moved(to: str, query: str = "", status: int = HTTPStatus.FOUND) -> Answer:
    """A redirect, which no browser keeps: tomorrow's preview may be of another site."""
    target = quote(to, safe="%/:?#[]@!$&'()*+,;=~") + (f"?{query}" if query else "")
    return told(HTTPStatus(status), "This page has moved", ("Location", target))


def _ruled(preview: Preview, request: Asking, rule: Redirect, base_path: str) -> Answer:
    if rule.status not in INSTEAD:
        return _moved(rule.target, request.query if "?" not in rule.target else "", rule.status)
    name = name_of(rule.target, base_path)
    file = file_of(preview.output, name) if name is not None else None
    if file is None or name is None or not file.is_file():
        return _missing(preview, request)
    return _sent(preview, request, file, name, HTTPStatus(rule.status))


def _missing(preview: Preview, request: Asking) -> Answer:
    page = with_client(_lost(preview), "")
    headers = _headers(preview, request.path, content_type(NOT_FOUND))
    return Answer(HTTPStatus.NOT_FOUND, headers, page)


def _lost(preview: Preview) -> bytes:
    file = file_of(preview.output, NOT_FOUND)
    return file.read_bytes() if file else MISSING


def _sent(
    preview: Preview, request: Asking, file: Path, name: str, status: HTTPStatus = HTTPStatus.OK
) -> Answer:
    """A file, or the part of it that is wanted."""
    try:
        opened = file.open("rb")
    except OSError:  # gone since it was found
        return _missing(preview, request)
    try:
        kind = content_type(name)
        content, size, state = _content(opened, kind, name)
        headers = _headers(preview, request.path, kind)
        if status is not HTTPStatus.OK:
            return Answer(status, headers, Excerpt(content, Span(0, size)))
        headers = (*headers, *state.headers(time.time()), ("Accept-Ranges", "bytes"))
        return _part(request, headers, content, size, state)
    except BaseException:
        opened.close()
        raise


def _content(opened: BinaryIO, kind: str, name: str) -> tuple[BinaryIO, int, Validators]:
    """What is sent of an open file, its length, and what tells it from what it was before."""
    found = os.fstat(opened.fileno())
    if not kind.startswith("text/html"):
        tag = f'"{found.st_mtime_ns:x}-{found.st_size:x}-{found.st_ino:x}"'
        return opened, found.st_size, Validators(tag, found.st_mtime)
    with opened:
        page = with_client(opened.read(), name)
    tag = f'"{hashlib.blake2b(page, digest_size=12).hexdigest()}"'
    return io.BytesIO(page), len(page), Validators(tag, found.st_mtime)


def _part(request: Asking, headers: Headers, content: BinaryIO, size: int, state: Validators) -> Answer:
    wanted = asked(request.headers, state, size, request.is_get)
    if isinstance(wanted, Span):
        more = ("Content-Range", wanted.header(size))
        return Answer(HTTPStatus.PARTIAL_CONTENT, (*headers, more), Excerpt(content, wanted))
    if wanted is Asked.WHOLE:
        return Answer(HTTPStatus.OK, headers, Excerpt(content, Span(0, size)))
    content.close()
    if wanted is Asked.NOTHING:
        return Answer(HTTPStatus.NOT_MODIFIED, headers)
    more = ("Content-Range", f"bytes */{size}")
    return Answer(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, (*headers, more))


def _headers(preview: Preview, path: str, kind: str) -> Headers:
    """Those of the hosting, with the type that it gives where `_headers` names one."""
    theirs = headers_of(headers_in(preview.output), path)
    kept = tuple(header for header in theirs if header[0].lower() not in _NOT_THEIRS)
    named = any(name.lower() == "content-type" for name, _ in kept)
    return (FRESH, *kept) if named else (FRESH, ("Content-Type", kind), *kept)
