"""The press: from a job to a file on the stage. It runs in any process and changes nothing but the stage."""

from __future__ import annotations

from generator.design import Design
from generator.edition import Edition
from generator.indexes import Key
from generator.model import Problem, Record
from generator.output import Stage, Staged
from generator.pages import KINDS
from generator.urls import output_path

Job = tuple[int, Key]
"""Which line of `KINDS`, and which page of that kind."""


class Printed(Record, frozen=True):
    """What became of one job: a staged file, or the problem that its template has."""

    url: str
    owner: str  # the article, or the kind of page, that the URL belongs to
    staged: Staged | None = None
    problem: Problem | None = None


def jobs(edition: Edition) -> list[Job]:
    """Every page of an edition, what is linked to before what links to it."""
    return [(number, key) for number, kind in enumerate(KINDS) for key in kind.jobs(edition.view)]


def print_page(job: Job, edition: Edition, design: Design, stage: Stage) -> Printed:
    """Compose and render one page and put it on the stage."""
    kind, key = KINDS[job[0]], job[1]
    page = kind.compose(key, edition.view)
    owner = page.source or f"the {kind.name} page of {' '.join(filter(None, key))}"
    try:
        text = design.renderer.render(page)
    except Exception as error:  # a template may raise anything
        return Printed(page.url, owner, problem=design.renderer.failure(error, page))
    return Printed(page.url, owner, staged=stage.put(output_path(page.url), text.encode(), page.source))
