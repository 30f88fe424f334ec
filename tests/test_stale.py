"""What a change touches, by tables: intervals, shapes, entries that come, stay and go, and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.emission import Emission
from generator.indexes import Key
from generator.reasons import CHANGED, Reason
from generator.rows import JOINT, LAST, Read
from generator.stale import Point, counted, entry_points, fold_points, ordered, stale, standing, touches

CARD, BODY = frozenset({"card"}), frozenset({"article"})
LIST: Key = ("tag", "a")


@pytest.mark.parametrize(
    ("order", "low", "high", "inside"),
    [
        ("5", "", LAST, True),
        ("", "", LAST, True),
        ("", "1", LAST, False),
        ("5", "5", "6", True),
        ("5", "4", "5", False),
        ("5", "5\x01", LAST, False),
        ("5", "", "5\x01", True),
        ("5 content/b.md", "5", "6", True),
    ],
)
def test_an_interval_holds_its_lower_bound_and_not_its_upper_one(
    order: str, low: str, high: str, inside: bool
) -> None:
    assert touches(Point("list", LIST, order), Read("list", LIST, low, high, "card")) is inside


@pytest.mark.parametrize(
    ("shapes", "shape", "touched"),
    [
        (None, "card", True),
        (None, "", True),
        (CARD, "card", True),
        (CARD | BODY, "article", True),
        (BODY, "card", False),
        (CARD, "", False),
    ],
)
def test_who_stays_touches_only_those_who_saw_what_is_new(
    shapes: frozenset[str] | None, shape: str, touched: bool
) -> None:
    assert touches(Point("list", LIST, "5", shapes), Read("list", LIST, shape=shape)) is touched


def readers(reads: dict[int, list[Read]]) -> object:
    by_key: dict[tuple[str, Key], list[tuple[int, Read]]] = defaultdict(list)
    for job, found in reads.items():
        for read in found:
            by_key[read[:2]].append((job, read))
    return lambda index, key, _: by_key[index, key]


def test_stale_names_each_job_once_with_its_first_reason() -> None:
    reads = {
        1: [Read("list", LIST, "3", LAST, "card"), Read("asset", ("a.css",))],
        2: [Read("list", LIST, "", "3", "card")],
        3: [Read("list", ("tag", "b"), shape="card")],
    }
    points = [Point("list", LIST, "4", cause="a.md"), Point("asset", ("a.css",), cause="static/a.css")]
    assert stale(points, readers(reads)) == {1: Reason(CHANGED, "list", LIST, "a.md")}  # type: ignore[arg-type]


def test_nothing_changed_makes_nothing_stale() -> None:
    assert stale([], readers({1: [Read("list", LIST)]})) == {}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("before", "after", "shapes", "found"),
    [
        ("", "a", BODY, {("a", None)}),
        ("a", "", BODY, {("a", None)}),
        ("a", "a", BODY, {("a", BODY)}),
        ("a", "a", frozenset(), set()),
        ("ab", "bc", CARD, {("a", None), ("b", CARD), ("c", None)}),
        ("ab", "bc", frozenset(), {("a", None), ("c", None)}),
    ],
)
def test_entries_come_go_or_stay(
    before: str, after: str, shapes: frozenset[str], found: set[tuple[str, frozenset[str] | None]]
) -> None:
    points = list(entry_points(*(entries(each) for each in (before, after)), shapes, "content/a.md"))
    assert {(point.key[1], point.shapes) for point in points} == found
    assert {(point.index, point.order, point.cause) for point in points} <= {("list", "5", "content/a.md")}


def entries(slugs: str) -> set[tuple[str, Key, str]]:
    return {("list", ("tag", slug), "5") for slug in slugs}


def test_another_place_in_the_order_is_an_end_and_a_beginning() -> None:
    points = list(entry_points({("list", LIST, "5")}, {("list", LIST, "7")}, BODY, ""))
    assert {(point.order, point.shapes) for point in points} == {("5", None), ("7", None)}


COUNTS = [
    Point("month count", ()),
    Point("month count", ("tag",)),
    Point("month count", ("tag", "a")),
    Point("month count", ("tag", "a", "2024")),
]
KEYS = [
    Point("month key", (), f"tag{JOINT}a{JOINT}2024"),
    Point("month key", ("tag",), f"a{JOINT}2024"),
    Point("month key", ("tag", "a"), "2024"),
    Point("month key", ("tag", "a", "2024"), ""),
]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [(1, 2, COUNTS), (2, 1, COUNTS), (0, 1, COUNTS + KEYS), (3, 0, COUNTS + KEYS)],
)
def test_a_count_is_seen_below_every_beginning_of_its_key(
    before: int, after: int, found: list[Point]
) -> None:
    assert by_key(fold_points("month", ("tag", "a", "2024"), before, after)) == by_key(found)


def by_key(points: Iterable[Point]) -> list[Point]:
    return sorted(points, key=lambda point: (point.index, point.key))


def test_a_faulty_article_lays_claims_and_stands_nowhere() -> None:
    emission = Emission("5", claims={"claim": (("a",),)}, entries={"list": (LIST,)})
    assert set(standing(emission, False)) == {"claim", "list"}
    assert set(standing(emission, True)) == {"claim"}
    assert standing(None, False) == {}


def test_each_index_is_ordered_or_counted_or_both() -> None:
    keys: dict[str, tuple[Key, ...]] = {
        "list": (LIST,),
        "month": ((*LIST, "2024", "11"),),
        "location": (("a.md",),),
    }
    assert ordered(keys, "5") == {("list", LIST, "5"), ("location", ("a.md",), "5")}
    assert counted(keys) == {("list", LIST), ("month", (*LIST, "2024", "11"))}


ORDERS = st.sets(st.text("0123", min_size=1, max_size=3), max_size=8)


@given(ORDERS, ORDERS, st.integers(1, 4), st.text("0123", max_size=3))
def test_the_interval_of_the_newest_tells_whether_the_answer_is_another(
    before: set[str], after: set[str], count: int, order: str
) -> None:
    """The soundness of the whole: where no point lies in what was read, the answer is what it was."""

    def newest(orders: set[str]) -> list[str]:
        return sorted((each for each in orders if each < order), reverse=True)[:count]

    answer = newest(before)
    low = answer[-1] if len(answer) == count else ""
    read = Read("list", LIST, low, order, "card")
    changed = entry_points(
        {("list", LIST, o) for o in before}, {("list", LIST, o) for o in after}, frozenset(), ""
    )
    if not any(touches(point, read) for point in changed):
        assert newest(after) == answer
