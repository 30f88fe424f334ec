"""The build: articles in, a newspaper out. Read `build` first; it names the steps in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath

import msgspec

from generator import dating, press
from generator.design import Design, load_design
from generator.edition import Edition, make_edition
from generator.model import Problem, Record, Severity
from generator.output import PREVIEW, PRODUCTION, Stage
from generator.sources import Progress, read_config, read_sources
from generator.urls import media_url, output_path
from generator.workers import spread


class Request(Record, frozen=True):
    """What a build is asked to do."""

    root: Path
    output: Path
    as_of: dt.datetime  # the time that the build takes for now
    drafts: bool = False  # show drafts and embargoed articles
    preview: bool = False  # not for publication: the output says so, and no date is written into a source
    strict: bool = False  # warnings count as errors
    keep_going: bool = False  # publish what is good
    frozen: bool = False  # write nothing into the sources
    base_url: str = ""  # in place of the one in site.yaml
    processes: int = 0  # to work in; 0 means as many as the work is worth


class Report(Record, frozen=True):
    """What a build did."""

    published: bool
    problems: tuple[Problem, ...]
    articles: int = 0  # read
    withheld: int = 0  # drafts, embargoed, expired
    pages: int = 0
    written: tuple[str, ...] = ()
    unchanged: int = 0
    removed: tuple[str, ...] = ()

    @property
    def errors(self) -> int:
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def exit_code(self) -> int:
        return 1 if self.errors else 0


def build(request: Request, progress: Progress = lambda *_: None) -> Report:
    """Build a site. With an error, unless asked to keep going, the output stays as it was.

    Raises `OSError` when the disk fails.
    """
    config, problems = read_config(request.root)
    if config is None:
        return Report(False, problems)
    if request.base_url:
        config = msgspec.structs.replace(config, base_url=request.base_url.rstrip("/") + "/")

    sources = read_sources(request.root, config, progress, request.processes)
    edition = make_edition(sources, config, request.root, request.as_of, request.drafts, request.frozen)
    design = load_design(request.root, config)
    problems = _judged((*problems, *sources.problems, *edition.problems, *design.problems), request.strict)
    report = Report(False, problems, sources.read, edition.withheld)
    if report.errors and not request.keep_going:
        return report

    kind = PREVIEW if request.preview else PRODUCTION
    with Stage(request.output, kind, config.base_url) as stage:
        pages, failures = _fill(stage, request, edition, design, progress)
        losses = _losses(stage.vanishing(), request.root, edition.good)
        if request.preview:
            stage.keep(losses)  # the last good page stands until its source is mended
        else:
            failures += tuple(_vanishing(losses))
        failures += tuple(_in_the_way(stage))
        if failures:
            return msgspec.structs.replace(report, problems=_judged((*problems, *failures), request.strict))
        dated = () if request.preview else edition.newly_dated
        failures = tuple(filter(None, (dating.write_date(request.root, article) for article in dated)))
        if failures:
            return msgspec.structs.replace(report, problems=_judged((*problems, *failures), request.strict))
        done = stage.publish()
    return msgspec.structs.replace(
        report,
        published=True,
        problems=_judged((*problems, *map(dating.note, dated)), request.strict),
        pages=pages,
        written=done.written,
        unchanged=done.unchanged,
        removed=done.removed,
    )


def _judged(problems: Iterable[Problem], strict: bool) -> tuple[Problem, ...]:
    """Problems in the order of files and lines; when strict, warnings are errors."""
    unique = sorted(set(problems))
    if not strict:
        return tuple(unique)
    return tuple(
        msgspec.structs.replace(each, severity=Severity.ERROR) if each.severity is Severity.WARNING else each
        for each in unique
    )


def _fill(
    stage: Stage, request: Request, edition: Edition, design: Design, progress: Progress
) -> tuple[int, tuple[Problem, ...]]:
    """Put every file of the site on the stage, what is linked to first; give the number of pages."""
    failures: list[Problem] = []
    owners: dict[str, str] = {}
    for path, url, data in design.statics:
        failures += _claim(url, f"static/{path}", owners)
        stage.take(stage.put(output_path(url), data))
    for path in edition.media:
        failures += _claim(media_url(path), path, owners)
        stage.take(stage.put(output_path(media_url(path)), (request.root / path).read_bytes()))
    jobs = press.jobs(edition)
    print_page = partial(press.print_page, edition=edition, design=design, stage=stage)
    for done, printed in enumerate(spread(print_page, jobs, request.processes)):
        progress("Writing", done, len(jobs))
        failures += _claim(printed.url, printed.owner, owners)
        if printed.staged:
            stage.take(printed.staged)
        if printed.problem:
            failures.append(printed.problem)
    return len(jobs), tuple(_once(failures))


def _once(failures: Iterable[Problem]) -> Iterator[Problem]:
    """One problem for each place: a slip in a template fails on every page that uses it."""
    places: dict[tuple[str, int, str], list[Problem]] = {}
    for each in failures:
        places.setdefault((each.path, each.line, each.rule), []).append(each)
    for first, *others in places.values():
        more = f", and so it is with {len(others)} more" if others and first.rule == "template-error" else ""
        yield msgspec.structs.replace(first, message=first.message + more)


def _claim(url: str, owner: str, owners: dict[str, str]) -> Iterator[Problem]:
    """An error where one file takes the place of another, or of a folder; `owners` knows who has which."""
    path = PurePosixPath(output_path(url).casefold())
    first = owners.setdefault(str(path), owner)
    first = owners.get(f"{path}/", first)  # a folder by the name of this file
    for folder in path.parents[:-1]:
        owners.setdefault(f"{folder}/", owner)
        first = owners.get(str(folder), first)  # a file by the name of this folder
    if first != owner:
        files = [name for name in (owner, first) if "/" in name]
        message = f"{url} is the address of {first} and of {owner}"
        cure = "Give one of the two another name"
        yield Problem(files[0] if files else "site.yaml", 0, 0, "same-url", message, cure)


def _in_the_way(stage: Stage) -> Iterator[Problem]:
    """An error for what may not be overwritten: the published site by a preview, files of somebody else's."""
    if stage.overwrites_production:
        message = "This folder holds the site as it is published, and a preview may show what is not public"
        yield Problem(str(stage.output), 0, 0, "published-site", message, "Choose another --output")
    for path in stage.foreign:
        place = f"{stage.output.name}/{path}"
        message = "Something is in the way here that Broadsheet did not write"
        yield Problem(place, 0, 0, "foreign-file", message, "Move it elsewhere, or choose another --output")


def _losses(vanishing: dict[str, str], root: Path, good: frozenset[str]) -> dict[str, str]:
    """Published pages that would go because their article is faulty: not removed, and not withheld."""
    return {
        path: source
        for path, source in vanishing.items()
        if source and source not in good and (root / source).exists()
    }


def _vanishing(losses: dict[str, str]) -> Iterator[Problem]:
    """An error for every page that would be lost."""
    for path, source in losses.items():
        address = path.removesuffix("index.html")
        message = f"Without what has errors, /{address} would vanish from the site"
        cure = "Mend the errors first; nothing has been published"
        yield Problem(source, 0, 0, "would-vanish", message, cure)
