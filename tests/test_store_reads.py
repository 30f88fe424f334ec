"""The notes of reads: each is found again by every place that it covers, and by no other."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from generator.rows import LAST, Read
from generator.store.reads import Reads, noted
from generator.store.schema import READ_INDEXES, SCHEMA

PLACES = st.text("0129é", max_size=5)
KEY = ("tag", "rail")
NOTES = st.dictionaries(
    st.integers(1, 6), st.sets(st.builds(Read, st.just("list"), st.just(KEY), PLACES, PLACES | st.just(LAST)))
)


def reads(notes: dict[int, set[Read]]) -> Reads:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA + READ_INDEXES)
    made = Reads(connection)
    for job, found in notes.items():
        made.note(job, noted(sorted(found)))
    made.flush()
    return made


@given(NOTES, PLACES)
def test_a_read_is_found_by_every_place_that_it_covers(notes: dict[int, set[Read]], place: str) -> None:
    covering = {(job, read) for job, all_ in notes.items() for read in all_ if read.low <= place < read.high}
    assert set(reads(notes).of("list", KEY, place)) == covering


@given(NOTES, NOTES)
def test_what_a_job_has_read_is_forgotten_with_all_its_places(
    notes: dict[int, set[Read]], others: dict[int, set[Read]]
) -> None:
    made = reads(notes)
    made.forget(others)
    for job, found in others.items():
        made.note(job, noted(found))
    made.flush()
    assert {job: set(made.by(job)) for job in range(1, 7)} == {
        job: others.get(job, notes.get(job, set())) for job in range(1, 7)
    }
