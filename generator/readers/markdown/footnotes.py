"""Footnotes look the same whichever engine wrote them, so that a theme styles one form.

A mark is `<sup class="footnote-ref" id="fnref-1"><a href="#fn-1">1</a></sup>`; the notes stand at the end
in one element of class `footnotes`, each with a link of class `footnote-backref` that has a spoken name.
"""

from __future__ import annotations

import re

_PYTHON_MARK = re.compile(r'<sup id="([^"]*)"><a class="footnote-ref" href="([^"]*)">')
_COMMON_MARK = re.compile(r'<sup class="footnote-ref"><a href="([^"]*)" id="([^"]*)">')
_PYTHON_BACK = re.compile(r'<a class="footnote-backref" href="([^"]*)" title="([^"]*)">')
_COMMON_BACK = re.compile(r'<a href="([^"]*)" class="footnote-backref" aria-label="([^"]*)">')

_MARK = r'<sup class="footnote-ref" id="{}"><a href="{}">'
_BACK = r'<a class="footnote-backref" href="\1" aria-label="\2">'


def even_out(html: str) -> str:
    """Footnotes in the common form."""
    if "footnote" not in html:
        return html
    html = _PYTHON_MARK.sub(_MARK.format(r"\1", r"\2"), html)
    html = _COMMON_MARK.sub(_MARK.format(r"\2", r"\1"), html)
    html = _COMMON_BACK.sub(_BACK, _PYTHON_BACK.sub(_BACK, html))
    return html.replace('<div class="footnote">\n<hr>', '<div class="footnotes">')
