"""Who is answered: the editor's own browser, at the address of the preview, for a preview shows drafts.

A page of another site can send requests to this machine, and can point a name of its own at it (DNS
rebinding). The first is told by `Origin` and `Sec-Fetch-Site` (Fetch Standard, W3C Fetch Metadata), the
second by `Host`.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from email.message import Message
from http import HTTPStatus

from generator.model import Record

LOOPBACK = frozenset(("127.0.0.1", "localhost", "[::1]"))
EVERY_ADDRESS = frozenset(("0.0.0.0", "[::]"))
OWN = ("/_broadsheet/", "/_desk/")
"""The server's own rooms: what is below them is no part of the site."""

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[^\s:/?#@\[\]\\]+)(?::\d{1,5})?", re.IGNORECASE)


class Refusal(Record, frozen=True):
    status: HTTPStatus
    reason: str


def bracketed(host: str) -> str:
    """A host as it stands in a URL: an IPv6 address has brackets."""
    return f"[{host.lower()}]" if ":" in host else host.lower()


def names_of(host: str, machine: Iterable[str] = ()) -> frozenset[str]:
    """The names by which a server that listens on `host` may be called.

    `machine` are the names of this machine; they count where it listens on every address.
    """
    name = bracketed(host)
    more = (each.lower() for each in machine) if name in EVERY_ADDRESS else ()
    return LOOPBACK | {name, *more}


def refusal(path: str, headers: Message, names: frozenset[str]) -> Refusal | None:
    """Why a request for a URL path is not answered; None where it is."""
    if len(headers.get_all("Host", ())) > 1 or "Transfer-Encoding" in headers:
        return Refusal(HTTPStatus.BAD_REQUEST, "This request can be read in two ways")
    if headers.get("Content-Length", "0") != "0":
        return Refusal(HTTPStatus.BAD_REQUEST, "Nothing can be sent to this preview")
    host = headers.get("Host", "")
    if not _is_called(host, names):
        return Refusal(HTTPStatus.MISDIRECTED_REQUEST, "This preview is not served under that name")
    if is_own(path) and _is_foreign(path, host, headers):
        return Refusal(HTTPStatus.FORBIDDEN, "This is for the pages of this preview only")
    return None


def is_own(path: str) -> bool:
    return path.startswith(OWN) or f"{path}/" in OWN


def _is_called(host: str, names: frozenset[str]) -> bool:
    found = _HOST.fullmatch(host)
    if found is None:
        return False
    name = found["name"].lower()
    # An address cannot be pointed elsewhere, as a name can.
    return name in names or (not names.isdisjoint(EVERY_ADDRESS) and _is_address(name))


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True


def _is_foreign(path: str, host: str, headers: Message) -> bool:
    """Whether a page of elsewhere asks. Another port of this machine is elsewhere, too."""
    origin = headers.get("Origin")
    if origin is not None and origin.lower() not in (f"http://{host}".lower(), f"https://{host}".lower()):
        return True
    site = headers.get("Sec-Fetch-Site", "same-origin")
    # A link to the desk may stand anywhere; only a person who follows it sees where it leads.
    followed = headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"
    return site not in ("same-origin", "none") and not (followed and path.startswith("/_desk/"))
