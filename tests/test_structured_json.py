"""How things are put into a page: whole, with nothing empty, and never out of their element."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from subjects import ARTICLES, NEWSROOM, SITE, SURROUNDINGS, TEXTS

from generator.model import Article
from generator.structured.articles import Surroundings, news_article
from generator.structured.nodes import Node, document, filled, to_json


def test_a_page_tells_one_thing_or_a_graph_of_several() -> None:
    assert document({}) == {}
    assert document(SITE, {}) == {"@context": "https://schema.org", **SITE}
    assert list(document(SITE)) == ["@context", *SITE]
    assert document(SITE, NEWSROOM) == {"@context": "https://schema.org", "@graph": [SITE, NEWSROOM]}


DATA = st.dictionaries(
    TEXTS,
    st.recursive(
        TEXTS | st.booleans() | st.integers(-(2**53), 2**53), lambda inner: st.lists(inner), max_leaves=9
    ),
)


@given(DATA)
def test_json_comes_back_equal_and_cannot_leave_its_element(data: Node) -> None:
    told = to_json(data)
    assert json.loads(told) == data
    assert not set(told) & set("<>&\u2028\u2029")
    page = LexborHTMLParser(f"<head><script type=application/ld+json>{told}</script><title>x</title></head>")
    script, title = page.css_first("script"), page.css_first("title")
    assert script and json.loads(script.text()) == data
    assert title and title.text() == "x"


def test_json_is_compact_and_keeps_its_letters() -> None:
    assert to_json({"name": "Київ", "n": [1, True]}) == '{"name":"Київ","n":[1,true]}'


def leaves(value: Any) -> Iterator[Any]:
    """Every value inside plain data, the containers too."""
    yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from leaves(each)


@given(ARTICLES, SURROUNDINGS)
def test_nothing_in_an_article_is_empty_and_every_moment_has_an_offset(
    article: Article, around: Surroundings
) -> None:
    told = document(news_article(article, around))
    assert not [value for value in leaves(told) if value in (None, "", [], {})]
    assert json.loads(to_json(told)) == told
    for name in ("datePublished", "dateModified"):
        assert dt.datetime.fromisoformat(told[name]).tzinfo


def test_false_and_nought_are_values() -> None:
    assert filled({"a": False, "b": 0, "c": "", "d": None, "e": [], "f": {}}) == {"a": False, "b": 0}
