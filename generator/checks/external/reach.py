"""Whom a check may ask: only machines of the open internet, so that no article makes it knock at the doors
of the network that it runs in. A name is looked up once, and what is connected to is what was judged."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Collection
from functools import cache

PATIENCE = 10.0
"""Seconds for a connection, and for each answer."""


class Private(OSError):
    """An address that is none of the open internet."""


def public_address(host: str, port: int, allowed: Collection[str] = ()) -> tuple[str, int]:
    """The address to connect to for a host; any for those that are allowed by name, with or without port.

    Raises `Private`, and `OSError` for a name that nobody knows.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    free = host in allowed or f"{host}:{port}" in allowed
    for *_, place in found:
        address = str(place[0])
        if not free and not _is_public(address):
            raise Private(f"{host} is {address}, an address of a private network")
    return str(found[0][4][0]), port


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return (mapped or ip).is_global and not ip.is_multicast


def connection(scheme: str, host: str, port: int, allowed: Collection[str]) -> http.client.HTTPConnection:
    """A connection to a host that may be asked. Raises what `public_address` and a connection raise."""
    place = public_address(host, port, allowed)
    found = http.client.HTTPConnection(host, port, timeout=PATIENCE)
    raw = socket.create_connection(place, PATIENCE)
    # The name is the host's still, for its certificate and its headers; the address is the one above.
    found.sock = _context().wrap_socket(raw, server_hostname=host) if scheme == "https" else raw
    return found


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()
