"""The press: from a job to a file on the stage. It runs in any process and changes nothing but the stage."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from generator import tape
from generator.darkroom import Darkroom
from generator.deadline import OutOfTime, within
from generator.design import Design
from generator.disk import pieces
from generator.indexes import Key
from generator.model import Problem, Record
from generator.output import Stage, Staged
from generator.pages import KINDS, Copy, Derivatives, Page, Recorded, Text
from generator.store.jobs import Job
from generator.store.reads import noted
from generator.store.rows import StoredRows, reader
from generator.urls import output_path
from generator.view import View


class Printed(Record, frozen=True, array_like=True):
    """What became of one job: its files on the stage, what it read, and what it found on the way."""

    job: Job
    reads: bytes  # see `store.reads.noted`
    problems: tuple[Problem, ...] = ()
    staged: tuple[Staged, ...] = ()
    source: str = ""  # the article that it is the page of
    failure: Problem | None = None  # of its template
    identity: str = ""  # of that article


class Press:
    """Prints jobs from what stands in a store."""

    def __init__(
        self,
        design: Design,
        darkroom: Darkroom,
        stage: Stage | None,
        rows: StoredRows,
        database: Path,
        patience: int = 60,
    ) -> None:
        self._design = design
        self._stage = stage
        self._rows = rows
        self._database = database
        self._darkroom = darkroom
        self._patience = patience  # seconds that a template may take for one page
        self._endless: dict[str, Problem] = {}  # templates that have taken longer

    def move_in(self) -> None:
        """Go on in a process of its own, with its own eyes on the store."""
        self._rows = StoredRows(reader(self._database))

    def examine(self, job: Job) -> Printed:
        """What a job finds on the way, without a file."""
        view = View(self._rows)
        return Printed(job, b"", _problems(job, view))

    def print(self, job: Job) -> Printed:
        """Compose and render one page, or copy one file, and put it on the stage."""
        view = View(self._rows)
        composed = KINDS[job.kind].compose(job.key, view)
        problems = _problems(job, view)
        if composed is None or self._stage is None:
            return Printed(job, noted(view.reads), problems)
        if isinstance(composed, Recorded):
            stream = tape.pour(self._design.root, composed.path)
            poured = (self._stage.pour(output_path(composed.url), stream),)
            return Printed(job, noted(view.reads), problems, poured)
        if isinstance(composed, Copy) and composed.path.startswith("content/"):
            stream = pieces(self._design.root / composed.path)
            poured = (self._stage.pour(output_path(composed.url), stream),)
            return Printed(job, noted(view.reads), problems, poured)
        source = identity = ""
        if isinstance(composed, Copy):
            data = self._design.published(composed.path)
        elif isinstance(composed, Text):
            view.setting("timezone")  # by which moments are seen; a template has it among what it is made of
            data = composed.text.encode()
        elif isinstance(composed, Derivatives):
            try:
                staged = tuple(self._develop(composed, self._stage))
            except ValueError as error:
                failure = _not_made(composed.source or job.key[0], str(error))
                return Printed(job, noted(view.reads), problems, failure=failure)
            return Printed(job, noted(view.reads), problems, staged)
        else:
            source, identity = composed.source, composed.identity
            view.fact("template", composed.template)
            rendered = self._render(composed)
            if isinstance(rendered, Problem):
                return Printed(job, noted(view.reads), problems, source=source, failure=rendered)
            data = rendered.encode()
        staged = (self._stage.put(output_path(composed.url), data),)
        return Printed(job, noted(view.reads), problems, staged, source, identity=identity)

    def _render(self, page: Page) -> str | Problem:
        """The text of a page, or what is wrong with its template; one without an end is not tried again."""
        if page.template in self._endless:
            return self._endless[page.template]
        renderer = self._design.renderer
        try:
            with within(self._patience):
                return renderer.render(page)
        except OutOfTime as error:
            cure = "Look for a loop without an end, or raise `theme.page_seconds` in site.yaml"
            failure = msgspec.structs.replace(
                renderer.failure(error, page), rule="endless-template", cure=cure
            )
            self._endless[page.template] = failure
            return failure
        except Exception as error:  # a template may raise anything
            return renderer.failure(error, page)

    def _develop(self, wanted: Derivatives, stage: Stage) -> Iterator[Staged]:
        """Make what is not in the cache yet of the files of one source."""
        recipes = [file.recipe for file in wanted.files]
        made = self._darkroom.develop(wanted.source, wanted.digest, recipes)
        for file, data in zip(wanted.files, made, strict=True):
            yield stage.put(output_path(file.url), data)


def _not_made(path: str, why: str) -> Problem:
    message = f"The files of this cannot be made: {why or 'it cannot be read'}"
    return Problem(path, 0, 0, "not-made", message, "Look at it in another program, and save it again")


def _problems(job: Job, view: View) -> tuple[Problem, ...]:
    find = KINDS[job.kind].problems
    return tuple(find(job.key, view)) if find else ()


def owner(kind: int, key: Key) -> str:
    """What a file of the output belongs to, in words."""
    name = KINDS[kind].name
    if name in ("article", "page", "media file", "picture", "recording"):
        return key[0]
    if name in ("redirects", "headers", "gone"):
        return "what `hosting` of site.yaml makes"
    if name == "redirect":
        return f"the redirect of {key[0]}"
    return (
        f"static/{key[0]}" if name == "static file" else f"the {name} page of {' '.join(filter(None, key))}"
    )
