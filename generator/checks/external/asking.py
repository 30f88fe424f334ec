"""One question: does an address lead somewhere? HEAD first, and GET where a site does not answer that."""

from __future__ import annotations

import datetime as dt
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin, urlsplit

from generator import __version__
from generator.checks.external.reach import Private, connection
from generator.model import Record

HOPS = 8  # redirects that are followed
LONGEST = 20.0  # seconds for one answer as a whole, and for the way to it
MOVED = (301, 302, 303, 307, 308)
LASTING = (301, 308)
WAITING = (429, 503)  # with which a site asks for patience
_SAFE = "/-._~!$&'()*+,;=:@%?[]"
_NO_HEAD = (400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503)
"""Answers to HEAD that are no proof: many sites have none to it, or another one than to GET."""


class Answer(Record, frozen=True):
    """What came of a question. Without a status nothing was answered, and `reason` says why."""

    status: int = 0
    reason: str = ""
    target: str = ""  # where lasting redirects have led to
    wait: float = 0  # seconds that the site asks for
    private: bool = False

    @property
    def lives(self) -> bool:
        return 200 <= self.status < 300


def agent(base_url: str) -> str:
    """By what sites know who asks, and whom to turn to."""
    return f"Broadsheet/{__version__} (link check; +{base_url})"


def ask(url: str, user_agent: str, allowed: Collection[str] = ()) -> Answer:
    """The answer of a site, redirects followed; it never raises."""
    try:
        answer = _follow("HEAD", url, user_agent, allowed)
        if answer.status in _NO_HEAD and not answer.wait:
            answer = _follow("GET", url, user_agent, allowed)
    except Private as error:
        return Answer(reason=str(error), private=True)
    except TimeoutError:
        return Answer(reason="it does not answer in time")
    except ssl.SSLCertVerificationError as error:
        return Answer(reason=f"its certificate is not valid: {error.verify_message}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or " ".join(str(error).split()) or type(error).__name__
        return Answer(reason=reason[:200])
    return answer


def _follow(method: str, url: str, user_agent: str, allowed: Collection[str]) -> Answer:
    target, lasting, here = "", True, url
    end = time.monotonic() + LONGEST
    for _ in range(HOPS):
        if time.monotonic() > end:
            raise TimeoutError
        status, headers = _once(method, here, user_agent, allowed)
        place = headers.get("Location")
        if status not in MOVED or not place:
            return Answer(status, "", target, _wait(status, headers.get("Retry-After", "")))
        here = urljoin(here, place.encode("latin-1", "replace").decode("utf-8", "replace"))
        lasting = lasting and status in LASTING
        target = here if lasting else target
    return Answer(reason="it leads from one redirect to the next without end")


def _once(
    method: str, url: str, user_agent: str, allowed: Collection[str]
) -> tuple[int, http.client.HTTPMessage]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"it leads to {url[:80]}, which is no address of the web")
    host = parts.hostname.encode("idna").decode("ascii")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    path = quote(parts.path or "/", safe=_SAFE) + (
        f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    )
    name = f"[{host}]" if ":" in host else host
    headers = {
        "Host": f"{name}:{parts.port}" if parts.port else name,
        "User-Agent": user_agent,
        "Accept": "*/*",
        "Accept-Encoding": "identity",
        "Connection": "close",
    }
    with _for_a_while(connection(parts.scheme, host, port, allowed)) as talk:
        talk.request(method, path, headers=headers)
        answer = talk.getresponse()
        return answer.status, answer.headers  # of what follows nothing is read


@contextmanager
def _for_a_while(talk: http.client.HTTPConnection) -> Iterator[http.client.HTTPConnection]:
    """A connection that is cut after some time, also where an answer comes a byte at a time."""
    cut = threading.Event()

    def end() -> None:
        cut.set()
        with suppress(OSError, AttributeError):
            talk.sock.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(LONGEST, end)
    clock.daemon = True
    clock.start()
    try:
        yield talk
    except (OSError, http.client.HTTPException):
        if cut.is_set():
            raise TimeoutError from None
        raise
    finally:
        clock.cancel()
        talk.close()


def _wait(status: int, text: str) -> float:
    """The seconds of `Retry-After`, which has them or a date (RFC 9110, section 10.2.3)."""
    if status not in WAITING:
        return 0
    if text.strip().isdecimal():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - dt.datetime.now(dt.UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0
