"""The desk's own templates, apart from those of the site: a theme that is broken does not break the desk."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape


def render(template: str, context: Mapping[str, Any]) -> bytes:
    return (
        _environment()
        .get_template(template)
        .render({"home": "/", "editor": False, **context})
        .encode(errors="replace")
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"coded": coded, "counted": counted, "sentence": sentence}
    return environment


def coded(text: str) -> Markup:
    """A text with its parts in `backticks` as code, as the overlay shows them."""
    parts = (escape(part) for part in text.split("`"))
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if place % 2 else part for place, part in enumerate(parts)
    )


def sentence(text: str) -> str:
    """A clause as it stands at the beginning of a line."""
    return f"{text[:1].upper()}{text[1:]}"


def counted(number: int, name: str) -> str:
    """`1 page`, `2,000 pages`."""
    return f"{number:,} {name}{'s' * (number != 1)}"
