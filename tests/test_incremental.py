"""An incremental build leaves the bytes, problems and exit code of a clean one, whatever has happened.

A life is a list of steps. After each one the newspaper is built, and so is a copy of it without a store.
`make torture` lives longer lives.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from incremental import articles, house, news, recordings, rivals
from incremental.crash import PLACES, interrupted, killed
from incremental.desk import Chance, Desk
from incremental.patience import settled_at_once
from incremental.twin import check
from scale import at_length, scaled

STEPS = articles.STEPS | news.STEPS | recordings.STEPS | rivals.STEPS | house.STEPS | house.IN_THE_OUTPUT
HOWS = ("plain", "changed", "keep going", "strict", "interrupted", "preview", "killed", "in processes")
"""How the newspaper is built after a step."""
LENGTH, LIVES = 12, 4
MANY = scaled(LENGTH, 10_000)  # steps

Taken = tuple[str, int, str]
"""A step by its name, the number that answers its questions, and how the newspaper is built then."""

LIFE = st.lists(
    st.tuples(
        st.sampled_from(sorted(STEPS)),
        st.integers(0, 10_000),
        st.sampled_from(HOWS) | st.sampled_from(("plain", "changed", "keep going")),
    ),
    min_size=LENGTH,
    max_size=LENGTH,
)


@pytest.fixture(autouse=True, scope="module")
def patience() -> Iterator[None]:
    with settled_at_once():
        yield


def live(desk: Desk, life: list[Taken]) -> None:
    check(desk.site, str(desk.now))
    touched: dict[str, list[str]] = {"public": [], "preview": []}  # since the last build of each output
    meddled = False  # in the public one, which `--changed` takes to be as it was
    for number, (name, answer, how) in enumerate(life):
        chance = Chance(answer)
        paths = STEPS[name](desk, chance)
        for untold in touched.values():
            untold += paths
        output = "preview" if how == "preview" else "public"
        meddled = meddled or name in house.IN_THE_OUTPUT
        if meddled and how == "changed":
            how = "plain"
        try:
            build(desk, how, output, touched[output], chance)
        except BaseException as error:
            error.add_note(f"after step {number}, {name} ({answer}), built {how}: {paths}")
            raise
        touched[output].clear()
        meddled = meddled and output == "preview"


def build(desk: Desk, how: str, output: str, touched: list[str], chance: Chance) -> None:
    now = str(desk.now)
    if how in ("interrupted", "killed"):
        ended = interrupted if how == "interrupted" else killed
        place = chance(tuple(PLACES))
        ended(lambda: desk.site.build(now, keep_going=True), place, chance(range(PLACES[place])))
    check(
        desk.site,
        now,
        output=output,
        drafts=how == "preview",
        preview=how == "preview",
        keep_going=how in ("keep going", "preview"),
        strict=how == "strict",
        processes=3 if how == "in processes" else 0,
        changed=tuple(touched) if how == "changed" else None,
    )


AT_LENGTH = (pytest.mark.torture, at_length)


@pytest.mark.parametrize(
    "how", ["changed", pytest.param("interrupted", marks=AT_LENGTH), pytest.param("preview", marks=AT_LENGTH)]
)
def test_every_step_once(tmp_path: Path, how: str) -> None:
    desk = Desk(tmp_path / "site")
    live(desk, [(name, 1, how) for name in STEPS])


UNHURRIED = settings(database=None, suppress_health_check=list(HealthCheck))


@settings(UNHURRIED, max_examples=LIVES, derandomize=True, phases=[Phase.generate])  # `torture` shrinks
@given(LIFE)
def test_lives(life: list[Taken]) -> None:
    with TemporaryDirectory() as folder:
        live(Desk(Path(folder) / "site"), life)


@pytest.mark.torture
@at_length
@settings(UNHURRIED, max_examples=MANY // LENGTH, print_blob=True)
@given(LIFE)
def test_many_lives(life: list[Taken]) -> None:
    with TemporaryDirectory() as folder:
        live(Desk(Path(folder) / "site"), life)
