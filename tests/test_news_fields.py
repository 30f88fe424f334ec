"""The fields that only news has: corrections, series, sources, live blogs, languages, what is paid for."""

from __future__ import annotations

import datetime as dt
import json
import re
from html import unescape
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser
from sites import site

from generator.articles import Parsed, parse
from generator.config import Config, Edition, Series
from generator.labels import LABELS, SCHEMA_TYPES, label_slug
from generator.model import (
    Article,
    Correction,
    CorrectionKind,
    Link,
    Live,
    LiveEntry,
    Manuscript,
    Mention,
    Name,
    Reference,
    Severity,
)
from generator.options import Markdown
from generator.readers.field_typography import typeset_fields
from generator.readers.fields import Fields, read_fields
from generator.readers.frontmatter import split
from generator.readers.markdown.html import canonical
from generator.readers.news_fields import LiveField
from generator.slugs import slugify
from generator.sponsorship import disclosed, mark_sponsored

BERLIN = ZoneInfo("Europe/Berlin")
CONFIG = Config(title="T", timezone="Europe/Berlin")


def read(front: str) -> Fields:
    parted = split("a.md", f"---\n{front}---\n")
    assert parted.node is not None, parted.problems
    fields, problems = read_fields("a.md", parted.node, BERLIN)
    assert not problems
    return fields


def parsed(front: str, body: str = "Text.\n", config: Config = CONFIG, path: str = "content/a.md") -> Parsed:
    """What became of an article; that a live blog has no entries is left to the tests of those."""
    found = parse(path, f"---\ntitle: A\n{front}---\n\n{body}".encode(), None, config)
    problems = tuple(each for each in found.problems if each.rule != "no-entries")
    return Parsed(found.path, found.article, problems)


def article(front: str, body: str = "Text.\n", config: Config = CONFIG) -> Article:
    found = parsed(front, body, config)
    assert found.article and not found.problems, found.problems
    return found.article


def brief(found: Parsed) -> list[str]:
    return [f"{each.path}:{each.line}:{each.column} {each.severity} {each.rule}" for each in found.problems]


def at(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=BERLIN)  # type: ignore[arg-type]


def test_every_news_field_reaches_the_article() -> None:
    found = article(
        "date: 2024-11-11 10:00\nlayout: long-read\nkey: storm-2024\nseries: Flood Diary\n"
        "corrections:\n"
        "  - {date: 2024-11-12 10:00, kind: clarification, text: The wall is of stone.}\n"
        "  - date: 2024-11-13\n    text: >\n      An earlier version\n      gave the wrong year.\n"
        "sources:\n"
        "  - Meeting minutes, 4 November\n"
        "  - {label: Land registry, url: https://example.org/registry, note: Read on 3 November}\n"
        "  - {label: Our archive, url: /archive/}\n"
        "methods: >\n  We read 4,000 pages\n  of minutes.\n"
        "free: false\n"
    )
    assert found.layout == Mention("long-read", "content/a.md", 4, 9)
    assert (found.key, found.series) == ("storm-2024", Name("flood-diary", "Flood Diary"))
    assert found.corrections == (
        Correction(at(2024, 11, 13), CorrectionKind.CORRECTION, "An earlier version gave the wrong year."),
        Correction(at(2024, 11, 12, 10), CorrectionKind.CLARIFICATION, "The wall is of stone."),
    )
    assert found.sources == (
        Reference("Meeting minutes, 4 November"),
        Reference("Land registry", "https://example.org/registry", "Read on 3 November"),
        Reference("Our archive", "/archive/"),
    )
    assert found.methods == "We read 4,000 pages of minutes."
    assert found.free is False
    assert found.live is None


def test_one_correction_and_one_source_need_no_list() -> None:
    found = article(
        "date: 2024-11-11\ncorrections: {date: 2024-11-12, kind: Retraction, text: False.}\n"
        "sources: The minutes\n"
    )
    assert [each.kind for each in found.corrections] == [CorrectionKind.RETRACTION]
    assert found.sources == (Reference("The minutes"),)


def test_toml_front_matter_has_the_same_fields() -> None:
    source = (
        '+++\ntitle = "A"\ndate = 2024-11-11\nlive = { ended = 2024-11-12T02:00:00 }\n'
        '[[corrections]]\ndate = 2024-11-12\ntext = "Wrong."\n+++\n## 18:00 Entry\nText.\n'
    )
    found = parse("content/a.md", source.encode(), None, CONFIG)
    assert found.article and not found.problems
    assert found.article.corrections[0].text == "Wrong."
    assert found.article.live and found.article.live.ended == at(2024, 11, 12, 2)


