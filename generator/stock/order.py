"""What a stock-taking is asked to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from generator.emission import Moment
from generator.model import Record

Progress = Callable[[str, int, int], None]
"""Called with the name of a step, how many are done, and how many there are."""


class Order(Record, frozen=True):
    """What is to be looked at, and how."""

    root: Path
    moment: Moment
    base_url: str = ""  # in place of the one in site.yaml
    changed: tuple[str, ...] | None = None  # all else is taken to be as it was
    processes: int = 0
    lasting: bool = False  # this process goes on afterwards, and should know what it needs for the next time
