"""Jinja: from a composed page to its text.

Templates come from the site's own `templates/` first, then from the theme's. Undefined names are
errors, and so are templates named by an expression: which templates a page is made of is known
before it is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError, meta

from generator import formats
from generator.config import Config
from generator.contexts import Site
from generator.model import Problem
from generator.pages.page import Page
from generator.urls import absolute, href

_CONTEXT = re.compile(r"'generator\.contexts\.(\w+) object' has no attribute '(\w+)'")


class Renderer:
    """Renders the pages of one build. `folders` are searched in turn; `assets` maps static files to URLs."""

    def __init__(
        self, folders: Sequence[Path], config: Config, site: Site, assets: Mapping[str, str]
    ) -> None:
        self._folders = folders
        self._environment = _environment(folders, config, site, assets)

    def render(self, page: Page) -> str:
        """The text of a page. Raises `jinja2.TemplateError` where the template is at fault."""
        return self._environment.get_template(page.template).render(page=page.context)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the templates before any page is rendered."""
        for name in sorted(self._environment.list_templates(filter_func=_is_template)):
            text, filename, _ = self._environment.loader.get_source(self._environment, name)  # type: ignore[union-attr]
            try:
                found = meta.find_referenced_templates(self._environment.parse(text, name, filename))
                if None in found:
                    yield _problem(
                        name,
                        1,
                        "dynamic-template",
                        "A template is named by an expression",
                        "Name every included or extended template by a literal text",
                    )
            except TemplateSyntaxError as error:
                yield _problem(
                    name,
                    error.lineno,
                    "template-syntax",
                    str(error.message).rstrip("."),
                    "Mend the template; the page before it is still online",
                )

    def failure(self, error: Exception, page: Page) -> Problem:
        """The problem that an exception raised by `render` stands for, at its line in the template."""
        name, line = _place(error, {str(folder) for folder in self._folders}) or (page.template, 0)
        reason = _CONTEXT.sub(r"`\1` has no `\2`", str(error)).rstrip(".")
        return _problem(
            name, line, "template-error", f"{page.url} cannot be rendered: {reason}", "Mend the template"
        )


def _environment(
    folders: Sequence[Path], config: Config, site: Site, assets: Mapping[str, str]
) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in folders]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
    language, base_path, base_url = config.language, config.base_path, config.base_url
    environment.filters |= {
        "href": lambda url: href(url, base_path),
        "absolute": lambda url: absolute(url, base_url),
        "date": lambda moment: formats.long_date(moment, language),
        "datetime": lambda moment: formats.long_datetime(moment, language),
        "shortdate": lambda moment: formats.short_date(moment, language),
        "iso": lambda moment: moment.isoformat(timespec="seconds"),
        "rfc822": formats.rfc822,
        "number": lambda value: formats.number(value, language),
    }
    # As a global, `site` is there for imported templates too, which Jinja then evaluates only once.
    environment.globals |= {"site": site, "asset": lambda name: _asset(name, assets)}
    return environment


def _asset(name: str, assets: Mapping[str, str]) -> str:
    if name not in assets:
        raise TemplateError(f"there is no static file {name!r}")
    return assets[name]


def _is_template(name: str) -> bool:
    return name.endswith((".html", ".xml"))


def _place(error: BaseException, folders: set[str]) -> tuple[str, int] | None:
    """The innermost template line in a traceback; Jinja rewrites it to name the template's own file."""
    place = None
    step: Any = error.__traceback__
    while step is not None:
        filename = step.tb_frame.f_code.co_filename
        for folder in folders:
            if filename.startswith(folder):
                place = (filename.removeprefix(folder).lstrip("/\\"), step.tb_lineno)
        step = step.tb_next
    return place


def _problem(name: str, line: int, rule: str, message: str, cure: str) -> Problem:
    return Problem(f"templates/{name}", line, 1 if line else 0, rule, message, cure)