def test_what_is_not_given_stays_empty_and_the_site_says_what_is_free() -> None:
    found = article("date: 2024-11-11\ncorrections: []\nseries:\nlive: false\n")
    assert not (found.layout or found.series or found.corrections or found.sources or found.live)
    assert (found.key, found.methods, found.edition, found.free) == ("", "", "", True)
    assert not article("date: 2024-11-11\n", config=Config(title="T", free=False)).free
    assert article("date: 2024-11-11\nfree: true\n", config=Config(title="T", free=False)).free


@pytest.mark.parametrize(
    ("front", "expected", "cure"),
    [
        ("layout: Long Read", "2:9 error bad-layout", "Write `long-read`"),
        ("layout: layouts/photo_essay.html", "2:9 error bad-layout", "Write `photo-essay`"),
        ("layout: '!'", "2:9 error bad-layout", "lower-case letters"),
        ("layout: [a]", "2:9 error wrong-type", "one text"),
        ("key: Storm 2024", "2:6 error bad-slug", "Write `storm-2024`"),
        ("series: '?!'", "2:9 error bad-slug", "`Flood Diary`"),
        ("series: [a, b]", "2:9 error wrong-type", "one text"),
        ("corrections: Wrong year", "2:14 error wrong-type", "`date`"),
        ("corrections:\n  - Wrong year", "3:5 error wrong-type", "`date`"),
        ("corrections:\n  - text: A", "3:5 error missing-field", "`date: …`"),
        ("corrections:\n  - date: 2024-11-11", "3:5 error missing-field", "`text: …`"),
        ("corrections:\n  - {date: 2024-11-11, text: ''}", "3:5 error missing-field", "`text: …`"),
        ("corrections:\n  - date: soon\n    text: A", "3:11 error unreadable-date", "2024-11-11 14:30"),
        (
            "corrections:\n  - date: 2024-11-11\n    kind: clarifications\n    text: A",
            "4:11 error unknown-kind",
            "Did you mean `clarification`",
        ),
        (
            "corrections: {date: 2024-11-11, kind: xyz, text: A}",
            "2:39 error unknown-kind",
            "`correction`, `clarification`, `update`, `retraction`",
        ),
        (
            "corrections: {date: 2024-11-11, txt: A, text: B}",
            "2:33 warning unknown-field",
            "Did you mean `text`",
        ),
        ("sources:\n  - url: https://example.org/", "3:5 error missing-field", "`label: …`"),
        ("sources:\n  - Interview: Jane Doe", "3:5 error missing-field", "quotation marks"),
        ("sources:\n  - [a]", "3:5 error wrong-type", "`label`"),
        ("sources:\n  - {label: A, url: javascript:x}", "3:21 error bad-url", "/about/"),
        ("sources:\n  - {label: A, url: //example.org/}", "3:21 error bad-url", "https://"),
        ("sources:\n  - {label: A, url: mailto:a@example.org}", "3:21 error bad-url", "/about/"),
        ("sources:\n  - {label: A, link: /a/}", "3:16 warning unknown-field", "`url`"),
        ("methods: [a]", "2:10 error wrong-type", "one text"),
        ("live: maybe", "2:7 error wrong-type", "`true` or `false`"),
        ("live: [a]", "2:7 error wrong-type", "`ended:`"),
        ("live:\n  ended: soon", "3:10 error unreadable-date", "2024-11-11 14:30"),
        ("live:\n  end: 2024-11-11", "3:3 warning unknown-field", "`ended`"),
        ("free: perhaps", "2:7 error wrong-type", "`true` or `false`"),
    ],
)
def test_bad_fields(front: str, expected: str, cure: str) -> None:
    parted = split("a.md", f"---\n{front}\n---\n")
    assert parted.node is not None, parted.problems
    _, problems = read_fields("a.md", parted.node, BERLIN)
    assert [f"{each.line}:{each.column} {each.severity} {each.rule}" for each in problems] == [expected]
    assert cure in problems[0].cure


TEXTS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1)


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_is_kept_as_it_is_written(text: str, label: str, note: str) -> None:
    quoted = (json.dumps(each, ensure_ascii=False) for each in (text, label, note))
    fields = read(
        "corrections: {{date: 2024-11-12, text: {}}}\nsources: [{{label: {}, note: {}}}]\n".format(*quoted)
    )
    assert [each.correction.text for each in fields.corrections] == [text]
    assert fields.sources == (Reference(label, note=note),)


