"""The first files of a new site, and the front matter of a new article."""

from __future__ import annotations

import datetime as dt

from generator.slugs import slugify

_SITE = """\
title: {title}
tagline: News from here
base_url: https://example.org/
language: en
timezone: UTC

sections:
  - {{slug: news, label: News}}
  - {{slug: culture, label: Culture}}
  - {{slug: opinion, label: Opinion}}
"""

_FIRST = """\
---
title: The presses are running
date: {date}
authors: The editors
tags: [Announcements]
summary: {title} is online. Here is how the next story gets there.
---

This is the first story of {title}. It lives in `content/news/`, and you may edit it or throw it away.

## Write the next one

Run `broadsheet article "Your headline"`, or drop a text file into `content/news/`: its first line becomes the
headline, and a last line of hashtags becomes its tags. Then run `broadsheet build` again.
"""

_ABOUT = """\
---
title: About {title}
summary: Who writes {title}, and how to reach us.
---

Tell your readers who you are, who pays for your work, and how they can reach you.
"""

_IGNORED = """\
/public/
/preview/
.broadsheet/
"""


def new_site(title: str, now: dt.datetime) -> dict[str, str]:
    """The files of a new site by their paths."""
    quoted = yaml_text(title)
    return {
        "site.yaml": _SITE.format(title=quoted),
        "content/news/the-presses-are-running.md": _FIRST.format(title=title, date=f"{now:%Y-%m-%d %H:%M}"),
        "content/pages/about.md": _ABOUT.format(title=title),
        ".gitignore": _IGNORED,
    }


def new_article(headline: str, section: str, now: dt.datetime) -> tuple[str, str]:
    """The path and the text of a new article, a draft until its `draft` line is removed."""
    path = f"content/{slugify(section)}/{now:%Y-%m-%d}-{slugify(headline)}.md"
    fields: dict[str, str | list[str]] = {"title": headline, "date": f"{now:%Y-%m-%d %H:%M}", "summary": "", "authors": [], "tags": [], "draft": "true"}
    return path, front_matter(fields) + "\n"


def front_matter(fields: dict[str, str | list[str]]) -> str:
    """YAML front matter; texts are quoted where YAML would read them as something else."""
    lines = [f"{name}: {_value(value)}".rstrip() for name, value in fields.items()]
    return "\n".join(("---", *lines, "---", ""))


def _value(value: str | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(yaml_text(item, inside=True) for item in value)}]"
    return yaml_text(value)


def yaml_text(text: str, inside: bool = False) -> str:
    """A text as YAML writes it on one line."""
    import yaml

    if text in ("", "true", "false"):
        return text
    dumped = yaml.safe_dump([text] if inside else {"x": text}, default_flow_style=inside, allow_unicode=True, width=10**9)
    return dumped.strip()[1:-1] if inside else dumped.strip().removeprefix("x: ")
