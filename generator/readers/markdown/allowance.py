"""What one article may cost, however many texts it is read in: each entry of a live blog is one."""

from __future__ import annotations

STEPS = 300_000_000
STEPS_A_CHARACTER = 200
"""What any article may take of the Markdown engine, and what more for its length: a hundred times what a
plain one does. `meter.py` says what a step is."""

COLOURS = 10_000_000
"""What may be spent on the colours of code; `lexers.py` says for what. Code beyond it stays plain."""


class TooMuch(Exception):
    """An article is more work than it may be."""


class Allowance:
    """What is left for an article whose whole text is given."""

    def __init__(self, text: str) -> None:
        self._steps = STEPS + len(text) * STEPS_A_CHARACTER
        self._colours = COLOURS
        self.languages: set[str] = set()  # those of its code that are paid for

    @property
    def used_up(self) -> bool:
        """Whether the article has been found to be too much."""
        return self._steps < 0

    def spend(self, steps: int) -> None:
        """Take steps off what is left. Raises `TooMuch` when nothing is."""
        self._steps -= steps
        if self.used_up:
            raise TooMuch

    def affords(self, colours: int) -> bool:
        """Take so much off what is left for colours, where there is as much."""
        if colours > self._colours:
            return False
        self._colours -= colours
        return True