@given(TEXTS)
def test_a_layout_is_a_name_and_no_path(text: str) -> None:
    node = split("a.md", f"---\nlayout: {json.dumps(text, ensure_ascii=False)}\n---\n").node
    assert node is not None
    fields, problems = read_fields("a.md", node, BERLIN)
    assert bool(fields.layout) == (text == slugify(text))
    assert [each.rule for each in problems] == ([] if fields.layout else ["bad-layout"])


@given(st.lists(st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2030, 1, 1)), max_size=6))
def test_corrections_are_newest_first(dates: list[dt.datetime]) -> None:
    items = ", ".join(f"{{date: '{date.isoformat()}', text: T}}" for date in dates)
    found = article(f"date: 1999-01-01\ncorrections: [{items}]\n")
    moments = [each.date.astimezone(dt.UTC) for each in found.corrections]
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == len(dates)


def test_of_two_corrections_with_one_date_the_later_in_the_file_comes_first() -> None:
    found = article(
        "date: 2024-11-11\ncorrections: [{date: 2024-11-12, text: A}, {date: 2024-11-12, text: B}]\n"
    )
    assert [each.text for each in found.corrections] == ["B", "A"]


NAMES = st.sampled_from(["date", "kind", "text", "label", "url", "note", "ended", "nonsense"])
VALUES = st.sampled_from(["2024-11-12", "2024-11-10", "retraction", "true", "/a/", "https://example.org/"])
SHAPES = st.recursive(
    st.one_of(st.none(), st.booleans(), VALUES, TEXTS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=6,
)
FIELDS = st.sampled_from(["layout", "key", "series", "corrections", "sources", "methods", "live", "free"])


@given(st.dictionaries(FIELDS, SHAPES, min_size=1))
def test_whatever_a_field_holds_is_read_or_reported_in_its_line(front: dict[str, object]) -> None:
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in front.items())
    found = parsed(f"date: 2024-11-11\n{lines}")
    errors = [each for each in found.problems if each.severity is Severity.ERROR]
    assert (found.article is None) == bool(errors)
    assert {each.line for each in found.problems} <= set(range(4, 4 + len(front)))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("floods", Name("floods", "The Flood Diary")),
        ("the flood diary", Name("floods", "The Flood Diary")),
        ("Ebb and Flow", Name("ebb-and-flow", "Ebb and Flow")),
    ],
)
def test_a_series_is_named_by_slug_or_label(written: str, expected: Name) -> None:
    config = Config(title="T", series=(Series("floods", "The Flood Diary"),))
    assert article(f"date: 2024-11-11\nseries: {written}\n", config=config).series == expected


@pytest.mark.parametrize(
    ("own", "language", "expected"),
    [
        ("en", "", ""),
        ("en", "en", ""),
        ("en", "uk", "uk"),
        ("en", "uk-UA", "uk"),
        ("en", "pt-BR", "pt-br"),
        ("en", "pt", ""),
        ("en", "pt-PT", ""),
        ("en", "en-GB", ""),
        ("en", "de", ""),
        ("uk", "uk-UA", ""),
        ("pt", "pt-BR", "pt-br"),
        ("pt", "pt-PT", ""),
    ],
)
def test_the_edition_follows_the_language(own: str, language: str, expected: str) -> None:
    editions = Edition("uk", "uk"), Edition("pt-br", "pt-BR")
    config = Config(title="T", language=own, languages=editions)
    assert article(f"date: 2024-11-11\nlanguage: {language}\n", config=config).edition == expected


def test_a_live_blog_says_when_it_ended() -> None:
    assert article("date: 2024-11-05\nlive: true\n").live == Live(())
    ended = article("date: 2024-11-05\nlive:\n  ended: 2024-11-06 02:00\n")
    assert ended.live == Live((), at(2024, 11, 6, 2))
    assert read("live: yes\n").live == LiveField(None, 2, 7)
    assert read("live:\n  ended: 2024-11-06 02:00\n").live == LiveField(at(2024, 11, 6, 2), 3, 10)


