"""Files at fixed places: robots.txt (RFC 9309), security.txt (RFC 9116)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from urllib.robotparser import RobotFileParser

from standards.values import is_language, is_web_url, moment

_ROBOTS_LIMIT = 500 * 1024  # bytes that a crawler must read
_RULES = ("allow", "disallow", "crawl-delay", "content-signal", "content-usage")
_SINGLE = ("Expires", "Preferred-Languages")
_SECURITY = (
    "Acknowledgments", "Canonical", "Contact", "Encryption", "Expires", "Hiring", "Policy",
    "Preferred-Languages", "CSAF",
)  # fmt: skip
_OTHER_SCHEMES = {"Contact": ("mailto:", "tel:"), "Encryption": ("openpgp4fpr:", "dns:")}


def robots(text: str) -> RobotFileParser:
    """A robots.txt as Python's own parser understands it."""
    parser = RobotFileParser()
    parser.parse(text.splitlines())
    return parser


def check_robots(text: str) -> list[str]:
    """What is wrong with a robots.txt."""
    findings = [*_robots_lines(text)]
    if len(text.encode()) > _ROBOTS_LIMIT:
        findings.append(f"has more than {_ROBOTS_LIMIT} bytes")
    agents = [line.partition(":")[2].strip().casefold() for line in text.splitlines() if _is_agent(line)]
    findings += [f"speaks twice to {each!r}" for each in sorted(set(agents)) if agents.count(each) > 1]
    if "*" not in agents:
        findings.append("does not speak to all robots")
    if not robots(text).site_maps():
        findings.append("names no sitemap")
    return findings


def _is_agent(line: str) -> bool:
    return line.partition(":")[0].strip().casefold() == "user-agent"


def _robots_lines(text: str) -> Iterator[str]:
    in_group = False
    for number, line in enumerate(text.splitlines(), 1):
        content = line.partition("#")[0].strip()
        if not content:
            continue
        name, colon, value = (part.strip() for part in content.partition(":"))
        name = name.casefold()
        if not colon:
            yield f"line {number} has no colon"
        elif name == "user-agent":
            in_group = True
            if not value:
                yield f"line {number} names no robot"
        elif name in ("sitemap", "license"):
            if not is_web_url(value):
                yield f"line {number} has no whole address: {value!r}"
        elif name not in _RULES:
            yield f"line {number} has the unknown field {name!r}"
        elif not in_group:
            yield f"line {number} is a rule for nobody"
        elif name in ("allow", "disallow") and value and value[0] not in "/*":
            yield f"line {number} has a path that does not begin with a slash: {value!r}"


def check_security(data: bytes, url: str, now: dt.datetime) -> list[str]:
    """What is wrong with a security.txt that is published at `url` and read at `now`."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ["is not UTF-8"]
    fields, findings = _security_fields(text)
    values = [value for name, value in fields if name == "Contact"]
    if not values:
        findings.append("has no Contact")
    for name in _SINGLE:
        if len([each for each, _ in fields if each == name]) > 1:
            findings.append(f"has more than one {name}")
    canonical = [value for name, value in fields if name == "Canonical"]
    if canonical and url not in canonical:
        findings.append(f"stands at {url}, which is not among its Canonical addresses")
    findings += [finding for name, value in fields for finding in _security_value(name, value)]
    return [*findings, *_expiry([value for name, value in fields if name == "Expires"], now)]


def _security_fields(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    fields, findings = [], []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, separator, value = line.partition(": ")
        if not separator or not value.strip() or name not in _SECURITY:
            findings.append(f"line {number} is no field of security.txt: {line!r}")
        else:
            fields.append((name, value.strip()))
    if text and not text.endswith("\n"):
        findings.append("does not end its last line")
    return fields, findings


def _security_value(name: str, value: str) -> Iterator[str]:
    if name == "Preferred-Languages":
        if not all(is_language(each.strip()) for each in value.split(",")):
            yield f"has Preferred-Languages that are none: {value!r}"
    elif name != "Expires" and not value.startswith(("https://", *_OTHER_SCHEMES.get(name, ()))):
        yield f"has in {name} no address of a safe kind: {value!r}"


def _expiry(values: list[str], now: dt.datetime) -> Iterator[str]:
    if not values:
        yield "has no Expires"
        return
    date = moment(values[0])
    if date is None:
        yield f"has in Expires no date of RFC 3339: {values[0]!r}"
    elif date <= now:
        yield f"has expired: {values[0]}"
