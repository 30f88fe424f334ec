"""Jinja: from a composed page to its text.

Undefined names are errors, and so are templates named by an expression: which templates a page is made
of is known before it is rendered (`closures.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    nodes,
)

from generator import formats
from generator.characters import isolated
from generator.config import Config
from generator.contexts import Site
from generator.interface import speaker
from generator.model import Problem, Record
from generator.pages.page import Page
from generator.urls import absolute, href

REMEMBERED = 1 << 14
"""How many texts `once` keeps, of about a kilobyte each."""

_CONTEXT = re.compile(r"'generator\.contexts(?:\.\w+)?\.(\w+) object' has no attribute '(\w+)'")


class Template(Record, frozen=True):
    """The source of one template."""

    text: str
    filename: str  # on the disk, for tracebacks


Templates = Callable[[str], Template | None]
"""Reads a template by its name; None where there is none. Raises `UnicodeDecodeError`."""

Compiled = Callable[[str], BytecodeCache | None]
"""Where compiled templates are kept that depend on some settings, written as one text."""


class Renderer:
    """Renders the pages of one build.

    `sites` has what pages show of the site, by language edition; `assets` maps static files to URLs;
    `compiled` keeps templates as Jinja has compiled them.
    """

    def __init__(
        self,
        read: Templates,
        config: Config,
        sites: Mapping[str, Site],
        assets: Mapping[str, str],
        compiled: Compiled = lambda _: None,
    ) -> None:
        self._read = read
        self._names: dict[str, str] = {}  # of the templates, by their files
        # What a template has said once it says again: each language has an environment of its own.
        self._environments = {
            edition: _environment(self._load, config, site, assets, compiled)
            for edition, site in sites.items()
        }

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        found = self._read(name)
        if found is None:
            return None
        self._names[found.filename] = name
        return found.text, found.filename, lambda: True

    def render(self, page: Page) -> str:
        """The text of a page. Raises `jinja2.TemplateError` where the template is at fault."""
        environment = self._environments[page.edition]
        return environment.get_template(page.template).render(page=page.context)

    def failure(self, error: Exception, page: Page) -> Problem:
        """The problem that an exception raised by `render` stands for, at its line in the template."""
        name, line = _place(error, self._names) or (page.template, 0)
        message = f"{page.url} cannot be rendered: {_reason(error)}"
        return template_problem(name, line, "template-error", message, "Mend the template")


class _Environment(Environment):
    """Jinja with its globals in one plain dict: the chain of dicts that it makes of them otherwise is
    walked in Python for every page and every include."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


_SYNTAX: dict[str, Any] = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}


def syntax_tree(text: str, name: str) -> nodes.Template:
    """What a template says, as Jinja's own nodes. Raises `TemplateSyntaxError`."""
    return Environment(**_SYNTAX).parse(text, name)


def _environment(
    load: Callable[[str], Any], config: Config, site: Site, assets: Mapping[str, str], compiled: Compiled
) -> Environment:
    language, base_path, base_url = site.language, config.base_path, config.base_url
    environment = _Environment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
        autoescape=True,
        **_SYNTAX,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=compiled(f"{language} {base_path} {base_url}"),
    )
    environment.filters |= {
        "href": lambda url: href(url, base_path),
        "absolute": lambda url: absolute(url, base_url),
        "isolated": lambda text: isolated(text, site.direction),
        "date": lambda moment: formats.long_date(moment, language),
        "datetime": lambda moment: formats.long_datetime(moment, language),
        "shortdate": lambda moment: formats.short_date(moment, language),
        "iso": formats.iso,
        "rfc822": formats.rfc822,
        "duration": formats.duration,
        "size": lambda length: formats.size(length, language),
        "number": lambda value: formats.number(value, language),
    }
    # As a global, `site` is there for imported templates too, which Jinja then evaluates only once.
    environment.globals |= {
        "site": site,
        "asset": lambda name: _asset(name, assets),
        "once": _once(),
        "say": speaker(language),
    }
    return environment


def _once() -> Callable[..., str]:
    """The text of a macro for some values, made once: `once(macro, value, …)`.

    What lists show of an article stands in a dozen of them. Only the latest texts are kept, so that
    memory does not grow with the site. The values must be hashable.
    """

    @lru_cache(maxsize=REMEMBERED, typed=True)
    def once(macro: Callable[..., str], *values: Hashable, **named: Hashable) -> str:
        return macro(*values, **named)

    return once


def _reason(error: Exception) -> str:
    """What an exception says, without paths of this machine."""
    if isinstance(error, TemplateNotFound):
        return f"there is no template `{error.name}`"
    if isinstance(error, RecursionError):
        return "its templates use each other without end"
    return _CONTEXT.sub(r"`\1` has no `\2`", str(error)).rstrip(".")


def _asset(name: str, assets: Mapping[str, str]) -> str:
    if name not in assets:
        raise TemplateError(f"there is no static file {name!r}")
    return assets[name]


def _place(error: BaseException, names: Mapping[str, str]) -> tuple[str, int] | None:
    """The innermost template line in a traceback; Jinja rewrites it to name the template's own file."""
    place = None
    step: Any = error.__traceback__
    while step is not None:
        filename = step.tb_frame.f_code.co_filename
        if filename in names:
            place = names[filename], step.tb_lineno
        step = step.tb_next
    return place


def template_problem(name: str, line: int, rule: str, message: str, cure: str) -> Problem:
    return Problem(f"templates/{name}", line, 1 if line else 0, rule, message, cure)
