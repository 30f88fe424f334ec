"""The front matter of a text: YAML between `---` lines, or TOML between `+++` lines."""

from __future__ import annotations

import re

from generator.data.nodes import Mapping, Node, Scalar
from generator.data.tree import FRONT_MATTER_LIMIT, parse_yaml, too_long
from generator.model import Problem, Record

# The first line decides; YAML may also end with its own document end, `...`. That a fence begins its line is
# asked last, which takes half the time.
_OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = {
    "---": re.compile(r"(?:---(?<![^\r\n]---)|\.\.\.(?<![^\r\n]\.\.\.))[ \t]*(?:\r\n|\r|\n|\Z)"),
    "+++": re.compile(r"\+\+\+(?<![^\r\n]\+\+\+)[ \t]*(?:\r\n|\r|\n|\Z)"),
}
_LINE_END = re.compile(r"\r\n|\r|\n")


class FrontMatter(Record, frozen=True):
    """A text in two parts. `first_line` is the line of the file at which `body` begins."""

    node: Mapping | None
    body: str
    first_line: int = 1
    problems: tuple[Problem, ...] = ()


def split(path: str, text: str) -> FrontMatter:
    """Part the front matter from the body. A text without any is all body.

    `text` comes without a byte order mark; its line ends may be of any kind.
    """
    opening = _OPENING.match(text)
    if not opening:
        return FrontMatter(None, text)
    closing = _CLOSING[opening[1]].search(text, opening.end())
    if not closing:
        return FrontMatter(None, "", 1, (_unclosed(path, opening[1]),))
    front = text[opening.end() : closing.start()]
    first_line = len(_LINE_END.findall(text[: closing.end()])) + 1
    node, problems = _parse(path, opening[1], front)
    body = text[closing.end() :]
    if node is None or isinstance(node, Mapping):
        return FrontMatter(node, body, first_line, problems)
    return FrontMatter(None, body, first_line, (*problems, _not_fields(path, node)))


def _parse(path: str, fence: str, front: str) -> tuple[Node | None, tuple[Problem, ...]]:
    if fence == "---":
        return parse_yaml(path, front, first_line=2)
    if large := tuple(too_long(path, front, 2, FRONT_MATTER_LIMIT)):
        return None, large
    from generator.data.toml_tree import parse_toml

    return parse_toml(path, front, first_line=2)


def _unclosed(path: str, fence: str) -> Problem:
    message = f"the front matter that begins with `{fence}` never ends"
    cure = f"Write a line `{fence}` after the last field, before the text"
    return Problem(path, 1, 1, "unclosed-front-matter", message, cure)


def _not_fields(path: str, node: Node) -> Problem:
    """Often a field whose colon lacks its space: `title:Peace`."""
    glued = isinstance(node, Scalar) and re.match(r"[\w-]+:(?=\S)", node.text)
    cure = "Write a space after the colon" if glued else "Write fields, one on a line: `title: Headline`"
    return Problem(path, node.line, node.column, "front-matter", "the front matter holds no fields", cure)
