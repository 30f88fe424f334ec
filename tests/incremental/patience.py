"""What makes thousands of builds bearable, and their clocks exact."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any
from unittest import mock

from jinja2 import Environment


@contextmanager
def compiled_once() -> Iterator[None]:
    """Templates of the same text are compiled once: a clean build of a small site does little else.

    Jinja works out what it can when it compiles, such as an address that stands in a template.
    """
    compile_ = Environment.compile
    seen: dict[tuple[str, ...], Any] = {}

    def compiled(environment: Environment, source: str, name: str, filename: str) -> Any:
        filters, site = environment.filters, environment.globals.get("site")
        if site is None:  # not a page of a site
            return compile_(environment, source, name, filename)
        key = source, name, filename, filters["href"]("/"), filters["absolute"]("/"), site.language
        if key not in seen:
            seen[key] = compile_(environment, source, name, filename)
        return seen[key]

    with mock.patch.object(Environment, "compile", compiled):
        yield


@contextmanager
def settled_at_once() -> Iterator[None]:
    """Files are settled at once: builds a moment apart rely on their stamps like builds a day apart."""
    modules = map(import_module, ("generator.stock.survey", "generator.checks.sweep"))
    with ExitStack() as patched:
        for module in modules:
            patched.enter_context(mock.patch.object(module, "SETTLED", 0))
        yield
