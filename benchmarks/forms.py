"""The same article in the form of each generator: path, front matter, the common Markdown body."""

from __future__ import annotations

import json
from collections.abc import Callable

from benchmarks.plan import Facts, Periods, slug

Form = Callable[[Facts, str, str, Periods], tuple[str, str]]
"""Facts, summary, body and periods -> path below the site folder and whole text of the file."""


def broadsheet(facts: Facts, summary: str, body: str, _periods: Periods) -> tuple[str, str]:
    """Return the article as Markdown with YAML front matter; the folder is its section."""
    return _path(facts), _yaml(_fields(facts, summary), body)


def hugo(facts: Facts, summary: str, body: str, periods: Periods) -> tuple[str, str]:
    """Return the article for Hugo, whose lists by year and month are taxonomies of their own."""
    section = slug(facts.section)
    fields = _fields(facts, summary) | {
        "periods": [f"{facts.date:%Y}", f"{facts.date:%Y/%m}"],
        "sectionperiods": [f"{section}/{part}" for part in periods.of("section", section, facts.date)],
        "authorperiods": _below("author", facts.authors, facts, periods),
        "tagperiods": _below("tag", facts.tags, facts, periods),
    }
    return _path(facts), _yaml(fields, body)


def pelican(facts: Facts, summary: str, body: str, _periods: Periods) -> tuple[str, str]:
    """Return the article with Pelican's metadata lines; the folder is its category."""
    lines = [
        f"Title: {facts.title}",
        f"Date: {facts.date:%Y-%m-%d %H:%M}",
        f"Category: {facts.section}",
        f"Tags: {', '.join(facts.tags)}",
        f"Authors: {'; '.join(facts.authors)}",
        f"Summary: {summary}",
    ]
    return _path(facts), "\n".join(lines) + f"\n\n{body}"


FORMS: dict[str, Form] = {"broadsheet": broadsheet, "hugo": hugo, "pelican": pelican}


def _path(facts: Facts) -> str:
    return f"content/{slug(facts.section)}/{facts.slug}.md"


def _fields(facts: Facts, summary: str) -> dict[str, object]:
    return {
        "title": facts.title,
        "date": f"{facts.date:%Y-%m-%dT%H:%M:%SZ}",
        "authors": list(facts.authors),
        "tags": list(facts.tags),
        "summary": summary,
    }


def _below(kind: str, labels: tuple[str, ...], facts: Facts, periods: Periods) -> list[str]:
    names = [slug(label) for label in labels]
    return [f"{name}/{part}" for name in names for part in periods.of(kind, name, facts.date)]


def _yaml(fields: dict[str, object], body: str) -> str:
    """Return front matter and body. JSON values are valid YAML; a date stays bare, so that it is a date."""
    values = ((key, value if key == "date" else json.dumps(value)) for key, value in fields.items())
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in values) + f"---\n\n{body}"
