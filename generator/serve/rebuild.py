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
from functools import partial
from zoneinfo import ZoneInfo

from generator.build import Report, Request, build
from generator.model import Problem
from generator.paths import to_look_at
from generator.serve.bell import Bell
from generator.serve.bursts import Burst, Bursts
from generator.serve.events import Event, Events
from generator.serve.files import has_file
from generator.serve.interrupt import Interrupt
from generator.serve.outcome import Outcome, merged
from generator.serve.sheets import sheet_names, sheets_now
from generator.serve.slices import FIRST, Superseded, is_ahead, next_size
from generator.serve.subject import Ears, Subject
from generator.serve.wanted import PAGE, Wanted
from generator.share import Share
from generator.stock.site import read_config
from generator.stock.survey import SITE
from generator.store import Store
from generator.store.keeping import Keeper

NAP = 30.0  # seconds between looks at the clock, which goes on while the machine sleeps
STEP = "Writing"  # the step of a build that may be stopped: what has been read by then is kept


class Rebuilds:
    """Builds, again and again. All but `run` may be called from any thread."""

    def __init__(self, subject: Subject, ears: Ears | None = None) -> None:
        self._bell = Bell()
        self.bursts = Bursts(self._bell.ring)
        self.wanted = Wanted(subject.output, self._bell.ring)
        self.interrupt = Interrupt(self._bell)  # a handler for the thread of `run`
        self.events = Events()
        self.problems: tuple[Problem, ...] = ()  # of the newest build
        self.sheets: dict[str, bytes] = {}  # those saved last, as they would be published
        self._subject = subject
        self._ears = ears or Ears()
        self._keeper = Keeper()
        self._config, _ = read_config(subject.root)
        self._closed = False
        self._todo = Burst()  # changes that no build has taken up yet
        self._outcome = Outcome(first=True)  # of the rebuild under way
        self._left = False  # jobs are left
        self._stuck = False  # and cannot be done before something changes
        self._vanished = False  # a file went while the last build read it
        self._pending: int | None = None  # jobs that the last slice of this rebuild has left
        self._most = FIRST  # files in the next slice
        self._steady = False  # the next small slice is not to be stopped, as the last one was
        self._as_of = dt.datetime.now(dt.UTC)  # of the last build
        self._due: dt.datetime | None = None  # the next moment at which pages change by themselves
        self._address = ""

    @property
    def base_path(self) -> str:
        return self._config.base_path if self._config else ""

    def run(self, address: str, refresh: Callable[[], bool] = lambda: True) -> None:
        """Build, and then again at every change, until `close` or an interrupt.

        The site is at `address`: `http://127.0.0.1:8000`. `refresh` is called after each burst, and says
        whether nothing can have changed unseen. Raises `KeyboardInterrupt` where a build was interrupted.
        """
        self._address = address
        try:
            self._take_up(Burst(whole=False))
            while not (self._closed or self.interrupt.heard):
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
        self._bell.ring()

    def _rest(self) -> None:
        """Wait until something has changed, be it the time."""
        now = dt.datetime.now(dt.UTC)
        if self._due is not None and self._due <= now:
            self._take_up(Burst())
            return
        self._bell.wait(min(NAP, (self._due - now).total_seconds()) if self._due else NAP)

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
        self._most, self._pending = FIRST, None
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
            # A file may have gone between the look at its folder and the reading of it: look again, once.
            vanished = isinstance(error, FileNotFoundError) and not self._vanished
            self._vanished, self._stuck, self._left = vanished, not vanished, True
            self._todo |= Burst(whole=False)
            self._outcome = self._outcome.failed(str(error), time.perf_counter() - begun)
        else:
            self._steady, self._vanished, self._todo = False, False, Burst()
            self._stuck = not report.published
            self._left = self._stuck or self._gets_on(report.pending, most)
            self._pending = report.pending
            self._most = next_size(most)
            self._outcome = self._outcome.after(report, time.perf_counter() - begun)
            self._publish(report, todo.paths)
        self.wanted.met(waiting)
        self._settle()

    def _gets_on(self, pending: int, most: int) -> bool:
        """Whether jobs are left that another slice can do: the page of a faulty article stays as it is."""
        return pending > 0 and (most == 0 or self._pending is None or pending < self._pending)

    def _build(self, most: int, urgent: tuple[str, ...]) -> Report:
        subject = self._subject
        self._as_of = subject.now or dt.datetime.now(dt.UTC)
        request = Request(
            root=subject.root,
            output=subject.output,
            as_of=self._as_of,
            drafts=subject.drafts,
            preview=True,
            keep_going=True,
            changed=to_look_at(sorted(self._todo.paths)) if self._todo.whole else None,
            base_url=f"{self._address}{self.base_path}/",
            share=Share(most, urgent),
        )
        may_stop = most > 0 and not (self._steady and most <= FIRST)
        seen = set(urgent)

        def progress(step: str, done: int, total: int) -> None:
            self._ears.progress(step, done, total)
            if self.interrupt.heard:  # and lost, such as in what Python does when it frees something
                raise KeyboardInterrupt
            if may_stop and step == STEP and (self.bursts or self._is_awaited(seen)):
                raise Superseded

        with self.interrupt.opened():
            return build(request, progress, self._ears.waiting, self._keeper)

    def _is_awaited(self, seen: set[str]) -> bool:
        """Whether a request waits for a page that is still to be made.

        Not when it is among those `seen`, which this slice makes first, or for which nothing can be done.
        """
        new = [path for path in self.wanted.waiting() if path not in seen]
        seen.update(new)
        for path in new:
            if self._keeper.look(partial(is_ahead, path=path)):
                return True
            if path.endswith(PAGE) or has_file(self._subject.output, path):
                self.wanted.met((path,))
        return False

    def _publish(self, report: Report, touched: Iterable[str]) -> None:
        """Tell open pages what is in the output now."""
        before = self.problems
        self.problems = merged(before, report, touched, self._left)
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
        outcome, self._outcome = self._outcome.ended(self.problems), Outcome(before=self.problems)
        self._due = None if self._subject.now else self._keeper.look(self._next_moment)
        self._ears.done(outcome)

    def _next_moment(self, store: Store) -> dt.datetime | None:
        from generator.due import upcoming

        zone = ZoneInfo(self._config.timezone if self._config else "UTC")
        found = next(upcoming(store, self._as_of, zone), None)
        return found.at if found else None
