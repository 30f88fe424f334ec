"""The values that `site.yaml` and articles share: addresses, languages, time zones, slugs, paths.

Each function takes a text and gives the value in its one proper form, or a complaint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit

from generator.data.schema import Complaint, nearest, shown
from generator.schemes import OUTSIDE
from generator.slugs import slugify

# language[-Script][-REGION][-variant…] of RFC 5646; extensions and private use have no place here.
_LANGUAGE_TAG = re.compile(
    r"(?P<language>[A-Za-z]{2,3})(?:-(?P<script>[A-Za-z]{4}))?(?:-(?P<region>[A-Za-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*)"
)
_LINK_START = re.compile(rf"{OUTSIDE}|/(?!/)", re.IGNORECASE)
_UNFIT_FOR_URL = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029<>\"\\^`{|}]")


def slug(text: str) -> str | Complaint:
    proper = slugify(text)
    if proper == text and text:
        return text
    cure = f"Write `{proper}`" if proper else "Write lower-case letters and digits, joined by hyphens"
    return Complaint("bad-slug", f"cannot stand in a URL as it is: {shown(text)}", cure)


def title_case(slug: str) -> str:
    """The label of a slug that has none of its own: `middle-east` is "Middle East"."""
    return " ".join(word[:1].upper() + word[1:] for word in slug.split("-"))


def web_url(text: str) -> str | Complaint:
    """An absolute http or https URL."""
    wrong = Complaint(
        "bad-url", f"is not a web address: {shown(text)}", "Write it in full: `https://example.org/`"
    )
    try:
        parts = urlsplit(text)
        _ = parts.port  # is read only when asked for, and may not be a number
    except ValueError:
        return wrong
    if parts.scheme not in ("http", "https") or not parts.hostname or _UNFIT_FOR_URL.search(text):
        return wrong
    return text


def base_url(text: str) -> str | Complaint:
    """The address under which the site is published: http or https, ending in a slash."""
    url = web_url(text)
    if isinstance(url, Complaint):
        return url
    parts = urlsplit(url)
    if "?" in url or "#" in url:
        plain = f"{parts.scheme}://{parts.netloc}{parts.path}"
        return Complaint("bad-url", "has a part after `?` or `#`, which no site has", f"Write `{plain}`")
    if "@" in parts.netloc:
        message = "holds a user name, which would be published"
        return Complaint("bad-url", message, "Leave out what ends in `@`")
    if not parts.netloc.isascii():
        return Complaint("bad-url", "has letters that feeds cannot carry", f"Write `{_ascii_url(url)}`")
    if ".." in parts.path.split("/") or "//" in parts.path:
        return Complaint("bad-url", "has a path with `..` or `//`", "Write the path as browsers show it")
    path = quote(parts.path, safe="/%-._~!$&+,;=:@").rstrip("/")
    return f"{parts.scheme}://{parts.netloc.lower()}{path}/"


def _ascii_url(url: str) -> str:
    """The address with its host in Punycode (RFC 3492), where there is one."""
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        host = "example.org"
    return f"{parts.scheme}://{host}{parts.path}"


def link(text: str) -> str | Complaint:
    """An address for a link of the site: web, mail, telephone, or a path of the site itself."""
    wrong = Complaint(
        "bad-url",
        f"is not an address that the site can link to: {shown(text)}",
        "Write `https://…`, `mailto:…`, `tel:…`, or a path of the site such as `/about/`",
    )
    if not _LINK_START.match(text) or _UNFIT_FOR_URL.search(text):
        return wrong
    return web_url(text) if text[:4].lower() == "http" else text


def path_below(folder: str, text: str) -> str | Complaint:
    """A relative path that stays in its folder; `folder` is its name in the cure."""
    parts = text.split("/")
    if "\\" in text or ":" in parts[0] or any(part in ("", ".", "..") or "\0" in part for part in parts):
        cure = f"Write a path below {folder}, such as `images/name.png`"
        return Complaint("bad-path", f"is not a path inside the site: {shown(text)}", cure)
    return text


@lru_cache(maxsize=256)
def language(text: str) -> str | Complaint:
    """A BCP 47 language tag (RFC 5646) that Unicode CLDR has data for, in its usual letter case."""
    found = _LANGUAGE_TAG.fullmatch(text.replace("_", "-"))
    if not found:
        return _unknown_language(text)
    from babel import Locale, UnknownLocaleError

    script, region = found["script"] or "", found["region"] or ""
    parts = (found["language"].lower(), script.title(), region.upper(), found["variants"].lower().strip("-"))
    proper = "-".join(part for part in parts if part)
    try:
        Locale.parse("-".join(part for part in parts[:3] if part), sep="-")
    except (ValueError, UnknownLocaleError):
        return _unknown_language(text)
    if "_" in text:
        return Complaint("bad-language", f"has an underscore: {shown(text)}", f"Write `{proper}`")
    return proper


def _unknown_language(text: str) -> Complaint:
    from babel import Locale

    names = {name: code.replace("_", "-") for code, name in Locale("en").languages.items()}
    name = nearest(text, names)
    known = f"{name} is `{names[name]}`" if name else "for example `en`, `pt-BR` or `zh-Hans`"
    cure = f"Write its code: {known}"
    return Complaint("bad-language", f"is not a language code that is known: {shown(text)}", cure)


def timezone(text: str) -> str | Complaint:
    """The name of a time zone of the IANA database."""
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(text)
    except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError):
        pass
    else:
        if text not in ("localtime", "Factory", "posixrules"):  # what the machine happens to be set to
            return text
    name = nearest(text.replace(" ", "_"), sorted(zoneinfo.available_timezones()))
    cure = f"Did you mean `{name}`" if name else "Write a region and a city, such as `Europe/Paris`"
    return Complaint("bad-timezone", f"is not a time zone that is known: {shown(text)}", cure)
