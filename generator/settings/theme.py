"""The `theme` of `site.yaml`."""

from __future__ import annotations

import re
from functools import partial

import msgspec

from generator.data import values
from generator.data.nodes import Node
from generator.data.schema import Complaint, Where, integer, line, record, refine, shown, text
from generator.model import Severity
from generator.options import Theme
from generator.settings.colours import LEGIBLE, PAPER, contrast, lightened


def _accent(node: Node, where: Where) -> str | None:
    """A colour; the warning about its contrast keeps it, since taste may outweigh it."""
    colour = refine(line, _colour)(node, where)
    ratio = contrast(colour, PAPER) if colour else LEGIBLE
    if ratio < LEGIBLE:
        message = f"is hard to read on white: its contrast is {ratio:.1f}:1, and text needs {LEGIBLE}:1"
        where.complain(node, Complaint("low-contrast", message, "Choose a darker colour", Severity.WARNING))
    return colour


def _colour(text: str) -> str | Complaint:
    if re.fullmatch("#[0-9a-fA-F]{6}", text):
        return text.lower()
    cure = 'Write it as `"#8a1c1c"`, in quotation marks'
    return Complaint("bad-colour", f"is not a colour: {shown(text)}", cure)


def _with_dark_accent(theme: Theme) -> Theme:
    dark = lightened(theme.accent) if theme.accent else ""
    return msgspec.structs.replace(theme, accent_dark=dark)


THEME = refine(
    record(
        Theme,
        logo=refine(line, partial(values.path_below, "static/")),
        accent=_accent,
        head=text,
        footer=text,
        page_seconds=integer(1, 3600),
    ),
    _with_dark_accent,
)
