"""Compiled templates that are kept: they are used, they never tell what they should not, and may be lost."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from jinja2 import Environment
from sites import Site, article, snapshot

from generator.stock import looks

Make = Callable[[str], Site]


def paper(make: Make) -> Site:
    return make(f"-- content/news/a.md --\n{article('A')}")


@pytest.fixture(autouse=True)
def _forgetful() -> None:
    """A process of its own for every build, as far as templates go."""
    looks._design.cache_clear()


def again(here: Site) -> dict[str, bytes]:
    looks._design.cache_clear()
    return snapshot(here.build(output="again").output)


def test_nothing_is_compiled_twice(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    here = paper(make)
    first = snapshot(here.build().output)
    monkeypatch.setattr(Environment, "compile", lambda *_: pytest.fail("compiled again"))
    assert again(here) == first


def test_a_changed_template_is_compiled(make: Make) -> None:
    here = paper(make)
    here.build()
    here.put("templates/article.html", b"Ours.")
    assert again(here)["2024/11/a/index.html"] == b"Ours."


def test_addresses_that_were_worked_out_belong_to_their_site(make: Make) -> None:
    here = paper(make)
    here.put("templates/article.html", b'{{ "/about/"|href }}')
    here.build()
    below = here.build(base_url="https://example.org/below/", output="below")
    assert below.text("2024/11/a/index.html") == "/below/about/"


def test_damaged_ones_are_compiled_again(make: Make) -> None:
    here = paper(make)
    first = snapshot(here.build().output)
    chance = random.Random(1)
    for file in sorted((here.root / ".broadsheet/templates").iterdir()):
        data = bytearray(file.read_bytes())
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data[: chance.choice((len(data), len(data) // 2))])
    assert again(here) == first


def test_a_place_where_nothing_can_be_kept(make: Make) -> None:
    here = paper(make)
    here.put(".broadsheet/templates", b"a file")
    assert here.build().report.published
