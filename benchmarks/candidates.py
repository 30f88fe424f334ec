"""The generators that are compared, in the order in which they take turns."""

from __future__ import annotations

from benchmarks.candidate import Candidate
from benchmarks.generators import broadsheet, eleventy, hugo, nikola, pelican, zola

CANDIDATES: dict[str, Candidate] = {
    candidate.name: candidate
    for candidate in (
        hugo.HUGO,
        zola.ZOLA,
        pelican.PELICAN,
        eleventy.ELEVENTY,
        nikola.NIKOLA,
        broadsheet.DEFAULT,
        broadsheet.COMMONMARK,
    )
}
