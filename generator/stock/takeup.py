"""Taking up articles into the indexes, and finding what that changes."""

from __future__ import annotations

from collections.abc import Iterator

from generator.emission import Emission, Shapes
from generator.model import Problem
from generator.stale import Point, counted, entry_points, fold_points, ordered, standing
from generator.stock.intake import Intake
from generator.store import Store
from generator.store.entries import Fold
from generator.store.sources import EMISSION, Kept


class TakeUp:
    """Moves articles in the indexes. `points` and `folds` are what has changed since the last build."""

    def __init__(self, store: Store, first: bool) -> None:
        self._store = store
        self.first = first  # nothing is known yet, so that everything has changed
        self.points: list[Point] = []
        self.folds: list[Fold] = []
        self.articles: set[str] = set()  # that were read anew, or have gone

    def read(self, intake: Intake) -> None:
        """Take up an article that was read anew."""
        kept = self._store.sources.get(intake.path)
        if kept is None or kept.input != intake.input:
            self.articles.add(intake.path)
        self._store.problems.put(f"source {intake.path}", intake.problems)
        self._put(kept, intake.path, intake.input, intake.emission, intake.shapes)

    def told(self, path: str, emission: bytes, shapes: Shapes) -> None:
        """Take up an article that tells something else at this moment, though it is the same."""
        kept = self._store.sources.get(path)
        if kept:
            self._put(kept, path, kept.input, emission, shapes)

    def remove(self, path: str) -> None:
        """Forget an article that is not there any more."""
        kept = self._store.sources.get(path)
        if kept is None:
            return
        self.articles.add(path)
        for owner in ("source", "moment"):
            self._store.problems.put(f"{owner} {path}", ())
        self._move(kept.id, path, kept.emission, kept.faulty, None, False, frozenset())
        self._store.sources.remove(path)

    def judge(self, path: str, faulty: bool) -> None:
        """Take a faulty article out of sight, or bring it back."""
        kept = self._store.sources.get(path)
        if kept and kept.faulty != faulty:
            self._move(kept.id, path, kept.emission, kept.faulty, kept.emission, faulty, frozenset())
            self._store.sources.mark(kept.id, faulty)

    def settle(self) -> list[Fold]:
        """Write what has gathered into the tables; give the counts that are others since the last call."""
        if self.first:
            self._store.entries.flush_first()
            return []
        folds = self._store.entries.flush()
        self.folds += folds
        return folds

    def all_points(self) -> Iterator[Point]:
        """Every place at which something has changed."""
        yield from self.points
        for fold in self.folds:
            yield from fold_points(fold.index, fold.key, fold.before, fold.after)

    def _put(self, kept: Kept | None, path: str, given: bytes, encoded: bytes | None, shapes: Shapes) -> None:
        emission = EMISSION.decode(encoded) if encoded else None
        problems: tuple[Problem, ...] = emission.problems if emission else ()
        self._store.problems.put(f"moment {path}", problems)
        # Whether it is at odds with others is judged later, as soon as all claims are known. Until then one
        # that was stays out of sight: its lists would be made again for nothing.
        was_faulty = bool(kept and kept.faulty)
        faulty = emission is not None and (was_faulty or not emission.sound)
        before = kept.emission if kept else None
        number, digests = self._store.sources.put(kept, path, given, encoded, shapes, emission, faulty)
        old = kept.digests if kept else {}
        changed = frozenset(name for name in {*old, *digests} if old.get(name) != digests.get(name))
        self._move(number, path, before, was_faulty, emission, faulty, changed)

    def _move(
        self,
        number: int,
        path: str,
        before: Emission | None,
        was_faulty: bool,
        after: Emission | None,
        faulty: bool,
        shapes: frozenset[str],
    ) -> None:
        """Take an article from where it stood to where it stands."""
        old, new = standing(before, was_faulty), standing(after, faulty)
        was, now = ordered(old, before.order if before else ""), ordered(new, after.order if after else "")
        self._store.entries.remove(was - now)
        self._store.entries.add(now - was, number)
        if not self.first:
            self.points += entry_points(was, now, shapes, path)
        counted_before, counted_now = counted(old), counted(new)
        self._store.entries.count(counted_now - counted_before, 1)
        self._store.entries.count(counted_before - counted_now, -1)
        if before:
            self._store.moments.remove(number, before.moments)
        if after:
            self._store.moments.put(number, after.moments)
