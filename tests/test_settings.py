"""`site.yaml`: what it may hold, and every mistake at its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Author, Config, LinkTo, Organisation, Policy, Section, Tag
from generator.model import Severity
from generator.options import Feeds, Lists, Markdown, Pictures, Robots, Security, Theme
from generator.settings.colours import LEGIBLE, NIGHT, contrast, lightened
from generator.settings.loader import load_config

MANUAL = Path(__file__).parent.parent / "docs" / "configuration.md"


def load(text: str) -> Config:
    config, problems = load_config("site.yaml", text)
    assert not problems
    assert config is not None
    return config


def brief(text: str) -> list[str]:
    _, problems = load_config("site.yaml", text)
    return [f"{found.line}:{found.column} {found.rule}" for found in problems]


def test_a_title_is_enough() -> None:
    assert load("title: The Paper\n") == Config("The Paper")


def test_everything() -> None:
    config = load(
        "title: 2024\n"
        "base_url: HTTPS://Example.org/news\n"
        "language: no\n"
        "timezone: Europe/Oslo\n"
        "sections: [world, {slug: arts, label: Culture & Arts, description: D}, middle-east]\n"
        "authors: {jane-doe: {name: Jane Doe, bio: B, picture: content/media/j.jpg, "
        "links: {Mail: 'mailto:a@b.c'}}, x-y: }\n"
        "tags: {russia: {label: Russia, aliases: [Russian Federation, RF], description: D}, eu: EU}\n"
        "permalink: /{section}/{year}-{month}/{slug}/\n"
        "boilerplate: ['whatsapp.*']\n"
        "labels: [Long read]\n"
        "menu: [{label: About, url: /about/}, Shop: 'https://shop.example/']\n"
        "footer_menu: {Jobs: /jobs/}\n"
        "policies: {ethics: /ethics/, privacy: {url: /p/, label: Your data}}\n"
        "feeds: {items: 50}\n"
        "lists: {newest: 10, year: 100, related: 0}\n"
        "markdown: {engine: commonmark, clean: off, embeds: [www.youtube-nocookie.com]}\n"
        "theme: {logo: logo.svg, accent: '#8A1C1C', head: '<meta name=x>', footer: <p>x</p>}\n"
    )
    assert config == Config(
        "2024",
        base_url="https://example.org/news/",
        language="no",
        timezone="Europe/Oslo",
        sections=(
            Section("world", "World"),
            Section("arts", "Culture & Arts", "D"),
            Section("middle-east", "Middle East"),
        ),
        authors=(
            Author("jane-doe", "Jane Doe", "B", "content/media/j.jpg", (LinkTo("Mail", "mailto:a@b.c"),)),
            Author("x-y", "X Y"),
        ),
        tags=(Tag("russia", "Russia", "D", ("russian-federation", "rf")), Tag("eu", "EU")),
        permalink="/{section}/{year}-{month}/{slug}/",
        boilerplate=("whatsapp.*",),
        labels=("Long read",),
        menu=(LinkTo("About", "/about/"), LinkTo("Shop", "https://shop.example/")),
        footer_menu=(LinkTo("Jobs", "/jobs/"),),
        policies=(Policy("ethics", "", "/ethics/", 13, 20), Policy("privacy", "Your data", "/p/", 13, 45)),
        feeds=Feeds(50),
        lists=Lists(10, 100, 0),
        markdown=Markdown("commonmark", False, ("www.youtube-nocookie.com",)),
        theme=Theme("logo.svg", "#8a1c1c", lightened("#8a1c1c"), "<meta name=x>", "<p>x</p>"),
    )


BAD = [
    ("", ["1:1 missing-field"]),
    ("- a\n", ["1:1 wrong-type"]),
    ("title: A: B\n", ["1:9 yaml-syntax"]),
    ("title: A\ntitle: B\n", ["2:1 duplicate-key"]),
    ("title: [A]\n", ["1:8 wrong-type"]),
    ("title:\n", ["1:1 missing-field"]),
]

BAD_LINES = [
    ("tittle: x", ["2:1 unknown-field"]),
    ("base_url: example.org", ["2:11 bad-url"]),
    ("base_url: ftp://example.org/", ["2:11 bad-url"]),
    ("base_url: https://example.org/?a=b", ["2:11 bad-url"]),
    ("base_url: 'https://example.org/#a'", ["2:11 bad-url"]),
    ("base_url: https://me:pw@example.org/", ["2:11 bad-url"]),
    ("base_url: https://zeitung-ä.example/", ["2:11 bad-url"]),
    ("base_url: https://example.org:port/", ["2:11 bad-url"]),
    ("base_url: https://example.org/a/../b", ["2:11 bad-url"]),
    ("language: klingonese", ["2:11 bad-language"]),
    ("timezone: Europe/Pari", ["2:11 bad-timezone"]),
    ("timezone: ../../etc/passwd", ["2:11 bad-timezone"]),
    ("timezone: localtime", ["2:11 bad-timezone"]),
    ("sections: world", ["2:11 wrong-type"]),
    ("sections: [World News]", ["2:12 bad-slug"]),
    (
        "sections: [tags, authors, '2024', en]",
        ["2:12 reserved-name", "2:18 reserved-name", "2:27 reserved-name", "2:35 reserved-name"],
    ),
    ("sections: [a, b, {slug: a, label: c}]", ["2:18 duplicate"]),
    ("sections: [{label: x}]", ["2:12 missing-field"]),
    ("authors: [jane]", ["2:10 wrong-type"]),
    ("authors: {Jane Doe: {name: x}}", ["2:11 bad-slug"]),
    ("authors: {jane: {nmae: x}}", ["2:18 unknown-field"]),
    ("authors: {jane: {picture: /etc/x.jpg}}", ["2:27 bad-path"]),
    ("authors: {jane: {links: {X: 'javascript:alert(1)', Y: }}}", ["2:29 bad-url", "2:52 missing-field"]),
    ("tags: {a: {aliases: [x, y]}, b: {aliases: [z, X]}}", ["2:47 alias-twice"]),
    ("tags: {a: {aliases: [B]}, b: {label: B}}", ["2:22 alias-twice"]),
    ("tags: {a: {aliases: ['!']}}", ["2:22 empty-tag"]),
    ("permalink: /{yeer}/{slug}/", ["2:12 bad-permalink"]),
    ("permalink: /{year}/", ["2:12 bad-permalink"]),
    ("permalink: '{year}/{slug}'", ["2:12 bad-permalink"]),
    ("permalink: /{slug!r}/", ["2:12 bad-permalink"]),
    ("permalink: /{slug}/{/", ["2:12 bad-permalink"]),
    ("permalink: /../{slug}/", ["2:12 bad-permalink"]),
    ("permalink: /News/{slug}/", ["2:12 bad-permalink"]),
    ("permalink: //{slug}/", ["2:12 bad-permalink"]),
    ("permalink: /tags/{slug}/", ["2:12 bad-permalink"]),
    ("boilerplate: ['ok', '(', '[[a]']", ["2:21 bad-pattern", "2:26 bad-pattern"]),
    ("boilerplate: [" + "x" * 501 + "]", ["2:15 bad-pattern"]),
    ("labels: [Long read, long-read]", ["2:21 duplicate"]),
    (
        "menu: [{label: A, url: //evil.example}, text, {label: B}]",
        ["2:24 bad-url", "2:41 wrong-type", "2:47 missing-field"],
    ),
    ("footer_menu: {A: 'data:text/html,x'}", ["2:18 bad-url"]),
    ("policies: {ethcs: /x/}", ["2:12 unknown-field"]),
    ("policies: {privacy: {label: P}}", ["2:21 missing-field"]),
    ("feeds: {items: many}", ["2:16 wrong-type"]),
    ("feeds: {items: 501}", ["2:16 out-of-range"]),
    ("feeds: {items: -1}", ["2:16 out-of-range"]),
    (
        "lists: {newest: 0, year: 5, related: 99999999999999}",
        ["2:17 out-of-range", "2:26 out-of-range", "2:38 out-of-range"],
    ),
    ("lists: {newest: ٣}", ["2:17 wrong-type"]),
    (
        "markdown: {engine: pandoc, clean: maybe, embeds: ['https://a.b/c']}",
        ["2:20 wrong-type", "2:35 wrong-type", "2:51 bad-host"],
    ),
    ("markdown: on", ["2:11 wrong-type"]),
    ("theme: {accent: red, logo: ../x.svg}", ["2:17 bad-colour", "2:28 bad-path"]),
    ("theme: {accent: '#ffcc00'}", ["2:17 low-contrast"]),
    ("copyright: &x me", ["2:12 yaml-alias"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_bad_files(text: str, expected: list[str]) -> None:
    assert brief(text) == expected


@pytest.mark.parametrize(("line", "expected"), BAD_LINES)
def test_bad_lines(line: str, expected: list[str]) -> None:
    assert brief(f"title: A\n{line}\n") == expected


def test_every_mistake_is_reported_in_one_run() -> None:
    merged: dict[str, str] = {}
    for line, _ in BAD_LINES:
        merged.setdefault(line.partition(":")[0], line)
    lines = list(merged.values())
    config, problems = load_config("site.yaml", "\n".join(lines))
    assert config is None
    assert {found.line for found in problems} == {1, *range(1, len(lines) + 1)}
    assert any(found.rule == "missing-field" for found in problems)


def test_the_messages_are_plain() -> None:
    _, problems = load_config(
        "site.yaml", "title: A\nfeeds: {items: many}\ntimezone: Europe/Pari\nmenue: x\n"
    )
    assert [str(found) for found in problems] == [
        "site.yaml:2:16: wrong-type: `feeds.items` must be a whole number, not `many`. "
        "Write a number from 1 to 500.",
        "site.yaml:3:11: bad-timezone: `timezone` is not a time zone that is known: `Europe/Pari`. "
        "Did you mean `Europe/Paris`?",
        "site.yaml:4:1: unknown-field: `menue` is not a known field. Did you mean `menu`?",
    ]


def test_a_section_may_not_stand_where_a_language_does() -> None:
    assert brief("title: A\nlanguage: de\nsections: [de]\n") == ["3:12 reserved-name"]


def test_a_warning_keeps_the_configuration() -> None:
    config, problems = load_config("site.yaml", "title: A\ntheme: {accent: '#ffcc00'}\n")
    assert config is not None
    assert config.theme.accent == "#ffcc00"
    assert [found.severity for found in problems] == [Severity.WARNING]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@given(st.integers(0, 0xFFFFFF))
def test_the_accent_of_the_dark_mode_is_legible(value: int) -> None:
    assert contrast(lightened(f"#{value:06x}"), NIGHT) >= LEGIBLE


def test_the_manual_is_true() -> None:
    """Its example loads, and it has a heading for every key."""
    text = MANUAL.read_text(encoding="utf-8")
    example = re.search(r"```yaml\n(title: .*?)```", text, re.DOTALL)
    assert example
    load(example[1])
    assert set(yaml.safe_load(example[1])) == set(Config.__struct_fields__)
    documented = set(re.findall(r"^\| `([a-z_.]+)` \|", text, re.MULTILINE))
    grouped = {"feeds", "lists", "markdown", "organisation", "pictures", "robots", "security", "theme"}
    assert documented >= set(Config.__struct_fields__) - grouped
    for part in (Feeds, Lists, Markdown, Organisation, Pictures, Robots, Security, Theme):
        fields = set(part.__struct_fields__) - {"accent_dark"}
        assert documented >= {f"{part.__name__.lower()}.{name}" for name in fields}


@given(st.dictionaries(st.sampled_from(Config.__struct_fields__), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)))  # fmt: skip
def test_no_data_raises(data: dict[str, object]) -> None:
    config, problems = load_config("site.yaml", yaml.safe_dump(data, allow_unicode=True))
    assert (config is None) == any(found.severity is Severity.ERROR for found in problems)


@given(st.text())
def test_no_text_raises(text: str) -> None:
    load_config("site.yaml", text)
