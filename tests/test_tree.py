"""Located data: YAML and TOML with true places, and nothing that raises."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.data import yaml_tree
from generator.data.nodes import Mapping, Node, Scalar, Sequence
from generator.data.toml_tree import parse_toml
from generator.data.tree import parse_yaml


def plain(node: Node | None) -> object:
    match node:
        case Scalar(text=text):
            return text
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Mapping(entries=entries):
            return {key.text: plain(value) for key, value in entries}
    return None


def mapping(text: str) -> Mapping:
    node, problems = parse_yaml("a.yaml", text)
    assert not problems
    assert isinstance(node, Mapping)
    return node


@pytest.fixture(params=["C parser", "Python parser"])
def both_parsers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "Python parser":
        monkeypatch.setattr(yaml_tree, "_LOADER", yaml.SafeLoader)


def test_values_stay_the_text_that_was_written() -> None:
    text = "language: no\ntitle: 2024\ntime: 12:30\nzip: 007\ndate: 2024-11-11\nlist: [yes, 1.0]\n"
    assert plain(mapping(text)) == {
        "language": "no",
        "title": "2024",
        "time": "12:30",
        "zip": "007",
        "date": "2024-11-11",
        "list": ["yes", "1.0"],
    }


def test_places_count_from_one_and_from_the_first_line() -> None:
    node, _ = parse_yaml("a.md", "a: x\nb:\n  - one\n  - ü: two\n", first_line=10)
    assert isinstance(node, Mapping)
    items = node.get("b")
    assert isinstance(items, Sequence)
    assert (node.line, node.column) == (10, 1)
    assert [(item.line, item.column) for item in items.items] == [(12, 5), (13, 5)]
    inner = items.items[1]
    assert isinstance(inner, Mapping)
    assert (inner.entries[0][1].line, inner.entries[0][1].column) == (13, 8)


def test_invisible_line_separators_do_not_shift_lines() -> None:
    node = mapping("a: one\u2028two\x85three\nb: x\n")
    assert node.entries[1][0].line == 2
    assert plain(node) == {"a": "one two three", "b": "x"}


def test_emptiness_depends_on_quotation_marks() -> None:
    node = mapping("a:\nb: ~\nc: null\nd: 'null'\ne: ''\nf: Null\n")
    assert [key.text for key, value in node.entries if isinstance(value, Scalar) and value.empty] == list(
        "abce"
    )


def test_an_empty_text_has_no_data() -> None:
    assert parse_yaml("a.yaml", "# only a comment\n") == (None, ())


BROKEN = [
    ("title: Trump: the return\n", "1:13: yaml-syntax", "colon and a space"),
    ("a: x\n\tb: y\n", "2:1: yaml-syntax", "tab"),
    ("a: x\nb: \"open\nc: y\n", "2:4: yaml-syntax", "never closed"),
    ("a: [x, y\nb: z\n", "1:4: yaml-syntax", "`[` is not closed"),
    ("a: {x: y\n", "1:4: yaml-syntax", "`{` are not closed"),
    ("title: \"Peace\" he said\n", "1:16: yaml-syntax", "after its closing quotation mark"),
    ("title:Peace\nb: x\n", "1:6: yaml-syntax", "no space after the colon"),
    ("a: x\n   b: y\n", "2:4: yaml-syntax", "indented further"),
    ("a: @handle\n", "1:4: yaml-syntax", "begins with `@`"),
    ("a: x\njust words\nb: y\n", "2:1: yaml-syntax", "neither a field"),
    ("a: - x\n", "1:4: yaml-syntax", "same line as its field"),
    ('a: "\\q"\n', "1:5: yaml-syntax", "backslash"),
    ("a: > x\n", "1:6: yaml-syntax", "next line"),
    ("**bold**: x\n", "1:2: yaml-syntax", "`*` or `&`"),
    (" a: 1\nb: 2\n", "2:1: yaml-syntax", "does not belong"),
    ("- a\nb: c\n", "2:1: yaml-syntax", "not part of the list"),
    ("a: x\n\x07b: y\n", "2:1: control-character", "U+0007"),
    ("a: \ud800\n", "1:4: control-character", "U+D800"),
    ("a: &x 1\nb: *x\n", "1:4: yaml-alias", "`&x`"),
    ("<<: {a: b}\n", "1:1: yaml-alias", "`<<`"),
    ("a: !!python/object:os.system x\n", "1:4: yaml-tag", "YAML type"),
    ("a: x\nb: y\na: z\n", "3:1: duplicate-key", "already given on line 1"),
    ("? [a]\n: b\n", "1:3: yaml-key", "name of a field"),
    ("a: b\n---\nc: d\n", "2:1: yaml-documents", "second"),
    ("a: " + "[" * 40 + "]" * 40, "1:35: too-deep", "32"),
    ("a: " + "x" * 70_000, "1:1: too-long", "64 KB"),
]  # fmt: skip


@pytest.mark.usefixtures("both_parsers")
@pytest.mark.parametrize(("text", "place", "words"), BROKEN)
def test_broken_yaml_is_explained_at_its_place(text: str, place: str, words: str) -> None:
    _, problems = parse_yaml("a.yaml", text)
    assert problems
    first = problems[0]
    if "\\q" in text:  # the Python parser points at the letter, the C parser at the backslash
        assert (first.line, first.column) in {(1, 5), (1, 6)}
    else:
        assert f"{first.line}:{first.column}: {first.rule}" == place
    assert words in first.message
    assert first.cure and not first.cure.endswith(".")


def test_all_refusals_come_in_one_go() -> None:
    _, problems = parse_yaml("a.yaml", "a: &x 1\nb: *x\na: 2\nc: !t 3\n")
    assert [(found.line, found.rule) for found in problems] == [
        (1, "yaml-alias"),
        (2, "yaml-alias"),
        (3, "duplicate-key"),
        (4, "yaml-tag"),
    ]


def test_deep_nesting_ends_early() -> None:
    for opening in ("[", "{a: ", "- ", "? "):
        node, problems = parse_yaml("a.yaml", opening * 10_000)
        assert node is None
        assert problems


def test_toml_has_the_lines_of_its_keys() -> None:
    text = 'title = "Peace"\nn = 3\nlong = """\nfake = 1\n"""\n'
    text += '[image]\nsrc = "a.jpg"\nok = true\n[[x]]\nb.c = 1\n'
    node, problems = parse_toml("a.md", text, first_line=2)
    assert not problems
    assert plain(node) == {
        "title": "Peace",
        "n": "3",
        "long": "fake = 1\n",
        "image": {"src": "a.jpg", "ok": "true"},
        "x": [{"b": {"c": "1"}}],
    }
    assert isinstance(node, Mapping)
    image, tables = node.get("image"), node.get("x")
    assert isinstance(image, Mapping) and isinstance(tables, Sequence)
    assert (image.line, image.get("src").line) == (7, 8)  # type: ignore[union-attr]
    inner = tables.items[0]
    assert isinstance(inner, Mapping)
    assert inner.entries[0][0].line == 11


def test_libyaml_looks_ahead_and_has_a_limit_of_its_own() -> None:
    node, (problem,) = parse_yaml("a.md", "a: " + "[" * 4_000)
    assert node is None
    assert (problem.line, problem.rule) == (1, "too-deep")


@pytest.mark.parametrize(
    ("text", "place"), [('a = "x"\nb = x\n', (3, 5)), ('a = "open\n', (2, 10)), ("a = 1\na = 2\n", (3, 6))]
)
def test_broken_toml_is_placed(text: str, place: tuple[int, int]) -> None:
    node, problems = parse_toml("a.md", text, first_line=2)
    assert node is None
    assert [(found.line, found.column, found.rule) for found in problems] == [(*place, "toml-syntax")]


def test_toml_that_is_too_much_is_a_problem() -> None:
    for text in (
        "a = " + "[" * 20_000,
        "a." * 15_000 + "a = 1",
        "a = 0x" + "f" * 5_000,
        "a = " + "9" * 5_000,
    ):
        node, problems = parse_toml("a.md", text)
        assert node is None
        assert problems


@pytest.mark.parametrize(
    "deep",
    [
        "a.b = " + "[" * 31 + "]" * 31,
        "a = " + "{b = " * 32 + "1" + "}" * 32,
        ".".join("a" * 34) + " = 1",
        "[" + ".".join("a" * 32) + "]",
        ".".join("a" * 190) + (" = {" + ".".join("a" * 190)) * 3 + " = 1}}}",
    ],
    ids=["lists", "groups", "dots", "table", "all"],
)
def test_toml_may_be_as_deep_as_yaml(deep: str) -> None:
    node, (problem,) = parse_toml("a.md", f"b = 1\n{deep}\n", first_line=2)
    assert node is None
    assert (problem.line, problem.rule) == (3, "too-deep")
    assert "32" in problem.message


def test_the_deepest_toml() -> None:
    lists = "[" * 31 + "]" * 31
    for text in (f"a = {lists}", ".".join("a" * 32) + " = 1", "[" + ".".join("a" * 31) + "]"):
        assert parse_toml("a.md", text)[1] == ()
        assert parse_yaml("a.yaml", f"a: {lists}")[1] == ()


YAML_LIKE = st.text(st.sampled_from("ab:- \n\t\"'[]{},&*!|>%@`#?~\\x\x00\x85\u2028\ud800\r0="), max_size=60)


@settings(max_examples=300)
@given(st.one_of(st.text(), YAML_LIKE, st.binary().map(lambda data: data.decode("latin-1"))))
def test_no_text_raises(text: str) -> None:
    lines = text.count("\n") + text.count("\r") + 2
    for parse in (parse_yaml, parse_toml):
        _, problems = parse("a", text)
        for problem in problems:
            assert 1 <= problem.line <= lines
            assert problem.column >= 1
