"""An edition: what is printed of a site at one time, whether it may be published, and its publication."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from generator.collisions import collisions
from generator.config import Config
from generator.darkroom import Darkroom
from generator.indexes import SITE
from generator.losses import in_the_way, losses, vanished
from generator.manifest import PRODUCTION, Head
from generator.model import Article, Problem, Record
from generator.output import PRESENT, Stage, Staged
from generator.pages import KINDS, LATE, SHOWN
from generator.press import Press, Printed
from generator.publication import publish
from generator.share import Share
from generator.stock import Progress
from generator.stock.looks import design
from generator.store import Store
from generator.store.jobs import Job
from generator.store.outputs import ORPHAN
from generator.urgency import jobs_of
from generator.workers import spread

MANY = 1000  # jobs that are worth to be put in order
SPEAKING = tuple(number for number, kind in enumerate(KINDS) if kind.problems)


class Edition(Record, frozen=True):
    """What is to be published."""

    printed: tuple[Printed, ...]
    vanishing: dict[str, str]  # files of the last build that this one does not make, each with its article

    @property
    def changed(self) -> tuple[str, ...]:
        """The files that are others than those in the output, in the order of their publication.

        What pages show comes first, then new files, to which nothing leads yet, and then those that lead to
        them. At each point, what can be reached from a page that was there before is there.
        """
        files = [(each.job.kind, file) for each in self.printed for file in each.staged if file.changed]
        return tuple(file.path for _, file in sorted(files, key=_turn))

    @property
    def gone(self) -> tuple[str, ...]:
        return tuple(sorted(self.vanishing))

    @property
    def pages(self) -> int:
        return sum(KINDS[each.job.kind].is_page for each in self.printed)


def examine(store: Store, root: Path, config: Config) -> Iterator[Problem]:
    """What the articles that are to be printed refer to in vain, when nothing is printed."""
    press = Press(design(store, root, config), Darkroom(root), None, store.rows(), store.path)
    for job in store.jobs.stale(SPEAKING):
        yield from press.examine(job).problems


def make(
    store: Store,
    stage: Stage,
    root: Path,
    config: Config,
    processes: int,
    progress: Progress,
    share: Share | None = None,
) -> Edition:
    """Print the jobs that are not done, what is linked to first, and note what each has read.

    With a `share`, no more than that.
    """
    stale = jobs_of(store, share) if share else _side_by_side(store, store.jobs.stale())
    jobs = [job for job in stale if job.kind not in LATE]
    press = _press(store, stage, root, config)
    return _of(store, _printed(store, press, jobs, processes, progress))


def make_more(
    made: Edition, store: Store, stage: Stage, root: Path, config: Config, processes: int
) -> Edition:
    """Print what comes after all others: what tells of addresses that are none of them."""
    press = _press(store, stage, root, config)
    more = _printed(store, press, store.jobs.stale(LATE), processes, lambda *_: None)
    return _of(store, [*made.printed, *more])


def _press(store: Store, stage: Stage, root: Path, config: Config) -> Press:
    patience = config.theme.page_seconds
    return Press(design(store, root, config), Darkroom(root), stage, store.rows(), store.path, patience)


def _printed(
    store: Store, press: Press, jobs: Sequence[Job], processes: int, progress: Progress
) -> list[Printed]:
    printed: list[Printed] = []
    with store.transaction(), closing(_spread(press, jobs, processes)) as results:
        store.reads.forget(job.id for job in jobs)
        for done, each in enumerate(results):
            progress("Writing", done, len(jobs))
            store.reads.note(each.job.id, each.reads)
            store.problems.put(f"job {each.job.id}", each.problems)
            printed.append(msgspec.structs.replace(each, reads=b"", problems=()))
        store.reads.flush()
    return printed


def _of(store: Store, printed: Sequence[Printed]) -> Edition:
    """What was printed, and the files of the last build in whose place nothing was."""
    vanishing = store.outputs.of((ORPHAN, *store.jobs.gone(), *(each.job.id for each in printed)))
    for each in printed:
        for file in each.staged:
            vanishing.pop(file.path, None)
    return Edition(tuple(printed), vanishing)


def _spread(press: Press, jobs: Sequence[Job], processes: int) -> Generator[Printed, None, None]:
    return spread(press.print, jobs, processes, press.move_in, _weight)


def _turn(placed: tuple[int, Staged]) -> int:
    """When a file of a kind is published."""
    kind, file = placed
    return 0 if kind in SHOWN else 2 if file.place == PRESENT else 1


def _weight(job: Job) -> int:
    return KINDS[job.kind].weight


def _side_by_side(store: Store, jobs: list[Job]) -> list[Job]:
    """Jobs of one kind in the order of time, for pages of one time show the same articles.

    What a process has read and rendered for one page is then at hand for the next, in archives that are
    too large to be remembered as a whole.
    """
    if len(jobs) < MANY:
        return jobs
    places = store.entries.places(SITE)
    return sorted(jobs, key=lambda job: (job.kind, places.get(job.key[0], ""), job.key[2:], job.key))


def judge(made: Edition, store: Store, stage: Stage, head: Head) -> tuple[Edition, list[Problem]]:
    """What speaks against publishing. In a preview, the last good page of a faulty article stands."""
    failures = [each.failure for each in made.printed if each.failure]
    failures += collisions(store, made.printed, made.vanishing)
    lost = losses(store, made.vanishing)
    if head.kind != PRODUCTION:
        kept = {path: source for path, source in made.vanishing.items() if path not in lost}
        made = msgspec.structs.replace(made, vanishing=kept)
    else:
        failures += vanished(lost)
    failures += in_the_way(store, stage, made.printed, head.kind)
    return made, list(_once(failures))


def undated(store: Store, config: Config) -> Sequence[Article]:
    """The published articles that have no date yet, with the time of this build."""
    zone = ZoneInfo(config.timezone)
    found = (store.sources.article(path, zone) for path in store.sources.undated())
    return [article for article in found if article]


def write_dates(root: Path, articles: Sequence[Article]) -> tuple[list[Problem], list[Problem]]:
    """Write dates into sources; give the notes of that, and what cannot be written."""
    if not articles:
        return [], []
    from generator import dating  # it reads YAML, and most builds have nothing to date

    undatable = [problem for article in articles if (problem := dating.write_date(root, article))]
    return [dating.note(article) for article in articles], undatable


def _once(failures: Iterable[Problem]) -> Iterator[Problem]:
    """One problem for each place: a slip in a template fails on every page that uses it."""
    places: dict[tuple[str, int, str], list[Problem]] = {}
    for each in sorted(failures):
        places.setdefault((each.path, each.line, each.rule), []).append(each)
    for first, *others in places.values():
        more = f", and so it is with {len(others)} more" if others and first.rule == "template-error" else ""
        yield msgspec.structs.replace(first, message=first.message + more)


__all__ = ["Edition", "examine", "judge", "make", "publish", "undated", "write_dates"]
