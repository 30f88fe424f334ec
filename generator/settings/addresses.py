"""Addresses beside those of menus: of hubs, keys and licences, and how to reach a person or the newsroom."""

from __future__ import annotations

import re

from generator.data import values
from generator.data.schema import Complaint, line, refine, shown
from generator.settings.repeated import one_or_more

_MAILBOX = re.compile(r"[^\s@<>\"(),:;\\]+@[^\s@<>\"(),:;\\]+\.[^\s@<>\"(),:;\\]+")
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ().-]{2,28}[0-9]")
_TELEPHONE_URI = re.compile(r"tel:\+?[0-9().-]*[0-9]")  # RFC 3966, without its parameters
_KEY_URI = re.compile(r"openpgp4fpr:[0-9A-Fa-f]{32,64}|dns:[A-Za-z0-9._/?=;-]+")
_ROBOTS_PATH = re.compile(r"/[^\s#\x00-\x1f\x7f-\x9f]*")  # RFC 9309, section 2.2, without white space


def https_url(text: str) -> str | Complaint:
    """An absolute https URL in ASCII."""
    url = values.web_url(text)
    if isinstance(url, Complaint):
        return url
    if not url.lower().startswith("https://"):
        cure = f"Write `https://{url.partition('://')[2]}`, if the page is served so"
        return Complaint("bad-url", f"must begin with `https://`: {shown(text)}", cure)
    if not url.isascii():
        cure = "Copy it from the address bar of a browser"
        return Complaint("bad-url", f"has letters that must be encoded: {shown(text)}", cure)
    return url


def contact(text: str) -> str | Complaint:
    """`mailto:`, `tel:` or `https:` (RFC 9116, section 2.5.3)."""
    if _MAILBOX.fullmatch(text.removeprefix("mailto:")):
        return text if text.startswith("mailto:") else _bad_contact(text, f"Write `mailto:{text}`")
    if text.startswith(("https:", "http:")):
        return https_url(text)
    if _TELEPHONE_URI.fullmatch(text):
        return text
    return _bad_contact(text, "Write `mailto:…`, `tel:…` or `https://…`")


def _bad_contact(text: str, cure: str) -> Complaint:
    return Complaint("bad-url", f"is not an address to write to or call: {shown(text)}", cure)


def key_url(text: str) -> str | Complaint:
    """Where a key is: `https:`, `dns:` or `openpgp4fpr:` (RFC 9116, section 2.5.4)."""
    return text if _KEY_URI.fullmatch(text) else https_url(text)


def email(text: str) -> str | Complaint:
    plain = text.removeprefix("mailto:")
    if _MAILBOX.fullmatch(plain):
        return plain
    return Complaint("bad-email", f"is not an e-mail address: {shown(text)}", "Write `desk@example.org`")


def telephone(text: str) -> str | Complaint:
    plain = text.removeprefix("tel:")
    if _TELEPHONE.fullmatch(plain):
        return plain
    message = f"is not a telephone number: {shown(text)}"
    return Complaint("bad-telephone", message, 'Write it with its country: `"+44 20 7946 0000"`')


def robots_path(text: str) -> str | Complaint:
    """The beginning of the paths that robots leave out; `*` and `$` have their meaning there."""
    if _ROBOTS_PATH.fullmatch(text):
        return text
    cure = "Begin with `/`, without spaces and `#`: `/private/`"
    return Complaint("bad-path", f"is not a path that robots.txt can hold: {shown(text)}", cure)


SAME_AS = one_or_more(refine(line, values.web_url), identity=str)
"""Other addresses of the same person or organisation."""
