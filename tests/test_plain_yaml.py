"""Plain fields are read without a YAML parser, and exactly as both of PyYAML's parsers read them."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from sites import REPOSITORY

from generator.data import yaml_tree
from generator.data.plain_yaml import read_plain

ARTICLE = """\
title: "Teachers’ union: “no”, it says"
date: 2024-11-11T10:09:00Z
authors: ["Ana Lund", 'Bo Ek',  Cy O'Dell ]
section: world
tags:
  - Rent cap
  -  "Øl, vin"
related: [ ]
aliases:
- /a/b/
- 'it was'
summary: Who pays (in the end)? / It’s “open”...  \n\
draft:
image: ../media/a.jpg
"""
NOT_PLAIN = (
    "", "\n", "a", "a:b", "- a", "a: b\na: c", "a: b: c", "a: b:", "a: b #c", "a: b # c", "a: #c", "a: [b",
    "a: [b]]", "a: [b c: d]", "a: [b, [c]]", "a: {b: c}", "a: [{b: c}]", "a: [b?, c]", "a: [b#]", 'a: "b',
    'a: "b" c', 'a: "\\n"', "a: 'b''c'", "a: &b c", "a: *b", "a: !b c", "a: >\n  b", "a: |\n  b", "a: b\n  c",
    "a:\n  b", "a:\n  b: c", "a: b\n- c", "a:\n- b\n - c", "a:\n- b\n  c", "a:\n- b: c", "a:\n- - b", "a:\n-",
    "a:\n- [b]", "a: - b", "a: @b", "a: `b", "a: %b", "a: ? b", "? a\n: b", "%YAML 1.2", "---\na: b",
    "a: b\n---", "a: b\n...", " a: b", "\ta: b", "a:\tb", "a: b\r\nc: d", "a: b\u2028c", "a: b\x85c",
    "a: b\x07", "a: \ufeffb", "a: b\n\nc: d", "# a\nb: c", '"a": b', "<<: a",
)  # fmt: skip
NAMES = st.sampled_from(["a", "title", "b-c", "x_1", "null"])
SIGNS = ": : # #[]'\"?-...,/(“&*!|>%@`{}~\\=<"
PIECES = st.sampled_from(
    ["a", "b c", "é", "中", "🎉", "\u00a0", "0", " ", "  ", ": ", " #", ", ", "- ", "12:30", "\n", *SIGNS]
)
TEXTS = st.lists(PIECES, max_size=4).map("".join)
VALUES = st.one_of(
    TEXTS,
    TEXTS.map('"{}"'.format),
    TEXTS.map("'{}'".format),
    st.lists(TEXTS | TEXTS.map('"{}"'.format), max_size=3).map(lambda items: f"[{', '.join(items)}]"),
    st.lists(TEXTS | TEXTS.map("'{}'".format), max_size=3).map(
        lambda items: "".join(f"\n- {i}" for i in items)
    ),
    st.lists(TEXTS, max_size=3).map(lambda items: "".join(f"\n   -  {item} " for item in items)),
)
FIELDS = st.lists(st.tuples(NAMES, st.sampled_from([":", ": ", ":  "]), VALUES).map("".join), max_size=4)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "_LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("each_parser")
def test_an_article_is_read_as_yaml_reads_it() -> None:
    node = read_plain(ARTICLE, 2)
    assert node is not None
    assert len(node.entries) == 10
    assert yaml_tree.read("a.md", ARTICLE, 2) == (node, ())


@pytest.mark.parametrize("line", ARTICLE.replace(":\n", ":").replace(":-", ":\n-").splitlines()[:4])
def test_each_line_is_plain_by_itself(line: str) -> None:
    assert read_plain(line, 1) is not None


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_what_is_more_is_left_to_the_parser(text: str) -> None:
    assert read_plain(text, 1) is None


@pytest.mark.usefixtures("each_parser")
def test_any_text_is_read_as_yaml_reads_it() -> None:
    read: list[str] = []

    @settings(max_examples=1500)
    @given(FIELDS.map("\n".join) | TEXTS, st.sampled_from(["", "\n", " \n"]))
    def check(text: str, end: str) -> None:
        node = read_plain(text + end, 7)
        if node is not None:
            read.append(text)
            assert yaml_tree.read("a.md", text + end, 7) == (node, ())

    check()
    assert len(read) > 50


def test_long_texts_take_no_longer_than_they_must() -> None:
    """Each of these takes minutes where a pattern tries again at every character."""
    for text in ("a: b" + " " * 60_000 + "#", "a: [b" + " " * 60_000 + "?]", "a:" + "\n- b" * 15_000 + "\n#"):
        assert read_plain(text, 1) is None


def test_reading_articles_loads_only_what_each_needs() -> None:
    heavy = {"comrak", "markdown", "nh3", "pygments", "selectolax", "tomllib", "yaml"}
    script = (
        "import sys\n"
        "from generator.articles import parse\n"
        "from generator.config import Config\n"
        "print(*sys.modules)\n"
        "sidecar = 'content/a.yaml', b'date: 2024-11-11'\n"
        "parse('content/a.txt', b'One\\n\\nTwo three.\\n', sidecar, Config('T'))\n"
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    for loaded in done.stdout.splitlines():
        assert not heavy & {name.split(".")[0] for name in loaded.split()}
