"""The works that are measured. Most take a site that is built, and leave one that is built."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks import edits, serving
from benchmarks.candidate import Candidate
from benchmarks.measure import Measurement
from benchmarks.sites import Site


@dataclass(frozen=True, slots=True)
class Work:
    """Something a newsroom waits for; with `fresh` it starts from nothing, else from a site that is built."""

    name: str
    title: str
    measure: Callable[[Site], Measurement]
    can: Callable[[Candidate], bool] = lambda _: True
    fresh: bool = False


def cold(site: Site) -> Measurement:
    """Build from nothing."""
    return site.cold_build()


def unchanged(site: Site) -> Measurement:
    """Build again what is built already."""
    site.count_changes()
    return site.compared_build()


def body(site: Site) -> Measurement:
    """Build after a sentence of one article's body was changed."""
    site.count_changes()
    edits.edit_body(edits.subject(site.articles), site.source, site.form)
    return site.compared_build()


def changed(site: Site) -> Measurement:
    """Do the same, telling the generator which file it is."""
    site.count_changes()
    facts = edits.subject(site.articles)
    edits.edit_body(facts, site.source, site.form)
    hint = site.candidate.hint
    assert hint is not None
    return site.compared_build(*hint(str(site.source / site.form.path(facts))))


def added(site: Site) -> Measurement:
    """Build with one article more, and go back to the site without it; only the first is measured."""
    site.count_changes()
    edits.add(site.articles, site.source, site.form)
    measured = site.compared_build()
    newcomer = edits.take_away(site.articles, site.source, site.form)
    site.build()
    shutil.rmtree(site.page(newcomer), ignore_errors=True)  # most generators leave it behind
    return measured


WORKS = {
    work.name: work
    for work in (
        Work("cold", "Cold build", cold, fresh=True),
        Work("unchanged", "Nothing changed", unchanged),
        Work("body", "One body edited", body),
        Work(
            "changed",
            "One body edited, and named to the build",
            changed,
            lambda found: found.hint is not None,
        ),
        Work("added", "One article added", added),
        Work(
            "serve",
            "One body edited while the preview runs",
            serving.save_and_see,
            lambda found: found.serve is not None,
            fresh=True,
        ),
    )
}
