"""Each target of `make fuzz` over its corpus, and over a few hundred inputs that are made of it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from fuzz.inputs import CORPUS, corpus, generated, pieces
from fuzz.targets import TARGETS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scale import scaled

INPUTS = scaled(60, 100_000)
EXAMPLES = 15


def test_every_target_has_samples_and_words() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
    assert all(corpus(name) and len(pieces(name)) > 5 for name in TARGETS)
    assert all(Path(path).suffix == TARGETS[name].suffix for name in TARGETS for path in corpus(name))


@pytest.mark.parametrize("name", TARGETS)
def test_the_corpus(name: str) -> None:
    for data in corpus(name).values():
        TARGETS[name].run(data)


@pytest.mark.torture
@pytest.mark.parametrize("name", TARGETS)
def test_what_becomes_of_the_corpus(name: str) -> None:
    for data in islice(generated(name, 0), INPUTS):
        TARGETS[name].run(data)


@pytest.mark.parametrize("name", TARGETS)
def test_words_and_anything_between_them(name: str) -> None:
    words = st.sampled_from(pieces(name))
    anything = st.binary(max_size=6) | st.text(max_size=3).map(lambda text: text.encode("utf-8", "replace"))

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.lists(words | anything, max_size=20).map(b"".join))
    def check(data: bytes) -> None:
        TARGETS[name].run(data)

    check()
