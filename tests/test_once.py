"""`once` in templates: the text of a macro is made one time for the same values, and is always theirs."""

from __future__ import annotations

from pathlib import Path

from sites import Result, article, site

TWO = f"-- content/world/a.md --\n{article('A')}\n-- content/world/b.md --\n{article('B')}\n"


def made(folder: Path, templates: str) -> Result:
    return site(folder, TWO + templates).build()


def test_a_text_is_made_anew_for_other_values(tmp_path: Path) -> None:
    result = made(
        tmp_path,
        '-- templates/own.html --\n{% macro show(value, way="plain") %}\n'
        "<i>{{ value }} {{ way }}</i>{% endmacro %}\n"
        '-- templates/article.html --\n{% import "own.html" as own %}\n'
        "{{ once(own.show, page.title) }}{{ once(own.show, 1) }}{{ once(own.show, true) }}\n"
        '{{ once(own.show, page.title, way="other") }}\n',
    )
    for name in "AB":
        found = result.texts(f"2024/11/{name.lower()}/index.html", "i")
        assert found == [f"{name} plain", "1 plain", "True plain", f"{name} other"]


def test_a_text_is_made_once_for_the_same_values(tmp_path: Path) -> None:
    result = made(
        tmp_path,
        "-- templates/own.html --\n{% set counter = cycler(1, 2, 3) %}\n"
        "{% macro show(value) %}<i>{{ counter.next() }}</i>{% endmacro %}\n"
        '-- templates/article.html --\n{% import "own.html" as own %}\n{{ once(own.show, "same") }}\n',
    )
    assert [result.texts(f"2024/11/{name}/index.html", "i") for name in "ab"] == [["1"], ["1"]]


def test_a_macro_of_the_page_itself_sees_its_own_page(tmp_path: Path) -> None:
    result = made(
        tmp_path,
        "-- templates/article.html --\n{% macro show(value) %}\n"
        "<i>{{ value }} {{ page.title }}</i>{% endmacro %}\n"
        '{{ once(show, "on") }}\n',
    )
    assert [result.texts(f"2024/11/{name}/index.html", "i") for name in "ab"] == [["on A"], ["on B"]]
