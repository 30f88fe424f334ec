"""The same article in the form of each generator: path, front matter, the common Markdown body."""

from __future__ import annotations

import json
from collections.abc import Callable

from benchmarks.plan import Facts, slug

Form = Callable[[Facts, str, str], str]
"""Facts, summary and body -> the whole text of the file."""


def path(facts: Facts) -> str:
    """Return the path of an article below the site folder, the same in every form."""
    return f"content/{slug(facts.section)}/{facts.slug}.md"


def front_matter(facts: Facts, summary: str, body: str) -> str:
    """Return Markdown with YAML front matter, as Broadsheet and Hugo read it.

    JSON values are valid YAML; the date stays bare, so that it is a date and not a text.
    """
    fields = {"title": facts.title, "authors": facts.authors, "tags": facts.tags, "summary": summary}
    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
    return f"---\n{lines}date: {facts.date:%Y-%m-%dT%H:%M:%SZ}\n---\n\n{body}"


def metadata_lines(facts: Facts, summary: str, body: str) -> str:
    """Return Markdown with metadata lines, as Pelican reads it."""
    lines = [
        f"Title: {facts.title}",
        f"Date: {facts.date:%Y-%m-%d %H:%M}",
        f"Category: {facts.section}",
        f"Tags: {', '.join(facts.tags)}",
        f"Authors: {'; '.join(facts.authors)}",
        f"Summary: {summary}",
    ]
    return "\n".join(lines) + f"\n\n{body}"


FORMS: dict[str, Form] = {"broadsheet": front_matter, "hugo": front_matter, "pelican": metadata_lines}
