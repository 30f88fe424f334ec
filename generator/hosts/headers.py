"""What a host is to tell with each answer: for the safety of readers, and how long a file may be kept."""

from __future__ import annotations

import re

from generator.config import Config
from generator.hosts.policy import directives, written
from generator.options import HeaderRule

EVERYWHERE = "/*"
POLICY = "Content-Security-Policy"

SAFETY = (
    ("Strict-Transport-Security", "max-age=31536000"),  # RFC 6797; left out of a site without https
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    (
        "Permissions-Policy",
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)

CACHE = "Cache-Control"
LONG = "public, max-age=31536000, immutable"
"""For what has the digest of its bytes in its name: the same for ever (RFC 8246)."""
BRIEF = "public, max-age=60"
"""For all else: a correction is to be seen within a minute."""

FINGERPRINT = r"\.[0-9a-f]{10,64}\.[a-z0-9]+$"
"""The end of the name of a fingerprinted file, as a regular expression that all servers understand."""
_FINGERPRINTED = re.compile(FINGERPRINT)

TYPES = {
    "feed.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
"""The media types of feeds, by the names of their files."""

OTHER_TYPES = {
    ".avif": "image/avif",
    ".m4a": "audio/mp4",
    ".mjs": "text/javascript",
    ".opml": "text/x-opml",
    ".opus": "audio/ogg",
    ".vtt": "text/vtt",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
}
"""Those of files that not every server knows, which with `nosniff` a browser does not find out itself."""


def is_fingerprinted(path: str) -> bool:
    return _FINGERPRINTED.search(path) is not None


def cache_control(path: str) -> str:
    """How long a file of the output may be kept: the value of `Cache-Control`."""
    return LONG if is_fingerprinted(path) else BRIEF


def headers_of(config: Config) -> tuple[HeaderRule, ...]:
    """The headers of a site: first those of every path, then those of the paths that site.yaml names."""
    given = [rule for rule in config.headers if rule.path == EVERYWHERE]
    policy = directives(config)
    for rule in given:
        policy |= dict(rule.directives)
    secure = config.base_url.startswith("https://")
    own = [(POLICY, written(policy)), *(each for each in SAFETY if secure or each[0] != SAFETY[0][0])]
    fields = {name.lower(): (name, value) for name, value in own}
    for rule in given:
        fields |= {name.lower(): (name, value) for name, value in rule.fields}
    general = HeaderRule(EVERYWHERE, tuple(each for each in fields.values() if each[1]))
    others = (_for_path(rule, policy) for rule in config.headers if rule.path != EVERYWHERE)
    return (general, *others)


def _for_path(rule: HeaderRule, policy: dict[str, str]) -> HeaderRule:
    if not rule.directives:
        return rule
    return HeaderRule(rule.path, (*rule.fields, (POLICY, written(policy | dict(rule.directives)))))
