"""What readers get: the files of an output, fetched from where they were published, and compared."""

from __future__ import annotations

import gzip
import hashlib
import http.client
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urljoin, urlsplit

from generator.deploy.items import Item
from generator.ledger.published import url_of
from generator.model import Problem, Record
from generator.urls import encode

AT_ONCE = 8
PATIENCE = 20  # seconds for each answer
HOPS = 5  # redirects that are followed
_OF_THE_HOST = ("_redirects", "_headers", "CNAME", ".nojekyll", "404.html")
"""Files that a host reads and does not give out, or gives out with another status."""


class Verified(Record, frozen=True):
    """What came of a look at a published site."""

    files: int = 0  # that were fetched
    problems: tuple[Problem, ...] = ()


def verify(base_url: str, items: Sequence[Item], done: Callable[[int, int], None]) -> Verified:
    """Fetch every item by its address below `base_url` and compare its bytes with those of the output."""
    wanted = [item for item in items if not (item.encoding or item.location or item.path in _OF_THE_HOST)]
    problems: list[Problem] = []
    local = threading.local()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for number, found in enumerate(pool.map(lambda item: _look(local, base_url, item), wanted), 1):
            problems += found
            done(number, len(wanted))
    return Verified(len(wanted), tuple(problems))


def _look(local: threading.local, base_url: str, item: Item) -> list[Problem]:
    address = base_url.rstrip("/") + encode(url_of(item.path))
    try:
        status, data = _fetch(local, address)
    except (OSError, http.client.HTTPException, ValueError, EOFError) as error:
        cure = "Look whether the host is up, and `verify_url` right"
        return [_problem(item, "not-reached", f"{address} cannot be fetched: {error}", cure)]
    if status != 200:
        cure = "Look what the host gives out, and whether it serves the folder that was deployed"
        return [_problem(item, "not-published", f"{address} answers {status}", cure)]
    if hashlib.sha256(data).hexdigest() != item.digest:
        cure = "Wait until caches have let go of the old one; then deploy with --force"
        return [_problem(item, "published-otherwise", f"{address} is not what the output holds", cure)]
    return []


def _problem(item: Item, rule: str, message: str, cure: str) -> Problem:
    return Problem(item.source, 0, 0, rule, message, cure)


def _fetch(local: threading.local, address: str) -> tuple[int, bytes]:
    """The status and body of an address, redirects followed. A connection is kept for each host."""
    for _ in range(HOPS):
        parts = urlsplit(address)
        connection = _connection(local, parts.scheme, parts.netloc)
        headers = {"Accept-Encoding": "identity", "Cache-Control": "no-cache", "User-Agent": "Broadsheet"}
        try:
            connection.request("GET", parts.path or "/", headers=headers)
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            raise
        if answer.status in (301, 302, 307, 308) and (target := answer.getheader("Location")):
            address = urljoin(address, target)
            continue
        return answer.status, _unpacked(body, answer.getheader("Content-Encoding") or "")
    raise ValueError("too many redirects")


def _unpacked(body: bytes, encoding: str) -> bytes:
    """The bytes of a body; object stores give out what they hold, whatever is asked for."""
    if encoding == "gzip":
        return gzip.decompress(body)
    if encoding == "br":
        from generator.deploy.packing import library

        return bytes(library("brotli").decompress(body))
    return body


def _connection(local: threading.local, scheme: str, host: str) -> http.client.HTTPConnection:
    known: dict[tuple[str, str], http.client.HTTPConnection] = local.__dict__.setdefault("known", {})
    if (scheme, host) not in known:
        if scheme == "https":
            context = ssl.create_default_context()
            known[scheme, host] = http.client.HTTPSConnection(host, timeout=PATIENCE, context=context)
        else:
            known[scheme, host] = http.client.HTTPConnection(host, timeout=PATIENCE)
    return known[scheme, host]