def test_a_raw_text_is_no_live_blog() -> None:
    sidecar = "content/a.yaml", b"date: 2024-11-05\nlive: true\n"
    found = parse("content/a.txt", b"Headline\n\nSome text.\n", sidecar, CONFIG)
    assert brief(found) == ["content/a.yaml:2:7 error live-raw-text"]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("expires: 2024-11-10", "4:10 error ends-before-start"),
        ("expires: 2024-11-11 10:00", "4:10 error ends-before-start"),
        ("expires: 2024-11-11 10:01", ""),
        ("live:\n  ended: 2024-11-11 09:59", "5:10 error ends-before-start"),
        ("live:\n  ended: 2024-11-11 10:00", ""),
        ("updated: 2024-11-11", "4:10 warning updated-before-date"),
        ("updated: 2024-11-11 10:00", ""),
        ("updated: 2024-11-11T10:30+02:00", "4:10 warning updated-before-date"),
        (
            "corrections:\n  - {date: 2024-11-12, text: A}\n  - {text: B, date: 2024-11-10}",
            "6:21 error correction-before-article",
        ),
        ("corrections: {date: 2024-11-11 10:00, text: A}", ""),
    ],
)
def test_what_cannot_be_true(front: str, expected: str) -> None:
    found = parsed(f"date: 2024-11-11 10:00\n{front}\n")
    assert brief(found) == ([f"content/a.md:{expected}"] if expected else [])
    assert all("2024-11-11 10:00" in each.message for each in found.problems)
    assert (found.article is None) == ("error" in expected)


def test_what_cannot_be_true_is_told_beside_other_mistakes() -> None:
    found = parsed("date: 2024-11-11 10:00\nfree: perhaps\nexpires: 2024-11-10\n")
    assert brief(found) == ["content/a.md:4:7 error wrong-type", "content/a.md:5:10 error ends-before-start"]


def test_the_hour_that_autumn_shows_twice_is_told_apart() -> None:
    found = parsed("date: 2024-10-27T02:30+01:00\nexpires: 2024-10-27T02:45+02:00\n")
    assert brief(found) == ["content/a.md:4:10 error ends-before-start"]
    assert brief(parsed("date: 2024-10-27T02:45+02:00\nexpires: 2024-10-27T02:30+01:00\n")) == []


def test_the_date_of_a_file_name_is_checked_against_and_no_date_is_not() -> None:
    wrong = "expires: 2024-11-10\nupdated: 2024-11-10\ncorrections: {date: 2024-11-10, text: A}\n"
    rules = ["correction-before-article", "ends-before-start", "updated-before-date"]
    found = parsed(wrong, path="content/2024-11-11-a.md")
    assert sorted(each.rule for each in found.problems) == rules
    assert not parsed(wrong).problems


def test_a_whole_site_tells_where_the_mistakes_are(tmp_path: Path) -> None:
    result = site(
        tmp_path,
        """
        -- content/a.txt --
        A headline

        Some text stands here.
        -- content/a.yaml --
        date: 2024-11-11
        expires: 2024-11-01
        -- content/b.md --
        ---
        title: B
        date: 2024-11-11
        label: Analyses
        corrections:
          - {date: 2024-11-12, text: Fine.}
          - {date: 2024-11-01, text: Not possible.}
        ---
        Text.
        """,
    ).build()
    errors = [problem for problem in result.report.problems if problem.severity is Severity.ERROR]
    assert [(each.path, each.line, each.rule) for each in errors] == [
        ("content/a.yaml", 2, "ends-before-start"),
        ("content/b.md", 7, "correction-before-article"),
    ]
    assert ("content/b.md", "unknown-label") in result.ruled(Severity.WARNING)
    assert not result.files


def test_the_texts_of_fields_are_set_in_typographic_signs() -> None:
    fields = read(
        'title: "It\'s so"\nmethods: We read "all"... twice\n'
        'corrections: {date: 2024-11-12, text: "It\'s the wall"}\n'
        'sources: [{label: "Jane\'s diary", url: "https://example.org/a--b", note: "pp. 3--4"}]\n'
    )
    seen = typeset_fields(fields, "en")
    assert (seen.title, seen.methods) == ("It’s so", "We read “all”… twice")
    assert [each.correction.text for each in seen.corrections] == ["It’s the wall"]
    assert seen.sources == (Reference("Jane’s diary", "https://example.org/a--b", "pp. 3–4"),)
    assert typeset_fields(fields, "de").methods == "We read „all“… twice"
    assert typeset_fields(seen, "en") == seen


SPONSORED = (
    "[a](https://a.example/), [b](https://example.org/2024/11/b/), [c](b.md), <mailto:d@example.org>\n"
)


def test_links_of_sponsored_articles_that_leave_the_site_say_so(tmp_path: Path) -> None:
    text = f"date: 2024-11-11\nlabel: %s\n---\n{SPONSORED}"
    result = site(
        tmp_path,
        "-- content/b.md --\n---\ntitle: B\ndate: 2024-11-11\n---\nText.\n"
        f"-- content/paid.md --\n---\ntitle: Paid\n{text % 'sponsored'}"
        f"-- content/own.md --\n---\ntitle: Own\n{text % 'review'}",
    ).build()
    rels = {
        name: [
            node.attributes.get("rel")
            for node in result.html(f"2024/11/{name}/index.html").css("p a")
            if node.text() in ("a", "b", "c", "d@example.org")
        ]
        for name in ("paid", "own")
    }
    assert rels["paid"] == ["noopener sponsored", None, None, None]
    assert rels["own"] == ["noopener", None, None, None]


