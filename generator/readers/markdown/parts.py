"""Clean HTML into the parts of a body: text, links into the site, pictures, recordings and charts.

A picture or a chart becomes a figure on the page, and a figure cannot stand inside a paragraph. So a picture
alone in its paragraph takes the paragraph's place, and several alone in it make a gallery; one within text
moves behind the paragraph, or before it where it came first.
"""

from __future__ import annotations

import msgspec

from generator.model import Body, Chart, Gallery, Link, Part, Picture, Problem, Recording
from generator.readers.markdown.charts import NUMBER
from generator.readers.markdown.figures import read_image
from generator.readers.markdown.html import TOKEN, VOID, names, parse_attributes, token
from generator.readers.markdown.links import LinkStart, read_link
from generator.readers.markdown.origin import Origin
from generator.readers.markdown.plain import text_of

_TEXT_ONLY = names(
    """
    a abbr b bdi bdo cite code del dfn em h1 h2 h3 h4 h5 h6 i ins kbd mark p pre q rp rt ruby s samp small
    span strong sub summary sup time u var
    """
)
"""Elements that cannot hold a figure."""

Shown = Picture | Recording | Chart

_LINK = token("a")
_GROUPS = TOKEN.groups + 1


def split_parts(html: str, origin: Origin, charts: tuple[Chart, ...] = ()) -> tuple[Body, list[Problem]]:
    """The parts of canonical HTML, with what is wrong with its links and pictures.

    `charts` are those for which images stand (see `charts.py`).
    """
    walk = _Walk(origin, charts)
    # Without a picture nothing moves, and all but links is text.
    pieces = (TOKEN if "<img" in html else _LINK).split(html)
    walk.text(pieces[0])
    columns = (pieces[group::_GROUPS] for group in range(1, _GROUPS + 1))
    for opaque, _, slash, name, attributes, text in zip(*columns, strict=False):
        if opaque:
            walk.opaque(f"<{opaque}")
        elif slash:
            walk.close(name)
        else:
            walk.open(name, attributes)
        if text:
            walk.text(text)
    return tuple(_joined(walk.finish())), walk.problems


def _joined(parts: list[Part]) -> list[Part]:
    """The same parts with neighbouring text as one, and no white space around pictures."""
    joined: list[Part] = []
    texts: list[str] = []
    for part in [*parts, None]:
        if isinstance(part, str):
            texts.append(part)
            continue
        text = "".join(texts)
        texts.clear()
        between_links = joined and isinstance(joined[-1], Link) and isinstance(part, Link)
        if text.strip() or (text and between_links):
            joined.append(text)
        if part is not None:
            joined.append(part)
    return joined


class _Walk:
    """One pass over the tokens of a body; knows what is open."""

    def __init__(self, origin: Origin, charts: tuple[Chart, ...]) -> None:
        self.problems: list[Problem] = []
        self._origin = origin
        self._charts = charts
        self._parts: list[Part] = []
        self._depth = 0  # of elements from the outermost one that cannot hold a figure
        self._start = 0  # of that element in the parts
        self._has_text = False  # whether it has shown any yet
        self._before: list[Shown] = []
        self._after: list[Shown] = []
        self._anchors: list[bool] = []  # the open <a>: whether it is the link, or dropped
        self._link: LinkStart | None = None
        self._inner: list[str] = []  # the HTML of the link so far
        self._linked: Shown | None = None  # a picture in the link

    def text(self, text: str) -> None:
        self._write(text)
        if not self._has_text and text.strip():
            self._has_text = True

    def opaque(self, html: str) -> None:
        self._write(html)
        self._has_text = self._has_text or not html.startswith("<!--")

    def open(self, name: str, attributes: str) -> None:
        if name not in VOID:
            self._descend(name)
        if name == "a":
            self._open_link(parse_attributes(attributes))
        elif name == "img":
            self._image(parse_attributes(attributes))
        else:
            self._write(f"<{name}{attributes}>")

    def close(self, name: str) -> None:
        if name == "a":
            self._close_link()
        else:
            self._write(f"</{name}>")
        if self._depth:
            self._depth -= 1
            if not self._depth:
                self._place_pictures()

    def finish(self) -> list[Part]:
        self._parts += self._inner
        self._place_pictures()
        return self._parts

    def _write(self, html: str) -> None:
        if self._link:
            self._inner.append(html)
        else:
            self._parts.append(html)

    def _descend(self, name: str) -> None:
        if self._depth:
            self._depth += 1
        elif name in _TEXT_ONLY:
            self._depth, self._start, self._has_text = 1, len(self._parts), False

    def _place_pictures(self) -> None:
        if self._has_text:
            self._parts[self._start : self._start] = self._before
        elif self._before:  # nothing but pictures: they stand in place of the element
            pictures = tuple(each for each in self._before if isinstance(each, Picture))
            together = len(pictures) == len(self._before) > 1
            self._parts[self._start :] = [Gallery(pictures)] if together else self._before
        self._parts += self._after
        self._before, self._after = [], []

    def _open_link(self, attributes: dict[str, str]) -> None:
        if not self._link:
            self._link, problem = read_link(attributes, self._origin)
            self._note(problem)
            self._anchors.append(self._link is not None)
        else:  # a link inside a link
            self._anchors.append(False)

    def _close_link(self) -> None:
        if not self._anchors or not self._anchors.pop() or not self._link:
            return
        start, inner = self._link, "".join(self._inner)
        linked, self._link, self._inner, self._linked = self._linked, None, [], None
        if linked and not text_of(inner):
            what = "picture" if isinstance(linked, Picture) else "recording"
            message = f"The {what} {linked.source} cannot be a link, so its link is left out"
            cure = "Put the link into the text beside the picture"
            place = linked.line, linked.column
            self._note(self._origin.warning(place, "linked-picture", message, cure))
        elif start.link:
            self._parts.append(msgspec.structs.replace(start.link, html=inner))
        else:
            self._parts.append(f"{start.tag}{inner}</a>")

    def _image(self, attributes: dict[str, str]) -> None:
        found: Shown | str
        if NUMBER in attributes:
            found = self._charts[int(attributes[NUMBER])]
        else:
            found, problem = read_image(attributes, self._origin)
            self._note(problem)
        if isinstance(found, str):
            self._write(found)
            self._has_text = self._has_text or bool(found)
            return
        if self._link:
            self._linked = found
        if not self._depth:
            self._parts.append(found)
        else:
            (self._after if self._has_text else self._before).append(found)

    def _note(self, problem: Problem | None) -> None:
        if problem:
            self.problems.append(problem)
