"""The web application manifest (https://www.w3.org/TR/appmanifest/), as far as a news site needs it."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from PIL import Image

from standards.values import is_language, is_media_type

_DISPLAY = ("fullscreen", "standalone", "minimal-ui", "browser")
_DIRECTIONS = ("ltr", "rtl", "auto")
_PURPOSES = {"any", "maskable", "monochrome"}
_SIZES = re.compile(r"any|[1-9]\d*x[1-9]\d*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def check_manifest(data: bytes, url: str, read: Callable[[str], bytes | None]) -> list[str]:
    """What is wrong with the manifest at `url`; `read` gives the file at an address of the site, or None."""
    try:
        manifest = json.loads(data.decode("utf-8"))
    except ValueError as error:
        return [f"is not JSON in UTF-8: {error}"]
    if not isinstance(manifest, dict):
        return ["is not an object"]
    findings = [*_members(manifest, url, read)]
    icons = manifest.get("icons")
    if not isinstance(icons, list) or not icons:
        return [*findings, "has no icons"]
    return [
        *_members(manifest, url, read),
        *(finding for icon in icons for finding in _icon(icon, url, read)),
    ]


def _members(manifest: dict[str, Any], url: str, read: Callable[[str], bytes | None]) -> Iterator[str]:
    if not isinstance(manifest.get("name"), str) or not manifest["name"].strip():
        yield "has no name"
    start = urljoin(url, str(manifest.get("start_url", "")))
    scope = urljoin(url, str(manifest.get("scope", ".")))
    if "start_url" not in manifest:
        yield "has no start_url"
    elif urlsplit(start)[:2] != urlsplit(url)[:2] or not start.startswith(scope):
        yield f"starts at {start}, outside of its scope {scope}"
    elif read(start) is None:
        yield f"starts at {start}, where nothing is"
    if manifest.get("display", "browser") not in _DISPLAY:
        yield f"has the display {manifest['display']!r}"
    if manifest.get("dir", "auto") not in _DIRECTIONS:
        yield f"has the direction {manifest['dir']!r}"
    if not is_language(manifest.get("lang", "en")):
        yield f"has the language {manifest['lang']!r}"
    for name in ("theme_color", "background_color"):
        if not _COLOUR.fullmatch(str(manifest.get(name, "#000000"))):
            yield f"has the {name} {manifest[name]!r}"


def _icon(icon: Any, url: str, read: Callable[[str], bytes | None]) -> Iterator[str]:
    if not isinstance(icon, dict) or not icon.get("src"):
        yield "has an icon without a file"
        return
    where = f"icon {icon['src']}"
    sizes = str(icon.get("sizes", "")).lower().split()
    if not sizes or not all(_SIZES.fullmatch(size) for size in sizes):
        yield f"{where} has the sizes {icon.get('sizes')!r}"
    if not is_media_type(icon.get("type", "image/png")):
        yield f"{where} has the type {icon['type']!r}"
    if not set(str(icon.get("purpose", "any")).split()) <= _PURPOSES:
        yield f"{where} has the purpose {icon['purpose']!r}"
    data = read(urljoin(url, str(icon["src"])))
    if data is None:
        yield f"{where} does not exist"
    elif b"<svg" not in data[:1000]:
        yield from _measured(data, sizes, where)


def _measured(data: bytes, sizes: list[str], where: str) -> Iterator[str]:
    with Image.open(io.BytesIO(data)) as picture:
        true = f"{picture.width}x{picture.height}"
    if sizes != [true]:
        yield f"{where} is {true} and says {' '.join(sizes) or 'nothing'}"
