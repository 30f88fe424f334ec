"""The same article in the form of each generator: path, front matter, the common Markdown body."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.plan import Facts, slug

Text = Callable[[Facts, str, str], str]
"""Facts, summary and body -> the whole text of the file."""


def by_section(facts: Facts) -> str:
    """Return the path of an article below the site folder, in the folder of its section."""
    return f"content/{slug(facts.section)}/{facts.slug}.md"


def by_month(facts: Facts) -> str:
    """Return the path of an article for Nikola, whose addresses follow the folders of the sources."""
    return f"content/{facts.date:%Y/%m}/{facts.slug}.md"


@dataclass(frozen=True, slots=True)
class Form:
    """How an article is written for a generator, and where."""

    text: Text
    path: Callable[[Facts], str] = by_section


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


def taxonomies(facts: Facts, summary: str, body: str) -> str:
    """Return Markdown with TOML front matter, as Zola reads it.

    Zola groups articles by the terms of a taxonomy and in no other way, so each calendar page is a term.
    """
    year, month = f"{facts.date:%Y}", f"{facts.date:%Y-%m}"
    terms = {
        "tags": facts.tags,
        "authors": facts.authors,
        "archive": [year, month],
        "tag-years": [f"{tag} {year}" for tag in facts.tags],
        "author-years": [f"{name} {year}" for name in facts.authors],
        "section-years": [f"{facts.section} {year}"],
    }
    lines = [
        f"title = {json.dumps(facts.title)}",
        f"description = {json.dumps(summary)}",
        f"date = {facts.date:%Y-%m-%dT%H:%M:%SZ}",
        f'path = "{facts.date:%Y/%m}/{facts.slug}"',
        "[taxonomies]",
        *(f"{name} = {json.dumps(list(values))}" for name, values in terms.items()),
    ]
    return "+++\n" + "\n".join(lines) + f"\n+++\n\n{body}"


def comment_lines(facts: Facts, summary: str, body: str) -> str:
    """Return Markdown below a block of metadata, as Nikola reads it."""
    lines = [
        f"title: {facts.title}",
        f"slug: {facts.slug}",
        f"date: {facts.date:%Y-%m-%d %H:%M:%S} UTC",
        f"tags: {', '.join(facts.tags)}",
        f"category: {facts.section}",
        f"author: {', '.join(facts.authors)}",
        f"description: {summary}",
    ]
    return "<!--\n" + "".join(f".. {line}\n" for line in lines) + f"-->\n\n{body}"


FORMS: dict[str, Form] = {
    "broadsheet": Form(front_matter),
    "hugo": Form(front_matter),
    "eleventy": Form(front_matter),
    "pelican": Form(metadata_lines),
    "nikola": Form(comment_lines, by_month),
    "zola": Form(taxonomies),
}
