"""Languages: a screen reader chooses its voice by them (WCAG 2.2, 3.1.1 and 3.1.2).

The form of a tag is that of BCP 47 (RFC 5646, section 2.1). What Unicode CLDR has a name for is a language
that is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from generator.checks.finding import Finding
from generator.checks.page import BuiltPage
from generator.model import Problem, Severity

ATTRIBUTES = ("lang", "hreflang", "srclang")
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})"  # language and extended language
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"  # script and region
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"  # extensions, private use
    r"|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)
_SPECIAL = frozenset(
    ("und", "mul", "zxx", "mis", "x")
)  # of several languages, of none, of one without a code
_ANY = "x-default"  # of `hreflang`: for everybody else


def languages(page: BuiltPage) -> Iterator[Finding]:
    """An error for a page that does not say its language, and for each tag that is none; a warning for one
    that nobody knows."""
    root = page.html.root
    if root is not None and not (root.attributes.get("lang") or "").strip():
        message = "A page does not say in which language it is"
        yield Finding("no-language", message, "Give `<html>` in its template a `lang`", ("<html",))
    for name in ATTRIBUTES:
        for tag in dict.fromkeys(page.values(name)):
            if tag and not (name == "hreflang" and tag.lower() == _ANY):
                yield from language(tag, name)


def language(tag: str, name: str) -> Iterator[Finding]:
    """What is wrong with a tag of a language in an attribute or an element of some name."""
    written = (f'{name}="{tag}"', f"{name}='{tag}'", f"{name}={tag}", tag)
    if not _TAG.fullmatch(tag):
        cure = f"Write `{tag.replace('_', '-')}`" if "_" in tag else "Write its code, such as `en` or `pt-BR`"
        yield Finding("bad-language", f"`{name}` names no language: `{tag}`", cure, written)
    elif not _is_known(tag.partition("-")[0].lower()):
        message = f"`{name}` names a language that is not known: `{tag}`"
        cure = "Look whether it is the code of ISO 639"
        yield Finding("bad-language", message, cure, written, Severity.WARNING)


@cache
def _is_known(code: str) -> bool:
    from babel import Locale

    return code in _SPECIAL or code in Locale("en").languages


def unnamed_language(site: str) -> Iterator[Problem]:
    """A warning for a `site.yaml`, as it is written, that does not say the language of the site."""
    if not re.search(r"^[\"']?language[\"']?\s*:", site, re.MULTILINE):
        message = "The site does not say in which language it is, and passes for English"
        cure = "Write `language:` and its code, such as `en-GB`"
        yield Problem("site.yaml", 1, 1, "no-language", message, cure, Severity.WARNING)
