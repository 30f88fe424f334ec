"""How much work the Markdown of an article may be.

Python-Markdown copies a text at each sign that it replaces, and a block at each piece that it takes off, so
that a text of signs takes time that grows with the square of its length or faster. Work is counted here in
steps of about a nanosecond and a half: the same text is always the same work, on every machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from generator.readers.markdown.allowance import Allowance

if TYPE_CHECKING:
    from re import Match

    from markdown import Markdown

_BLOCK = 50  # steps for each character of a block, at each piece that is taken off it
_BRACKET = 150  # for each character in which the end of a link is looked for
_MARK = 1500  # at each mark of a footnote, for each one of the same note before it
_NOTES = 40  # for each note, among which its own is looked for
_NOTE = 4  # for each character in which the end of such a mark is looked for
_FENCED = 30  # in which the end of a fence is looked for
_TAG = 40  # in which the end of a tag is looked for
_MANY = 100  # angles; fewer need not be looked at
_LINKS = ("link", "image_link", "reference", "image_reference", "short_reference", "short_image_ref")
_FENCE = re.compile(r"^(`{3,}|~{3,})[ ]*+([^\n]*)", re.MULTILINE)
_ANGLE = re.compile(r"<(?=[a-zA-Z/!?])|>")


class Meter:
    """Counts the work that one text is to one converter."""

    def __init__(self) -> None:
        self._allowance = Allowance("")
        self._marks: Counter[str] = Counter()

    def begin(self, text: str, allowance: Allowance) -> None:
        """Set the meter for a text. Raises `TooMuch` where that shows before anything is done."""
        self._allowance = allowance
        self._marks.clear()
        self.spend(max(0, text.count("[^") - text.count("]")) * len(text) * _NOTE)
        self.spend(_unclosed_fences(text) * _FENCED)
        if text.count("<") > _MANY:
            self.spend(_to_the_end_of_tags(text) * _TAG)

    def spend(self, steps: int) -> None:
        """Take steps off what the article may take. Raises `TooMuch` when nothing is left."""
        self._allowance.spend(steps)

    def watch(self, markdown: Markdown) -> None:
        """Count the work of a converter from now on."""
        from markdown.blockprocessors import BlockProcessor

        meter = self

        class Metering(BlockProcessor):
            """Is asked before every other one, and never has anything to do."""

            def test(self, parent: Any, block: str) -> bool:  # noqa: ARG002
                meter.spend(len(block) * _BLOCK)
                return False

            def run(self, parent: Any, blocks: list[str]) -> None:
                raise NotImplementedError

        markdown.parser.blockprocessors.register(Metering(markdown.parser), "meter", 1000)
        patterns = cast("Any", markdown.treeprocessors["inline"]).inlinePatterns
        for pattern in patterns:
            pattern.handleMatch = self._counted(pattern.handleMatch)
        for name in _LINKS:
            pattern = patterns[name]
            pattern.getText = self._searching(pattern.getText, 1)
            if hasattr(pattern, "getLink"):
                pattern.getLink = self._searching(pattern.getLink, 2)
        if "footnote" in patterns:
            pattern = patterns["footnote"]
            pattern.handleMatch = self._marking(pattern.handleMatch, pattern.footnotes)

    def _counted(self, handle: _Handle) -> _Handle:
        def counted(match: Match[str], data: str) -> _Handled:
            self.spend(len(data))
            return handle(match, data)

        return counted

    def _searching(self, search: _Search, place: int) -> _Search:
        """Count what a search goes through; `place` is that of its end in what it gives."""

        def searching(data: str, index: int) -> Any:
            found = search(data, index)
            self.spend((found[place] - index) * _BRACKET)
            return found

        return searching

    def _marking(self, handle: _Handle, extension: Any) -> _Handle:
        def marking(match: Match[str], data: str) -> _Handled:
            self.spend(self._marks[match[1]] * _MARK + len(extension.footnotes) * _NOTES)
            self._marks[match[1]] += 1
            return handle(match, data)

        return marking


_Handled = tuple[Any, int | None, int | None]
_Handle = Callable[["Match[str]", str], _Handled]
_Search = Callable[[str, int], Any]


def _unclosed_fences(text: str) -> int:
    """The characters behind all fences that nothing closes."""
    fences = [(found.start(), found[1], found[2]) for found in _FENCE.finditer(text)]
    last = {sign: start for start, sign, language in fences if not language}
    return sum(len(text) - start for start, sign, _ in fences if last.get(sign, -1) <= start)


def _to_the_end_of_tags(text: str) -> int:
    """The characters between all beginnings of tags and the next `>` behind them, or the end."""
    total = count = 0
    position = 0
    for found in _ANGLE.finditer(text):
        total += count * (found.start() - position)
        position = found.start()
        count = 0 if found[0] == ">" else count + 1
    return total + count * (len(text) - position)
