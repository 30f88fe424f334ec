"""How the texts of articles are read, as `site.yaml` says: leftovers of raw texts, and Markdown."""

from __future__ import annotations

import re
import warnings

from generator.data.schema import Complaint, boolean, choice, line, list_of, record, refine, shown, text
from generator.options import Markdown

PATTERN_LIMIT = 500  # characters of a boilerplate pattern


def _pattern(pattern: str) -> str | Complaint:
    if len(pattern) > PATTERN_LIMIT:
        cure = "Split it into several patterns"
        return Complaint("bad-pattern", f"has a pattern of more than {PATTERN_LIMIT} characters", cure)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Python warns of a pattern whose meaning may change
            re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        message = f"is not a regular expression: {shown(pattern)} ({error})"
        return Complaint("bad-pattern", message, "Put `\\` before a sign that is meant literally")
    return pattern


def _host(name: str) -> str | Complaint:
    if re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", name.lower()):
        return name.lower()
    message = f"is not the name of a host: {shown(name)}"
    return Complaint("bad-host", message, "Write it without `https://` and path: `www.youtube-nocookie.com`")


BOILERPLATE = list_of(refine(text, _pattern))

MARKDOWN = record(
    Markdown,
    engine=choice("python-markdown", "commonmark"),
    clean=boolean,
    embeds=list_of(refine(line, _host)),
)
