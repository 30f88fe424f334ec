"""What a straight quotation mark is: the beginning or the end of a quotation, or an apostrophe.

That follows from the characters on either side, and from what is open. A single mark that nothing closes is
an apostrophe, so that rock ’n’ roll needs no list of words; a double one opens a quotation that goes on in
the next paragraph.
"""

from __future__ import annotations

from enum import Enum

from generator.readers.markdown.quotation_marks import Marks

APOSTROPHE = "’"
_OPENERS = "([{<¿¡“‘„‚«‹"
_CLOSERS = ".,;:!?…)]}%”’»›"


class Role(Enum):
    OPENS = 1
    CLOSES = 2
    APOSTROPHE = 3
    STAYS = 4


class Quotations:
    """The quotations of one paragraph after the other, whose marks are added to `pieces` of text."""

    def __init__(self, marks: Marks, pieces: list[str]) -> None:
        self._marks = marks
        self._pieces = pieces
        self._open: list[tuple[str, int]] = []  # sign, and its place in the pieces
        self._doubles = 0  # how many of these are double

    def end_paragraph(self) -> None:
        self._open.clear()
        self._doubles = 0

    def double(self, before: str, after: str) -> Role:
        """Add the mark for a `"` between two characters; a space stands for the edge of the paragraph."""
        role = _role(before, after, self._doubles > 0)
        if role is Role.OPENS:
            self._open.append(('"', len(self._pieces)))
            self._doubles += 1
            self._pieces.append(self._marks.start)
        elif role is Role.CLOSES:
            self._close_double()
            self._pieces.append(self._marks.end)
        else:
            self._pieces.append('"')
        return role

    def single(self, before: str, after: str, shortens: bool) -> Role:
        """Add the mark for a `'`; `shortens` tells that the rest of a word follows, as in ’90s."""
        is_open = bool(self._open) and self._open[-1][0] == "'"
        role = _role(before, after, is_open)
        within_word = before.isalnum() and after.isalnum()
        closes_nothing = role is Role.CLOSES and not is_open
        if within_word or closes_nothing or (role is Role.OPENS and shortens):
            role = Role.APOSTROPHE
        elif role is Role.OPENS:
            self._open.append(("'", len(self._pieces)))
        elif role is Role.CLOSES:
            _, place = self._open.pop()
            self._pieces[place] = self._marks.inner_start
        closing = self._marks.inner_end if role is Role.CLOSES else APOSTROPHE
        self._pieces.append("'" if role is Role.STAYS else closing)
        return role

    def _close_double(self) -> None:
        """The last double mark is closed; what is still open within it never will be."""
        while self._open:
            sign, _ = self._open.pop()
            if sign == '"':
                self._doubles -= 1
                return


def _role(before: str, after: str, is_open: bool) -> Role:
    """What a mark is between two characters, `is_open` telling whether there is one that it can close."""
    if before.isspace():
        return Role.STAYS if after.isspace() else Role.OPENS
    if before in _OPENERS and not after.isspace() and after not in _CLOSERS:
        return Role.OPENS
    if is_open:
        return Role.CLOSES
    if before.isdigit() or (before.isalnum() and after.isalnum()):  # inches, or what no rule knows
        return Role.STAYS
    if before.isalnum() or after.isspace() or (before in _CLOSERS and not after.isalnum()):
        return Role.CLOSES
    return Role.OPENS
