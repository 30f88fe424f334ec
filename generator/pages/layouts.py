"""Layouts: templates of their own, that an article may choose for its page."""

from __future__ import annotations

from generator.model import Mention
from generator.view import View

LAYOUTS = ("long-read", "photo-essay")
"""Those of the theme; a site adds its own in `templates/layouts/`."""


def layout_template(layout: Mention | None, view: View) -> str:
    """The template that a layout names; an empty text where there is none."""
    name = f"layouts/{layout.text}.html" if layout else ""
    return name if name and view.fact("template", name) is not None else ""
