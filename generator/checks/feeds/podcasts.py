"""What podcast apps ask of a feed.

https://podcasters.apple.com/support/823-podcast-requirements and https://help.apple.com/itc/podcasts_connect/
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from generator.checks.addresses import Address
from generator.checks.finding import Finding
from generator.model import Severity

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
TYPES = frozenset((
    "audio/mpeg", "audio/mp4", "audio/x-m4a", "audio/aac", "video/mp4", "video/x-m4v", "video/quicktime",
))  # fmt: skip
"""What all podcast apps play."""

_DURATION = re.compile(r"\d+|(?:\d+:)?\d{1,2}:\d{2}")
_BOOLEAN = ("true", "false")
_CHANNEL = ("link", "language", f"{ITUNES}image", f"{ITUNES}category", f"{ITUNES}explicit", f"{ITUNES}author")
_SETTING = "Write it below `podcast:` in site.yaml"


def is_podcast(root: Element) -> bool:
    """Whether a feed in RSS is one for podcast apps."""
    channel = root.find("channel")
    return channel is not None and any(each.tag.startswith(ITUNES) for each in channel)


def findings(root: Element, address: Address) -> Iterator[Finding]:
    """What podcast apps would refuse a feed for."""
    channel = root.find("channel")
    if channel is None:
        return
    for tag in _CHANNEL:
        if (element := channel.find(tag)) is None or not (element.text or element.attrib):
            yield _finding(f"A podcast has no `{_shown(tag)}`", _SETTING, setting="podcast")
    yield from _explicit(channel, "A podcast", "")
    if (kind := channel.findtext(f"{ITUNES}type")) and kind not in ("episodic", "serial"):
        yield _finding(
            f"The type of a podcast is `{kind}`", "Write `episodic` or `serial`", setting="podcast"
        )
    for item in channel.iterfind("item"):
        yield from _episode(item, address.file((item.findtext("link") or "").strip()))


def _episode(item: Element, page: str) -> Iterator[Finding]:
    what = f"The episode “{(item.findtext('title') or '').strip()}”"
    files = item.findall("enclosure")
    if len(files) != 1:
        yield _finding(f"{what} has {len(files)} enclosures instead of one", "Give it one recording", page)
    for each in files:
        if (kind := each.get("type", "")) not in TYPES:
            message = f"{what} is of the type `{kind}`, which not all podcast apps play"
            yield Finding(
                "podcast-type", message, "Publish it as MP3 or M4A", (), Severity.WARNING, page=page, own=True
            )
    yield from _explicit(item, what, page)
    for name, pattern in (("duration", _DURATION), ("episode", re.compile("[1-9]\\d*"))):
        text = (item.findtext(f"{ITUNES}{name}") or "").strip()
        if text and not pattern.fullmatch(text):
            yield _finding(f"{what} has the {name} `{text}`", "Write a whole number", page)


def _explicit(element: Element, what: str, page: str) -> Iterator[Finding]:
    text = element.findtext(f"{ITUNES}explicit")
    if text is not None and text not in _BOOLEAN:
        yield _finding(f"{what} says `{text}` for `itunes:explicit`", "Write `true` or `false`", page)


def _shown(tag: str) -> str:
    return tag.replace(ITUNES, "itunes:")


def _finding(message: str, cure: str, page: str = "", setting: str = "") -> Finding:
    return Finding("podcast-incomplete", message, cure, page=page, setting=setting)
