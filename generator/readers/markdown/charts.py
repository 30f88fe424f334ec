"""Charts in the body of an article: blocks of code in the language `chart`, which hold fields.

Each gives way to an image with a number, so that it goes through the passes as a picture does; `parts.py`
puts the chart in its place.
"""

from __future__ import annotations

import re
from html import unescape

from generator.charts.fields import chart
from generator.charts.placing import typeset, within
from generator.data.nodes import is_empty
from generator.data.schema import decode
from generator.data.tree import parse_yaml
from generator.model import Chart, Problem
from generator.readers.markdown.html import ATTRIBUTES, parse_attributes
from generator.readers.markdown.origin import Origin

NUMBER = "data-chart"
"""The attribute of the image that stands for a chart: which of the article it is."""

_LANGUAGE = "language-chart"
_BLOCK = re.compile(rf"<pre{ATTRIBUTES}><code({ATTRIBUTES})>([^<]*)</code></pre>")
_STRAY = re.compile(rf' {NUMBER}="[^"]*"')


def take_charts(html: str, origin: Origin) -> tuple[str, tuple[Chart, ...], list[Problem]]:
    """Canonical HTML with an image for each chart, the charts, and what is wrong with them."""
    if _LANGUAGE not in html:
        return html, (), []
    charts: list[Chart] = []
    problems: list[Problem] = []

    def take(match: re.Match[str]) -> str:
        if _LANGUAGE not in parse_attributes(match[1]).get("class", "").split():
            return match[0]
        found, wrong = _read(unescape(match[2]), origin)
        problems.extend(wrong)
        if found is None:
            return ""
        charts.append(found)
        return f'<img alt="" src="{NUMBER}" {NUMBER}="{len(charts) - 1}">'

    # Whoever does not have articles cleaned may have written the attribute themselves.
    return _BLOCK.sub(take, _STRAY.sub("", html)), tuple(charts), problems


def _read(text: str, origin: Origin) -> tuple[Chart | None, list[Problem]]:
    written, line = origin.places.take_fence("chart", text)
    node, problems = parse_yaml(origin.source, written, line)
    if node is None or is_empty(node):
        if not problems:
            message, cure = "This chart has no fields", "Write `data: table.csv` and `type: line` into it"
            problems = (Problem(origin.source, line - 1, 1, "empty-chart", message, cure),)
        return None, list(problems)
    found, wrong = decode(chart, node, origin.source)
    if found is None:
        return None, [*problems, *wrong]
    placed, outside = within(found, origin.source)
    told = [*problems, *wrong, *outside]
    return (typeset(placed, origin.language) if placed else None), told
