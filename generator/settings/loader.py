"""`site.yaml` into a `Config`: the table of its keys. docs/configuration.md is its manual."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from generator.config import Config
from generator.data import values
from generator.data.nodes import Mapping, Node, Scalar, is_empty
from generator.data.schema import (
    Complaint,
    Decoder,
    Where,
    boolean,
    choice,
    decode,
    integer,
    line,
    list_of,
    record,
    refine,
)
from generator.data.tree import parse_yaml
from generator.hosts import HOSTS
from generator.model import Problem, Severity
from generator.options import Checking, Lists, Pictures
from generator.settings.deploy import TARGETS
from generator.settings.discovery import FEEDS, ORGANISATION, ROBOTS, security
from generator.settings.editions import editions, languages_of
from generator.settings.headers import read_headers
from generator.settings.names import AUTHORS, SERIES, read_tags, sections
from generator.settings.navigation import MENU, POLICIES
from generator.settings.permalinks import judge_permalink
from generator.settings.podcasts import podcasts
from generator.settings.reading import BOILERPLATE, MARKDOWN
from generator.settings.redirects import REDIRECTS
from generator.settings.repeated import one_or_more
from generator.settings.theme import THEME
from generator.slugs import slugify

SIZE_LIMIT = 1024 * 1024  # bytes of site.yaml


def load_config(path: str, text: str) -> tuple[Config | None, tuple[Problem, ...]]:
    """The configuration that `text` holds, or None with at least one error; never an exception.

    `path` is the name of the file in the problems. Warnings and notes may come with a configuration.
    """
    node, unreadable = parse_yaml(path, text, limit=SIZE_LIMIT)
    if node is None and unreadable:
        return None, unreadable
    config, wrong = decode(_site, node or Mapping((), 1, 1), path)
    problems = tuple(sorted((*unreadable, *wrong)))
    failed = any(problem.severity is Severity.ERROR for problem in problems)
    return None if failed else config, problems


_FIELDS: dict[str, Decoder[object]] = {
    "title": line,
    "tagline": line,
    "description": line,
    "base_url": refine(line, values.base_url),
    "language": refine(line, values.language),
    "timezone": refine(line, values.timezone),
    "authors": AUTHORS,
    "tags": read_tags,
    "series": SERIES,
    "permalink": refine(line, judge_permalink),
    "boilerplate": BOILERPLATE,
    "labels": list_of(line, identity=slugify),
    "menu": MENU,
    "footer_menu": MENU,
    "policies": POLICIES,
    "copyright": line,
    "organisation": ORGANISATION,
    "corrections": choice("top", "bottom"),
    "age_notice": integer(0, 50),
    "free": boolean,
    "feeds": FEEDS,
    "robots": ROBOTS,
    "redirects": REDIRECTS,
    "hosting": one_or_more(choice(*HOSTS), identity=str, at_least_one=True),
    "headers": read_headers,
    "lists": record(Lists, newest=integer(1, 500), year=integer(10, 2000), related=integer(0, 20)),
    "pictures": record(
        Pictures, avif=boolean, quality=integer(30, 95), cards=choice("pictures", "all", "none")
    ),
    "markdown": MARKDOWN,
    "theme": THEME,
    "deploy": TARGETS,
    "check": record(Checking, ignore=one_or_more(line), private=one_or_more(refine(line, str.lower))),
}
"""The keys that can be read by themselves."""


def _site(node: Node, where: Where) -> Config | None:
    """All keys; those that depend on the language and the time zone of the site are read knowing them."""
    own = _known(node, "language", values.language, "en")
    zone = ZoneInfo(_known(node, "timezone", values.timezone, "UTC"))
    others = languages_of(node.get("languages") if isinstance(node, Mapping) else None)
    read = record(
        Config,
        ("title",),
        **_FIELDS,
        sections=sections({language.lower() for language in (own, *others)}),
        languages=editions(own),
        security=security(zone),
        podcast=podcasts({language.lower() for language in others}),
    )
    return read(node, where)


def _known(node: Node, name: str, judge: Callable[[str], str | Complaint], default: str) -> str:
    """The value of a key that others depend on, or its default; what is wrong with it is told elsewhere."""
    below = node.get(name) if isinstance(node, Mapping) else None
    if not isinstance(below, Scalar) or is_empty(below):
        return default
    found = judge(" ".join(below.text.split()))
    return default if isinstance(found, Complaint) else found
