"""What the preview server is given: a handful of functions, and the folder that it serves.

The server knows nothing of builds. It asks these, each safe to call from any thread.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from generator.model import Problem, Record


class Event(Protocol):
    """One thing that open pages are told. Its fields are sent as one JSON object."""

    @property
    def number(self) -> int: ...


class Events(Protocol):
    """The events of this preview, numbered upwards, the newest of them kept for those who come back."""

    @property
    def number(self) -> int:
        """That of the newest event."""

    @property
    def closed(self) -> bool:
        """Whether the preview has ended."""

    def after(self, number: int, timeout: float) -> Sequence[Event]:
        """The events after `number`; where there are none, wait up to `timeout` seconds for the next."""


class Preview(Record, frozen=True):
    """A preview, as far as the server knows it.

    Files are named by their paths below the output, articles and templates by theirs below the site.
    """

    output: Path  # the folder that is served; it need not exist yet
    site: Path  # whose sources the overlay shows
    events: Events
    base_path: Callable[[], str]  # `""` or `/news`
    problems: Callable[[], Sequence[Problem]]  # those of the newest build
    sheet: Callable[[str], bytes | None]  # a style sheet of `static/`, as it would be published now
    wanted: Callable[[str, float], object]  # wait some seconds until a file is up to date
    state: Callable[[str], object]  # what the page of a URL path is, for JSON (`marks.py`)
    desk: Callable[[str, str], tuple[int, str, bytes]]  # path and query: status, content type, body
    editor: str = ""  # the address that opens `{path}:{line}:{column}` in an editor
