"""The loop of a preview: from changes to published pages, what somebody waits for before all others.

A change is taken up by one build, which makes the pages that are open in browsers. The others follow in
slices, each published when it is made; a new change, or a request for a page that is not made yet, stops a
slice, and loses nothing, for jobs stay undone until their files are published.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Event as Bell

from generator.build import Report, Request, build
from generator.config import Config
from generator.model import Problem, Record
from generator.serve.bursts import Burst, Bursts
from generator.serve.events import Event, Events
from generator.serve.outcome import Outcome, merged
from generator.serve.sheets import sheet_names, sheets_now
from generator.serve.wanted import Wanted
from generator.share import Share
from generator.stock.order import Progress
from generator.stock.site import read_config
from generator.stock.survey import SITE
from generator.store import Store
from generator.store.database import Waiting
from generator.store.keeping import Keeper

FIRST, GROWTH, LARGEST = 100, 4, 1600
"""Files in the first slice, how much larger each next one is, and files in the largest."""
NAP = 30.0  # seconds between looks at the clock, which goes on while the machine sleeps
STEP = "Writing"  # the step of a build that may be stopped: what has been read by then is kept


class Superseded(Exception):
    """There is something more urgent than the slice under way."""


class Subject(Record, frozen=True):
    """What is previewed."""

    root: Path
    output: Path
    address: str  # `http://127.0.0.1:8000`
    drafts: bool = True
    now: dt.datetime | None = None  # the time taken for now; None is the clock


class Ears(Record, frozen=True):
    """Who is told what happens, in the thread that builds."""

    done: Callable[[Outcome], None] = lambda _: None  # a rebuild has ended, or was stopped by a new change
    published: Callable[[Report], None] = lambda _: None  # one slice of it is in the output
    progress: Progress = lambda *_: None
    waiting: Waiting = lambda _: None


class Rebuilds:
    """Builds, again and again. All but `run` may be called from any thread."""

    def __init__(self, subject: Subject, ears: Ears | None = None) -> None:
        self._bell = Bell()
        self.bursts = Bursts(self._bell.set)
        self.wanted = Wanted(subject.output, self._bell.set)
        self.events = Events()
        self.problems: tuple[Problem, ...] = ()  # of the newest build
        self.sheets: dict[str, bytes] = {}  # those saved last, as they would be published
        self._subject = subject
        self._ears = ears or Ears()
        self._keeper = Keeper()
        self._config, _ = read_config(subject.root)
        self._closed = False
        self._todo = Burst()  # changes that no build has taken up yet
        self._outcome = Outcome()  # of the rebuild under way
        self._left = False  # jobs are left
        self._stuck = False  # and cannot be done before something changes
        self._most = FIRST  # files in the next slice
        self._steady = False  # the next small slice is not to be stopped, as the last one was
        self._due: dt.datetime | None = None

    @property
    def base_path(self) -> str:
        return self._config.base_path if self._config else ""

    def run(self, refresh: Callable[[], bool] = lambda: True) -> None:
        """Build, and then again at every change, until `close`.

        `refresh` is called after each burst, and says whether nothing can have changed unseen.
        """
        try:
            self._take_up(Burst(whole=False))
            while not self._closed:
                if self.bursts:
                    burst = self.bursts.take()
                    self._take_up(burst | Burst(whole=refresh()))
                elif self._left and (waiting := self.wanted.waiting()):
                    self._make(0, waiting if self._stuck else self.wanted.urgent())
                elif self._left and not self._stuck:
                    self._make(self._most, ())
                else:
                    self._rest()
        finally:
            self.close()
            self._keeper.close()

    def close(self) -> None:
        """Let `run` end, and everybody who waits go home."""
        self._closed = True
        self.wanted.close()
        self.events.close()
        self._bell.set()

    def _rest(self) -> None:
        """Wait until something has changed, be it the time."""
        now = dt.datetime.now(dt.UTC)
        if self._due is not None and self._due <= now:
            self._take_up(Burst())
            return
        self._bell.wait(min(NAP, (self._due - now).total_seconds()) if self._due else NAP)
        self._bell.clear()

    def _take_up(self, burst: Burst) -> None:
        """Begin a rebuild: look at what has changed, and make the pages that are open."""
        self._todo |= burst
        self._outcome = self._outcome.going_on(burst.paths)
        if SITE in self._todo.paths or not self._todo.whole:
            config, _ = read_config(self._subject.root)
            self._config = config or self._config
        self._show_sheets(burst)
        self.events.publish(Event(problems=len(self.problems), building=True))
        urgent = self.wanted.urgent()
        self._most = FIRST
        self._make(0 if urgent else FIRST, urgent)

    def _show_sheets(self, burst: Burst) -> None:
        names, config = sheet_names(burst.paths), self._config
        if not names or config is None:
            return
        root = self._subject.root
        found = self._keeper.look(lambda store: sheets_now(store, root, config, names))
        if found:
            self.sheets = self.sheets | found
            number = self.events.number + 1
            addresses = {name: f"/_broadsheet/sheet/{name}?{number}" for name in found}
            self.events.publish(Event(sheets=addresses, problems=len(self.problems), building=True))

    def _make(self, most: int, urgent: Iterable[str]) -> None:
        """Make and publish a slice of the pages, and what has changed with it."""
        urgent, waiting = tuple(urgent), self.wanted.waiting()
        todo, begun = self._todo, time.perf_counter()
        self.wanted.work(busy=True, left=self._left)
        try:
            report = self._build(most, urgent)
        except Superseded:
            self._steady, self._left, self._most = True, True, FIRST
            return
        except (OSError, sqlite3.Error) as error:
            self._stuck = self._left = True
            self._outcome = self._outcome.failed(str(error), time.perf_counter() - begun)
        else:
            self._steady, self._todo = False, Burst()
            self._stuck = not report.published
            self._left = self._stuck or report.pending > 0
            self._most = min(max(most, FIRST // GROWTH) * GROWTH, LARGEST)
            self._outcome = self._outcome.after(report, time.perf_counter() - begun)
            self._publish(report, todo.paths)
        self.wanted.met(waiting)
        self._settle()

    def _build(self, most: int, urgent: tuple[str, ...]) -> Report:
        subject = self._subject
        request = Request(
            root=subject.root,
            output=subject.output,
            as_of=subject.now or dt.datetime.now(dt.UTC),
            drafts=subject.drafts,
            preview=True,
            keep_going=True,
            changed=to_look_at(self._todo),
            base_url=f"{subject.address}{self.base_path}/",
            share=Share(most, urgent),
        )
        may_stop = most > 0 and not (self._steady and most <= FIRST)

        def progress(step: str, done: int, total: int) -> None:
            self._ears.progress(step, done, total)
            if may_stop and step == STEP and (self.bursts or self._is_awaited(urgent)):
                raise Superseded

        return build(request, progress, self._ears.waiting, self._keeper)

    def _is_awaited(self, urgent: tuple[str, ...]) -> bool:
        """Whether a request waits for a page that is still to be made, and not in this slice before others."""
        from generator.urgency import is_ahead

        for path in self.wanted.waiting():
            if path in urgent:
                continue
            if self._keeper.look(lambda store, path=path: is_ahead(store, path)):  # type: ignore[misc]
                return True
            if (self._subject.output / path).is_file():
                self.wanted.met((path,))
        return False

    def _publish(self, report: Report, touched: Iterable[str]) -> None:
        """Tell open pages what is in the output now."""
        before = self.problems
        self.problems = merged(before, report, touched)
        if report.written or report.removed or self.problems != before:
            self.events.publish(
                Event(
                    changed=report.written,
                    removed=report.removed,
                    problems=len(self.problems),
                    building=self._left and not self._stuck,
                )
            )
        self._ears.published(report)

    def _settle(self) -> None:
        """Say whether there is more to come; at the end of a rebuild, tell of it."""
        self.wanted.work(busy=False, left=self._left)
        if self._left and not self._stuck:
            return
        self.events.publish(Event(problems=len(self.problems), building=False))
        outcome, self._outcome = self._outcome.ended(self.problems), Outcome(problems=self.problems)
        self._due = None if self._subject.now else self._keeper.look(self._next_moment)
        self._ears.done(outcome)

    def _next_moment(self, store: Store) -> dt.datetime | None:
        from generator.due import upcoming

        config: Config | None = self._config
        if config is None:
            return None
        found = next(upcoming(store, dt.datetime.now(dt.UTC), config.zone), None)
        return found.at if found else None


def to_look_at(burst: Burst) -> tuple[str, ...] | None:
    """Paths below the site that a build is to look at; None, which is all, where not each can be told.

    A name that is in no known encoding is found by looking through its folder.
    """
    unspeakable = any("\ud800" <= char < "\ue000" for path in burst.paths for char in path)
    return tuple(sorted(burst.paths)) if burst.whole and not unspeakable and "" not in burst.paths else None
