"""Jinja: from a composed page to its text.

Templates come from the site's own `templates/` first, then from the theme's. Undefined names are
errors, and so are templates named by an expression: which templates a page is made of is known
before it is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)

from generator import formats
from generator.config import Config
from generator.contexts import Site
from generator.model import Problem
from generator.pages.page import Page
from generator.urls import absolute, href

_CONTEXT = re.compile(r"'generator\.contexts\.(\w+) object' has no attribute '(\w+)'")


class _Loader(FileSystemLoader):
    """Reads templates from folders, save those that are refused."""

    def __init__(self, folders: Sequence[Path], refused: frozenset[str]) -> None:
        super().__init__([str(folder) for folder in folders])
        self._refused = refused

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        if template in self._refused:
            raise TemplateNotFound(template)
        return super().get_source(environment, template)

    def list_templates(self) -> list[str]:
        return [name for name in super().list_templates() if name not in self._refused]


class Renderer:
    """Renders the pages of one build.

    `folders` are searched in turn, save for the templates `refused`; `assets` maps static files to URLs.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        config: Config,
        site: Site,
        assets: Mapping[str, str],
        refused: frozenset[str] = frozenset(),
    ) -> None:
        self._folders = folders
        self._loader = _Loader(folders, refused)
        self._environment = _environment(self._loader, config, site, assets)

    def render(self, page: Page) -> str:
        """The text of a page. Raises `jinja2.TemplateError` where the template is at fault."""
        return self._environment.get_template(page.template).render(page=page.context)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the templates before any page is rendered."""
        parents: dict[str, dict[str, int]] = {}
        for name in sorted(self._environment.list_templates(filter_func=_is_template)):
            try:
                tree = self._parse(name)
            except UnicodeDecodeError:
                cure = "Save it again as UTF-8"
                yield _problem(name, 0, "template-encoding", "This template is not UTF-8", cure)
            except TemplateSyntaxError as error:
                message = str(error.message).rstrip(".")
                cure = "Mend the template; the page before it is still online"
                yield _problem(name, error.lineno, "template-syntax", message, cure)
            else:
                parents[name] = _parents(tree)
                if None in meta.find_referenced_templates(tree):
                    message = "A template is named by an expression"
                    cure = "Name every included or extended template by a literal text"
                    yield _problem(name, 1, "dynamic-template", message, cure)
        for name, extended in parents.items():
            for parent, line in extended.items():
                if _leads_to(name, parent, parents):
                    cure = "Copy the theme's and change it"
                    yield _problem(name, line, "template-cycle", "A template extends itself", cure)

    def _parse(self, name: str) -> nodes.Template:
        text, filename, _ = self._loader.get_source(self._environment, name)
        return self._environment.parse(text, name, filename)

    def failure(self, error: Exception, page: Page) -> Problem:
        """The problem that an exception raised by `render` stands for, at its line in the template."""
        name, line = _place(error, {str(folder) for folder in self._folders}) or (page.template, 0)
        reason = _reason(error)
        return _problem(
            name, line, "template-error", f"{page.url} cannot be rendered: {reason}", "Mend the template"
        )


def _environment(loader: _Loader, config: Config, site: Site, assets: Mapping[str, str]) -> Environment:
    environment = Environment(
        loader=loader,
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
        "iso": formats.iso,
        "rfc822": formats.rfc822,
        "number": lambda value: formats.number(value, language),
    }
    # As a global, `site` is there for imported templates too, which Jinja then evaluates only once.
    environment.globals |= {"site": site, "asset": lambda name: _asset(name, assets)}
    return environment


def _parents(tree: nodes.Template) -> dict[str, int]:
    """The templates that a template extends, each with the line that says so."""
    return {
        found.template.value: found.lineno
        for found in tree.find_all(nodes.Extends)
        if isinstance(found.template, nodes.Const)
    }


def _leads_to(goal: str, start: str, parents: Mapping[str, Mapping[str, int]]) -> bool:
    """Whether whoever goes from `start` to its parents, and on to theirs, comes to `goal`."""
    seen: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name == goal:
            return True
        if name not in seen:
            seen.add(name)
            ahead += parents.get(name, {})
    return False


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
