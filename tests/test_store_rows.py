"""What views read from the tables is what a plain list in memory would give, however often it is asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.indexes import Key
from generator.manifest import (
    Head,
    Manifest,
    Owned,
    add_lines,
    location,
    read_head,
    read_manifest,
    write_manifest,
)
from generator.rows import LAST, Row
from generator.store import rows as stored
from generator.store.keys import joined
from generator.store.rows import StoredRows
from generator.store.schema import SCHEMA

ORDERS = st.text("0129 .c", min_size=1, max_size=3)
SLUGS = st.sampled_from(("a", "a b", "ab", "b", "é", "日本"))
KEYS = st.tuples(st.sampled_from(("tag", "section")), SLUGS)
ENTRIES = st.dictionaries(st.tuples(KEYS, ORDERS), st.integers(1, 99), max_size=12)
YEARS, MONTHS_OF_ONE = st.sampled_from(("2023", "2024")), st.sampled_from(("01", "11"))
MONTHS = st.tuples(st.sampled_from(("tag", "section")), SLUGS, YEARS, MONTHS_OF_ONE)
Entries = dict[tuple[Key, str], int]
Counts = dict[Key, int]


@contextmanager
def tables(entries: Entries, counts: Counts, often: int) -> Iterator[StoredRows]:
    """The store that holds these, asked `often` times before it fetches all of a key."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(SCHEMA)
    for (key, order), source in entries.items():
        connection.execute("INSERT INTO entry VALUES ('list', ?, ?, ?)", (joined(key), order, source))
    for key, count in counts.items():
        connection.execute("INSERT INTO fold VALUES ('month', ?, ?)", (joined(key), count))
    with mock.patch.object(stored, "OFTEN", often):
        yield StoredRows(connection)
    connection.close()


def listed(entries: Entries, key: Key) -> list[Row]:
    return sorted((order, source) for (each, order), source in entries.items() if each == key)


@settings(max_examples=150)
@given(ENTRIES, KEYS, ORDERS | st.just("") | st.just(LAST), st.integers(0, 4), st.sampled_from((1, 2, 100)))
def test_stretches_of_a_list(entries: Entries, key: Key, order: str, count: int, often: int) -> None:
    rows = listed(entries, key)
    before = [row for row in rows if row[0] < order][::-1][:count]
    after = [row for row in rows if row[0] > order][:count]
    with tables(entries, {}, often) as asked:
        for _ in range(3):
            assert asked.before("list", key, order, count) == before
            assert asked.after("list", key, order, count) == after
            assert asked.between("list", key, "1", order) == [row for row in rows if "1" <= row[0] < order]


@settings(max_examples=150)
@given(st.dictionaries(MONTHS, st.integers(1, 9), max_size=10), MONTHS, st.integers(0, 4))
def test_keys_and_their_counts(counts: Counts, key: Key, depth: int) -> None:
    below = sorted((each, count) for each, count in counts.items() if each[:depth] == key[:depth])
    with tables({}, counts, 4) as asked:
        for _ in range(2):
            assert sorted(asked.counts("month", key[:depth])) == below


@settings(max_examples=200)
@given(st.dictionaries(MONTHS, st.just(1), max_size=12), MONTHS, st.sampled_from((3, 4)))
def test_the_key_before_and_the_key_after(counts: Counts, key: Key, depth: int) -> None:
    prefix, rest = key[:2], key[2:depth]
    siblings = sorted(each for each in counts if each[:2] == prefix)
    before = [each for each in siblings if each[2:] < rest]
    after = [each for each in siblings if each[2 : 2 + len(rest)] > rest]
    with tables({}, counts, 4) as asked:
        assert asked.key_before("month", prefix, rest) == (before[-1] if before else None)
        assert asked.key_after("month", prefix, rest) == (after[0] if after else None)


FILES = {"a.html": Owned("1", "content/a.md"), "b c/é.html": Owned("2"), "d.html": Owned("")}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write_manifest(tmp_path, Manifest("production", "https://example.org/", FILES))
    return tmp_path


def test_the_last_line_of_a_path_counts(output: Path) -> None:
    assert add_lines(output, [("a.html", Owned("9")), ("d.html", None), ("e.html", Owned("5"))]) == 3
    files = read_manifest(output).files
    assert files == {"a.html": Owned("9"), "b c/é.html": Owned("2"), "e.html": Owned("5")}
    assert read_head(output) == Head("production", "https://example.org/")


@pytest.mark.parametrize("kept", range(0, 150, 7))
def test_a_manifest_that_is_cut_short_tells_what_it_still_holds(output: Path, kept: int) -> None:
    path = location(output)
    data = path.read_bytes()[:kept]
    path.write_bytes(data)
    whole = data.count(b"\n")
    assert len(read_manifest(output).files) in (max(0, whole - 1), whole)
    assert read_manifest(output).files.items() <= FILES.items()
    if whole:
        add_lines(output, [("new.html", Owned("7"))])
        assert read_manifest(output).files["new.html"] == Owned("7")


@pytest.mark.parametrize(
    "line", [b"garbage", b"[1, 2]", b"{}", b"[]", b'["a.html", "x"]', b'["\xff"]', b"", b"\x00" * 9]
)
def test_a_line_that_is_no_line_is_passed_over(output: Path, line: bytes) -> None:
    path = location(output)
    path.write_bytes(path.read_bytes() + line + b"\n")
    assert (
        read_manifest(output).files.items() >= {key: FILES[key] for key in ("b c/é.html", "d.html")}.items()
    )


@pytest.mark.parametrize("data", [b"", b"\n", b"[]\n", b"\xff\xfe", b'{"kind": 1}\n["a", "b", "c"]\n'])
def test_a_manifest_without_a_head_owns_nothing(output: Path, data: bytes) -> None:
    location(output).write_bytes(data)
    assert read_manifest(output) == Manifest()
