"""/.well-known/security.txt: how to report a hole in the security of the site (RFC 9116)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from generator.config import Config, LinkTo
from generator.contexts import SecurityPage
from generator.indexes import Key
from generator.model import Problem, Severity
from generator.options import Security
from generator.pages.page import Page
from generator.urls import absolute
from generator.view import View

URL = "/.well-known/security.txt"


def fixed(config: Config) -> Iterator[Key]:
    """One for the whole site, if `security` is given."""
    if config.security:
        yield ("security",)


def compose(_key: Key, view: View) -> Page | None:
    security: Security | None = view.fact("security")
    if security is None:
        return None
    fields = _fields(security, absolute(URL, view.base_url))
    return Page(URL, "security.txt", SecurityPage(tuple(LinkTo(*field) for field in fields)))


def _fields(security: Security, address: str) -> Iterator[tuple[str, str]]:
    """The names and values of the fields, the contacts in the order of preference (section 2.5)."""
    yield from (("Contact", contact) for contact in security.contact)
    yield "Expires", f"{security.expires.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"
    if address.startswith("https://"):  # web addresses must (section 2.5.2)
        yield "Canonical", address
    optional = {
        "Policy": security.policy,
        "Encryption": security.encryption,
        "Acknowledgments": security.acknowledgments,
        "Preferred-Languages": ", ".join(security.languages),
    }
    yield from ((name, value) for name, value in optional.items() if value)


def expired(security: Security | None, as_of: dt.datetime) -> Problem | None:
    """A warning where security.txt is not to be trusted any more at a moment (section 2.5.5)."""
    if security is None or security.expires > as_of:
        return None
    message = f"security.txt expired on {security.expires:%Y-%m-%d}, and nobody may rely on it any more"
    cure = "Look whether its contacts still hold, and write a later `security: expires`"
    return Problem("site.yaml", 0, 0, "security-expired", message, cure, Severity.WARNING)
