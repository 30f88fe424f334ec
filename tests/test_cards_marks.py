"""Marks that turn text about, as the Unicode bidirectional algorithm counts them (UAX 9, X1 to X8)."""

from __future__ import annotations

import pytest

from generator.cards.bidi_embedding import DEEPEST, explicit, starts


@pytest.mark.parametrize(
    ("kinds", "levels"),
    [
        ("L RLE L PDF L", [0, 0, 1, 1, 0]),
        ("R LRE R PDF R", [0, 0, 2, 2, 0]),
        ("L RLI L PDI L", [0, 0, 1, 0, 0]),
        ("FSI R PDI L", [0, 1, 0, 0]),
        ("FSI L PDI L", [0, 2, 0, 0]),
        ("L PDF L", [0, 0, 0]),
        ("L PDI L", [0, 0, 0]),
        # What closes an embedding within an isolate does not reach out of it; an isolate closes all in it.
        ("RLE RLI PDF L PDI L PDF L", [0, 1, 3, 3, 1, 1, 1, 0]),
        ("RLI LRE RLE L PDI L", [0, 1, 2, 3, 0, 0]),
    ],
)
def test_levels_by_marks(kinds: str, levels: list[int]) -> None:
    assert explicit(kinds.split(), 0)[0] == levels


def test_what_is_turned_over_takes_the_side_of_its_mark() -> None:
    _, types = explicit(["L", "RLO", "L", "EN", "PDF", "LRO", "R", "PDF"], 0)
    assert types == ["L", "RLO", "R", "R", "PDF", "LRO", "L", "PDF"]


@pytest.mark.parametrize("mark", ["RLE", "RLI"])
def test_no_mark_goes_deeper_than_the_deepest(mark: str) -> None:
    """What is too deep counts for nothing, and neither does what closes it."""
    close = {"RLE": "PDF", "RLI": "PDI"}[mark]
    many = DEEPEST * 2
    levels, _ = explicit([mark] * many + ["L"] + [close] * many + ["L"], 0)
    assert max(levels) == levels[many] == DEEPEST
    assert levels[-1] == 0


def test_what_is_too_deep_closes_with_the_isolate_around_it() -> None:
    deep = ["RLE"] * DEEPEST
    levels, _ = explicit(["RLI", *deep, "RLI", "PDF", "PDI", "PDI", "L"], 0)
    assert max(levels) == DEEPEST
    assert levels[-1] == 0
    levels, _ = explicit(["RLI", *deep, "RLE", "PDI", "RLE", "L", "PDF", "L"], 0)
    assert levels[-5:] == [0, 0, 1, 1, 0]


@pytest.mark.parametrize(
    ("kinds", "level"),
    [("EN L", 0), ("ON AL", 1), ("RLI R PDI L", 0), ("RLI R R", 0), ("PDI R", 1), ("EN ON", 0), ("", 0)],
)
def test_the_side_from_which_a_text_is_read(kinds: str, level: int) -> None:
    assert starts(kinds.split()) == level
