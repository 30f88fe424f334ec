"""What a preview is of, and who hears of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from generator.build import Report
from generator.model import Record
from generator.serve.outcome import Outcome
from generator.stock.order import Progress
from generator.store.database import Waiting


class Subject(Record, frozen=True):
    """What is previewed."""

    root: Path
    output: Path
    drafts: bool = True
    now: dt.datetime | None = None  # the time taken for now; None is the clock


class Ears(Record, frozen=True):
    """Who is told what happens, in the thread that builds."""

    done: Callable[[Outcome], None] = lambda _: None  # a rebuild has ended
    published: Callable[[Report], None] = lambda _: None  # a slice of it is in the output
    progress: Progress = lambda *_: None
    waiting: Waiting = lambda _: None
