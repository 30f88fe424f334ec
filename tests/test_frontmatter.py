"""Front matter parted from the body, and the fields of an article."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import asdict

from generator.model import Picture, Problem, Severity
from generator.readers.fields import Fields, read_fields
from generator.readers.frontmatter import FrontMatter, split

PARIS = ZoneInfo("Europe/Paris")


def read(front: str, labels: tuple[str, ...] = ()) -> tuple[Fields, tuple[Problem, ...]]:
    parted = split("a.md", f"---\n{front}---\nbody\n")
    assert parted.node is not None, parted.problems
    assert not parted.problems
    return read_fields("a.md", parted.node, PARIS, labels)


def brief(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{found.line}:{found.column} {found.severity} {found.rule}" for found in problems]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("closing", ["---", "...", "--- "])
def test_yaml_front_matter(end: str, closing: str) -> None:
    parted = split("a.md", end.join(["---", "title: A", "tags: [b]", closing, "", "Body", "---", "more"]))
    assert parted.node is not None
    assert [key.text for key, _ in parted.node.entries] == ["title", "tags"]
    assert parted.node.entries[1][0].line == 3
    assert parted.body == end.join(["", "Body", "---", "more"])
    assert parted.first_line == 5
    assert not parted.problems


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_toml_front_matter(end: str) -> None:
    parted = split(
        "a.md", end.join(["+++", 'title = "A"', "date = 2024-11-11T14:30:00Z", "draft = true", "+++", "Body"])
    )
    assert parted.node is not None
    assert (parted.body, parted.first_line) == ("Body", 6)
    fields, problems = read_fields("a.md", parted.node, PARIS)
    assert not problems
    assert (fields.title, fields.draft, fields.place("date")) == ("A", True, (3, 1))
    assert fields.date == dt.datetime(2024, 11, 11, 14, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("text", ["", "Body\n---\n", "----\nx", " ---\na: b\n---\n", "--- a: b\n"])
def test_a_text_without_front_matter_is_all_body(text: str) -> None:
    assert split("a.md", text) == FrontMatter(None, text)


def test_empty_front_matter() -> None:
    assert split("a.md", "---\n---\nBody") == FrontMatter(None, "Body", 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: A\n\nBody\n", "1:1 error unclosed-front-matter"),
        ("---\ntitle: A: B\n---\n", "2:9 error yaml-syntax"),
        ("---\ntitle:A\n---\n", "2:1 error front-matter"),
        ("---\n- a\n---\n", "2:1 error front-matter"),
        ("---\na: 1\na: 2\n---\n", "3:1 error duplicate-key"),
        ("---\na: " + "x" * 70_000 + "\n---\n", "2:1 error too-long"),
        ('+++\na = "' + "x" * 70_000 + '"\n+++\n', "2:1 error too-long"),
        ("+++\na = x\n+++\n", "2:5 error toml-syntax"),
    ],
)
def test_broken_front_matter(text: str, expected: str) -> None:
    parted = split("a.md", text)
    assert brief(parted.problems) == [expected]


def test_every_field() -> None:
    fields, problems = read(
        "title: No\ndate: 2024-11-11\nupdated: 2024-11-12 08:00\nexpires: 2025-01-01\ndraft: no\n"
        "authors: Jane Doe, Ann Poe and John Roe\nsection: World\ntags: 'Peace talks, #G7, NATO, nato'\n"
        "summary: >\n  Two\n  lines\n"
        "image:\n  src: a.jpg\n  alt: A b\n  caption: C\n  credit: D\n"
        "label: analysis\nslug: my-story\nlanguage: pt-br\ncanonical: https://example.org/x\n"
        "dateline: PARIS\n"
        "related: [a.md, /b/]\nextra: {a: [b, true], c: {d: no}}\n"
    )
    assert not problems
    expected = Fields(
        path="a.md",
        title="No",
        date=dt.datetime(2024, 11, 11, tzinfo=PARIS),
        updated=dt.datetime(2024, 11, 12, 8, tzinfo=PARIS),
        expires=dt.datetime(2025, 1, 1, tzinfo=PARIS),
        draft=False,
        authors=("Jane Doe", "Ann Poe", "John Roe"),
        section="World",
        tags=("Peace talks", "G7", "NATO"),
        summary="Two lines",
        image=Picture("a.jpg", "A b", "C", "D", 14, 8),
        label="Analysis",
        slug="my-story",
        language="pt-BR",
        canonical="https://example.org/x",
        dateline="PARIS",
        related=("a.md", "/b/"),
        extra={"a": ["b", True], "c": {"d": "no"}},
        places=fields.places,
    )
    assert asdict(fields) == asdict(expected)
    assert fields.place("slug") == (19, 7)
    assert fields.place("key") == (0, 0)


def test_short_forms() -> None:
    fields, problems = read(
        "authors: [Sandra Alexander, 'Ban, and Co']\nimage: a.jpg\nrelated: b.md\ntags: 2024\n"
    )
    assert not problems
    assert fields.authors == ("Sandra Alexander", "Ban, and Co")
    assert fields.image == Picture("a.jpg", line=3, column=8)
    assert fields.related == ("b.md",)
    assert fields.tags == ("2024",)


def test_empty_values_count_as_not_given() -> None:
    fields, problems = read("title:\nsummary: ''\ntags: []\nimage:\ndate: ~\nlabel: null\n")
    assert not problems
    assert fields == Fields(path="a.md", places=fields.places)
    assert fields.place("title") == (0, 0)


BAD_FIELDS = [
    ("date: 11/12/2024\n", "2:7 error unreadable-date", "`2024-11-12` or `2024-12-11`"),
    ("updated: [2024-11-11]\n", "2:10 error wrong-type", "Write one text"),
    ("draft: maybe\n", "2:8 error wrong-type", "`true` or `false`"),
    ("slug: ../../etc\n", "2:7 error bad-slug", "Write `etc`"),
    ("slug: My Story\n", "2:7 error bad-slug", "Write `my-story`"),
    ("section: '!'\n", "2:10 error bad-slug", "world"),
    ("tags:\n  - Peace\n  - '!!!'\n", "4:5 error empty-tag", "remove it"),
    ("tags: 'a, ??, b'\n", "2:7 error empty-tag", "remove it"),
    ("tags: {a: b}\n", "2:7 error wrong-type", "remove it"),
    ("authors: '--'\n", "2:10 error unreadable-name", "name of a person"),
    ("language: english\n", "2:11 error bad-language", "English is `en`"),
    ("language: xx-YY\n", "2:11 error bad-language", "code"),
    ("language: pt_BR\n", "2:11 error bad-language", "Write `pt-BR`"),
    ("canonical: javascript:alert(1)\n", "2:12 error bad-url", "https://example.org/"),
    ("canonical: 'http://[x'\n", "2:12 error bad-url", "https://example.org/"),
    ("image: [a.jpg]\n", "2:8 error wrong-type", "`src` and `alt`"),
    ("image: {alt: a}\n", "2:8 error missing-field", "src"),
    ("image: {src: a.jpg, atl: a}\n", "2:21 warning unknown-field", "`alt`"),
    ("image: {src: a.jpg, focus: 1 2}\n", "2:28 error bad-focus", "[0.3, 0.4]"),
    ("label: Analyses\n", "2:8 warning unknown-label", "`Analysis`"),
    ("tag: x\n", "2:1 warning unknown-field", "`tags`"),
    ("author: x\n", "2:1 warning unknown-field", "`authors`"),
    ("aliases: [/old/, old]\n", "2:18 error bad-address", "`/old`"),
    ("aliases: [/old, /old/]\n", "2:17 error duplicate", "Keep"),
    ("extra: x\n", "2:8 error wrong-type", "name: value"),
]


@pytest.mark.parametrize(("front", "expected", "cure"), BAD_FIELDS)
def test_bad_fields(front: str, expected: str, cure: str) -> None:
    _, problems = read(front)
    assert brief(problems) == [expected]
    assert cure in problems[0].cure


def test_all_bad_fields_come_in_one_go_and_spare_the_others() -> None:
    fields, problems = read("date: soon\ntitle: Kept\nslug: ../x\ntags: [ok, '!']\nnonsense: 1\n")
    assert brief(problems) == [
        "2:7 error unreadable-date",
        "4:7 error bad-slug",
        "5:12 error empty-tag",
        "6:1 warning unknown-field",
    ]
    assert (fields.title, fields.date, fields.slug, fields.tags) == ("Kept", None, "", ("ok",))


def test_a_site_has_labels_of_its_own() -> None:
    assert read("label: long read\n", ("Long Read",))[0].label == "Long Read"
    fields, problems = read("label: Long read\n")
    assert fields.label == "Long read"
    assert [found.severity for found in problems] == [Severity.WARNING]


WORDS = st.sampled_from(
    [
        "---",
        "+++",
        "...",
        "\n",
        "\r",
        "title",
        "date",
        "tags",
        "image",
        ": ",
        " = ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        "'",
        "2024",
    ]
)


@given(
    st.one_of(
        st.text(),
        st.lists(WORDS).map("".join),
        st.lists(WORDS).map(lambda w: "---\n" + "".join(w) + "\n---\n"),
    )
)
def test_no_text_raises_and_none_of_the_body_is_lost(text: str) -> None:
    parted = split("a.md", text)
    assert text.endswith(parted.body)
    if parted.node is not None:
        read_fields("a.md", parted.node, PARIS)
