"""The first files of a new site, and the front matter of a new article."""

from __future__ import annotations

import datetime as dt

from generator.slugs import slugify

Value = str | bool | list[str] | dict[str, str]
Fields = dict[str, Value]
"""Fields of front matter, in their order."""

_SITE = """\
title: {title}
tagline: News from here
base_url: https://example.org/  # where the site will be
language: en
timezone: UTC  # such as Europe/London

sections:
  - {{slug: news, label: News}}
  - {{slug: culture, label: Culture}}
  - {{slug: opinion, label: Opinion}}

footer_menu:
  - {{label: About, url: /about/}}

# There is more, such as these lines: take away their "# " and fill them in.
# organisation: {{legal_name: The publisher, logo: icon-512.png, email: desk@example.org}}
# policies: {{ethics: /ethics/, corrections: /how-we-correct/}}  # pages of content/pages/
# series:
#   flood-diary: {{label: Flood Diary}}  # for articles with `series: Flood Diary`
# tags:
#   floods: {{label: Floods, topic: true}}  # a story that goes on
# age_notice: 3  # articles of more years say so
# robots: {{ai: deny}}  # asks the crawlers of AI to stay away
"""

_FIRST = """
This is the first story of this paper. It lives in `content/news/`, and you may edit it or throw it away.

## Write the next one

Run `broadsheet article "Your headline"`, or drop a text file into `content/news/`: its first line becomes the
headline, and a last line of hashtags becomes its tags. Then run `broadsheet build` again.
"""

_ABOUT = """
Tell your readers who you are, who pays for your work, and how they can reach you.
"""

_ATTRIBUTES = "published.tsv merge=union\n"
"""Of the ledger of addresses, git keeps the lines of both sides."""

_IGNORED = """\
/public/
/preview/
.broadsheet/
"""


_DEPLOY = """
deploy:
  live: {{{fields}}}  # where the site goes: put yours here
"""


def new_site(title: str, now: dt.datetime, target: str = "") -> dict[str, str]:
    """The files of a new site by their paths. `target` is the fields of a target, where it has one."""
    first: Fields = {
        "title": "The presses are running",
        "date": f"{now:%Y-%m-%d %H:%M}",
        "authors": ["The editors"],
        "tags": ["Announcements"],
        "summary": f"{title} is online. Here is how the next story gets there.",
    }
    about: Fields = {"title": f"About {title}", "summary": f"Who writes {title}, and how to reach us."}
    return {
        "site.yaml": _SITE.format(title=_in_yaml(title)) + (_DEPLOY.format(fields=target) if target else ""),
        "content/news/the-presses-are-running.md": front_matter(first) + _FIRST,
        "content/pages/about.md": front_matter(about) + _ABOUT,
        ".gitignore": _IGNORED,
        ".gitattributes": _ATTRIBUTES,
    }


def new_article(headline: str, section: str, now: dt.datetime) -> tuple[str, str]:
    """The path and the text of a new article, a draft until its `draft` line is removed."""
    path = f"content/{slugify(section)}/{now:%Y-%m-%d}-{slugify(headline)}.md"
    fields: Fields = {
        "title": " ".join(headline.split()),
        "date": f"{now:%Y-%m-%d %H:%M}",
        "summary": "",
        "authors": [],
        "tags": [],
        "draft": True,
    }
    return path, f"{front_matter(fields)}\n"


def front_matter(fields: Fields) -> str:
    """YAML front matter, with quotation marks where YAML would read a text as something else."""
    lines = (f"{name}: {_in_yaml(value)}".rstrip() for name, value in fields.items())
    return "\n".join(("---", *lines, "---", ""))


def _in_yaml(value: Value) -> str:
    """A value on one line; an empty text is left open, to be filled in."""
    import yaml

    if value == "":
        return ""
    flow = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, sort_keys=False, width=10**9)
    if not isinstance(value, str):
        return flow.strip()[1:-1]
    block = yaml.safe_dump({"x": value}, allow_unicode=True, width=10**9)
    return block.strip().removeprefix("x: ")