def test_the_entries_of_a_sponsored_live_blog_are_marked_too() -> None:
    entry = LiveEntry(at(2024, 11, 5), "E", "t-1", ('<a href="//a.example">a</a>', Link("/b/", "b")))
    plain = Article(
        "content/a.md", "A", "a", None, Name("news", "News"), "en", label="Live", live=Live((entry,))
    )
    assert disclosed(plain) == plain
    paid = Article(
        "content/a.md", "A", "a", None, Name("news", "News"), "en", label="Sponsored", live=Live((entry,))
    )
    live = disclosed(paid).live
    assert live and live.entries[0].body == ('<a href="//a.example" rel="sponsored">a</a>', Link("/b/", "b"))


PIECES = st.sampled_from(
    [
        '<a href="https://a.example/?x=1&amp;y=2" title="1 &gt; 0">',
        '<a href="HTTP://a.example" rel="nofollow  ugc">',
        '<a href="//b.example" rel="Sponsored">',
        '<a class="x" href="/own/">',
        '<a href="#here">',
        '<a href="mailto:a@example.org">',
        '<a id="x">',
        "<a>",
        "</a>",
        '<abbr title="href=&quot;https://c.example&quot;">',
        "</abbr>",
        "<em>",
        "</em>",
        "<p>",
        '<!-- <a href="https://d.example"> -->',
        "<script>\"<a href='https://e.example'>\"</script>",
        '<iframe src="https://f.example"><a href="https://g.example">x</a></iframe>',
        " text ",
        "&lt;a href=https://h.example&gt;",
    ]
)


@given(st.one_of(st.lists(PIECES).map("".join), st.text(st.sampled_from("<a href=/\"'>&!-\n")), st.text()))
def test_nothing_but_the_rel_of_external_links_changes(raw: str) -> None:
    html = canonical(raw)
    marked = mark_sponsored(html)
    assert mark_sponsored(marked) == marked

    def links(text: str) -> list[dict[str, str | None]]:
        return [node.attributes for node in LexborHTMLParser(text, is_fragment=True).css("a")]

    for before, after in zip(links(html), links(marked), strict=True):
        away = re.match(r"(?i)(https?:)?//", before.get("href") or "")
        words = (before.get("rel") or "").split()
        if away and "sponsored" not in [word.lower() for word in words]:
            assert after == before | {"rel": " ".join([*words, "sponsored"])}
        else:
            assert after == before
    bare = re.compile(r' rel="[^"]*"')
    assert unescape(bare.sub("", marked)) == unescape(bare.sub("", html))


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <a href="https://a.example"> -->',
        '<script>"<a href="https://a.example">"</script>',
        '<iframe><a href="https://a.example">a</a></iframe>',
        '<abbr title="a" href="https://a.example">a</abbr>',
    ],
)
def test_what_only_looks_like_a_link_stays(html: str) -> None:
    assert mark_sponsored(html) == html


def test_every_label_has_a_type_in_structured_data() -> None:
    assert SCHEMA_TYPES.keys() == LABELS.keys()
    assert SCHEMA_TYPES[label_slug("Fact check")] == "NewsArticle"
    assert label_slug("") == ""


def test_engines_and_cleaning_make_no_difference_to_what_is_marked() -> None:
    for markdown in (Markdown(), Markdown(clean=False), Markdown(engine="commonmark")):
        found = article(
            "date: 2024-11-11\nlabel: Sponsored\n",
            '[a](https://a.example/)\n\n<a href="https://b.example/" rel="nofollow">b</a>\n',
            Config(title="T", markdown=markdown),
        )
        html = "".join(part for part in found.body if isinstance(part, str))
        assert [node.attributes["rel"] for node in LexborHTMLParser(html).css("a")] == [
            "noopener sponsored",
            "nofollow noopener sponsored",
        ]


def test_entries_of_the_manuscript_become_the_live_blog() -> None:
    from generator.assembly import assemble

    entry = LiveEntry(at(2024, 11, 5, 20), "E", "t-1")
    fields = read("date: 2024-11-05\nlive: true\n")
    found, problems = assemble("content/a.md", Manuscript(title="A", entries=(entry,)), fields, CONFIG)
    assert found.live == Live((entry,))
    assert not problems
