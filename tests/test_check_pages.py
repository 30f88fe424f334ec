"""What `check` finds in a page: headings, languages, structured data; and the line that it comes from."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from unittest.mock import Mock

import pytest
from checking import SITE, places, problems
from hypothesis import given
from hypothesis import strategies as st
from sites import Site, article

from generator.checks.addresses import Address
from generator.checks.facts import Facts
from generator.checks.looking import look
from generator.model import Severity
from generator.readers.markdown import places as sources
from generator.readers.markdown.places import Places

Make = Callable[[str], Site]
HERE = Address("https://example.org/news/")


def page(body: str, head: str = "", start: str = '<html lang="en">') -> Facts:
    """The facts of a page of this body."""
    return look("a/index.html", f"<!DOCTYPE html>{start}{head}<body>{body}".encode(), HERE)


def told(facts: Facts) -> list[tuple[str, str]]:
    """Rule and severity of all findings but notes."""
    found = (each for each in facts.findings if each.severity is not Severity.NOTE)
    return [(each.rule, each.severity.value) for each in found]


@pytest.mark.parametrize(
    ("levels", "messages"),
    [
        ("1", []),
        ("122332", []),
        ("12341", ["second one"]),
        ("13", ["level 3, below one of level 1"]),
        ("1242", ["level 4, below one of level 2"]),
        ("11", ["second one"]),
        ("2", ["no heading of the first level"]),
        ("21", []),  # the name of the paper may come before
        ("", ["no heading of the first level"]),
    ],
)
def test_the_order_of_headings(levels: str, messages: list[str]) -> None:
    facts = page("".join(f"<h{level}>Heading {level}</h{level}>" for level in levels))
    found = [each.message for each in facts.findings]
    assert len(found) == len(messages)
    assert all(said in message for said, message in zip(messages, found, strict=True))


HEADINGS = """
-- content/news/a.md --
---
title: A
date: 2024-11-11
summary: S
---
The deep one comes later.

```
#### The deep one
```

## First

#### The *deep* [one](https://a.example/)

Setext
------

<h5>By hand</h5>
"""


def test_a_heading_is_found_in_its_article(make: Make) -> None:
    assert places(make(SITE).write(HEADINGS), "heading-order") == [
        ("content/news/a.md", 14, "heading-order", "warning"),
        ("content/news/a.md", 19, "heading-order", "warning"),
    ]


def test_headings_are_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=sources._letters)
    monkeypatch.setattr(sources, "_letters", read)
    article = Places("".join(f"## a{number}\n\n" for number in range(100)), 1)
    assert [article.find_heading(f"a{number}")[0] for number in range(100)] == [*range(1, 200, 2)]
    assert read.call_count == 200


@given(st.text("abc *_`#<>[]()\n&;1", max_size=60), st.text("abc *1", max_size=8))
def test_looking_for_a_heading_never_fails(text: str, words: str) -> None:
    line, column = Places(text, 1).find_heading(words)
    assert (line == column == 0) or 1 <= line <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("en", []),
        ("pt-BR", []),
        ("zh-Hans-CN", []),
        ("de-CH-1901", []),
        ("sl-rozaj-biske", []),
        ("x-klingon", []),
        ("und", []),
        ("", []),
        ("en_GB", [("bad-language", "error")]),
        ("english language", [("bad-language", "error")]),
        ("e", [("bad-language", "error")]),
        ("en-", [("bad-language", "error")]),
        ("xqz", [("bad-language", "warning")]),
    ],
)
def test_a_language_is_a_tag_that_is_known(tag: str, found: list[tuple[str, str]]) -> None:
    assert told(page(f"<h1>A</h1><p lang='{tag}'>x</p>")) == found


def test_where_languages_stand() -> None:
    links = '<link rel="alternate" hreflang="x-default" href="/news/"><link hreflang="no_NO" href="/news/">'
    assert told(page("<h1>A</h1>", links)) == [("bad-language", "error")]
    assert told(page("<h1>A</h1>", start="<html>")) == [("no-language", "error")]
    assert told(page("<h1>A</h1><track srclang='deutsch sprache'>")) == [("bad-language", "error")]


def test_a_language_is_found_in_the_template_and_the_article(make: Make) -> None:
    here = make(f'{SITE}-- content/news/a.md --\n{article("A", summary="S")}\n<p lang="d_e">x</p>\n').write(
        """
        -- templates/partials/footer.html --
        <p>one</p>
        <p lang="q_q">two</p>
        """
    )
    assert places(here, "bad-language") == [
        ("content/news/a.md", 9, "bad-language", "error"),
        ("templates/partials/footer.html", 2, "bad-language", "error"),
    ]
    [found] = problems(make("-- site.yaml --\ntitle: T\n"), "no-language")
    assert (found.path, found.severity) == ("site.yaml", Severity.WARNING)


STORY: dict[str, Any] = {
    "@type": "NewsArticle",
    "headline": "H",
    "datePublished": "2024-11-11T10:00:00+01:00",
    "dateModified": "2024-11-11T10:00:00Z",
    "author": [{"@type": "Person", "name": "P", "url": "https://example.org/news/authors/p/"}],
    "image": [{"@type": "ImageObject", "url": "https://example.org/news/a.jpg", "width": 1200}],
    "publisher": {
        "@type": "NewsMediaOrganization",
        "name": "T",
        "url": "https://example.org/news/",
        "logo": {
            "@type": "ImageObject",
            "url": "https://example.org/news/l.png",
            "width": 200,
            "height": 200,
        },
    },
}
STEPS = [
    {"@type": "ListItem", "position": 1, "name": "T", "item": {"@id": "https://example.org/news/"}},
    {"@type": "ListItem", "position": 2, "name": "A"},
]
LIVE = {
    **STORY,
    "@type": "LiveBlogPosting",
    "coverageStartTime": "2024-11-11T10:00:00Z",
    "liveBlogUpdate": [{"@type": "BlogPosting", "articleBody": "E", "datePublished": "2024-11-11T10:00:00Z"}],
}
FILM = {"@type": "VideoObject", "name": "F", "thumbnailUrl": "https://example.org/news/p.jpg",
        "contentUrl": "https://example.org/news/f.mp4",
        "uploadDate": "2024-11-11T10:00:00Z"}  # fmt: skip


def data(*things: object, context: str = "https://schema.org") -> Facts:
    """The facts of a page that tells of these things."""
    text = json.dumps({"@context": context, "@graph": things})
    return page("<h1>A</h1>", f'<script type="application/ld+json">{text}</script>')


def without(thing: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if key != name}


def test_structured_data_that_is_right() -> None:
    assert not data(STORY, {"@type": "BreadcrumbList", "itemListElement": STEPS}, LIVE, FILM).findings
    facts = data({"@type": "NewsMediaOrganization", "@id": "x", "name": "T", "url": "https://example.org/"})
    assert not facts.findings


@pytest.mark.parametrize(
    ("thing", "word"),
    [
        (without(STORY, "headline"), "headline"),
        (without(STORY, "datePublished"), "datePublished"),
        (STORY | {"datePublished": "2024-11-11"}, "no time and zone"),
        (STORY | {"dateModified": "2024-11-11T10:00:00"}, "no time and zone"),
        (STORY | {"author": [{"@type": "Person"}]}, "`name`"),
        (STORY | {"image": [{"@type": "ImageObject", "width": 1}]}, "`url` or `contentUrl`"),
        (without(LIVE, "coverageStartTime"), "coverageStartTime"),
        (LIVE | {"liveBlogUpdate": []}, "liveBlogUpdate"),
        (LIVE | {"liveBlogUpdate": [{"@type": "BlogPosting", "headline": "E"}]}, "datePublished"),
        (without(FILM, "thumbnailUrl"), "thumbnailUrl"),
        ({"@type": "BreadcrumbList", "itemListElement": STEPS[:1]}, "fewer than two"),
        ({"@type": "BreadcrumbList", "itemListElement": STEPS[::-1]}, "position"),
        ({"@type": "ProfilePage"}, "mainEntity"),
        ({"name": "x"}, "@type"),
    ],
)
def test_structured_data_that_lacks_something(thing: dict[str, Any], word: str) -> None:
    errors = [each for each in data(thing).findings if each.severity is Severity.ERROR]
    assert errors and {each.rule for each in errors} == {"structured-data"}
    assert any(word in each.message for each in errors)


def test_structured_data_that_cannot_be_read() -> None:
    facts = page("<h1>A</h1>", '<script type="application/ld+json">{"a": }</script>')
    assert told(facts) == [("structured-data", "error")]
    assert told(data(STORY, context="https://other.example")) == [("structured-data", "error")]


def test_what_search_engines_recommend_is_a_note() -> None:
    facts = data(without(without(STORY, "image"), "author"))
    assert [(each.rule, each.severity) for each in facts.findings] == [
        ("structured-data", Severity.NOTE),
        ("structured-data", Severity.NOTE),
    ]


def test_what_search_engines_cut_or_doubt() -> None:
    assert told(data(STORY | {"headline": "H" * 111})) == [("long-headline", "warning")]
    assert told(data(STORY | {"dateModified": "2024-11-11T08:59:00Z"})) == [("structured-data", "warning")]
    logo = {"@type": "ImageObject", "url": "https://example.org/news/l.png", "width": 60, "height": 200}
    publisher = STORY["publisher"] | {"logo": logo}
    assert told(data(STORY | {"publisher": publisher})) == [("small-logo", "warning")]


def test_a_long_headline_is_found_in_its_article(make: Make) -> None:
    here = make(f"{SITE}-- content/news/a.md --\n{article('Long ' * 25, summary='S')}")
    assert places(here, "long-headline") == [("content/news/a.md", 2, "long-headline", "warning")]


def test_the_addresses_of_a_page() -> None:
    facts = page(
        '<h1 id="top">A</h1><a href="#top">x</a><a href="#gone">x</a><a href="b/">x</a>'
        '<img alt="" src="/news/a.png" srcset="/news/b.png 2x, /news/c,d.png 3x"><img alt="" src="data:x">'
        '<a href="https://Other.example/a#b">x</a><a href="//third.example/">x</a><a href="mailto:a@b">x</a>',
        '<link rel="preconnect" href="https://cdn.example"><meta property="og:image" '
        'content="https://example.org/news/card.jpg">'
        '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebPage",'
        ' "url": "https://example.org/news/a/", "@id": "https://example.org/news/#x"}</script>',
    )
    assert set(facts.links) == {
        "#gone", "b/", "/news/a.png", "/news/b.png", "/news/c,d.png", "https://example.org/news/card.jpg",
        "https://example.org/news/a/",
    }  # fmt: skip
    assert set(facts.outside) == {"https://Other.example/a", "https://third.example/"}


def test_the_addresses_of_a_style_sheet_and_a_web_app() -> None:
    sheet = b'@import "more.css"; a { src: url(f.woff2), url("g.woff"); b: url(data:x) url(#y) }'
    assert look("a.css", sheet, HERE).links == ("more.css", "f.woff2", "g.woff")
    manifest = b'{"icons": [{"src": "icon.png"}, {"src": "http://other.example/i.png"}]}'
    assert look("site.webmanifest", manifest, HERE).links == ("icon.png",)


def test_a_style_sheet_that_names_what_is_not_there(make: Make) -> None:
    here = make(f"{SITE}-- static/own.css --\nbody {{ color: red }}\na {{ background: url(/gone.png) }}\n")
    assert [(path, line, rule) for path, line, rule, _ in places(here, "dead-link")] == [
        ("static/own.css", 2, "dead-link")
    ]


ADDRESSES = st.text("/.ab:#?%2F[]\\ é\t", max_size=12) | st.builds(
    str.__add__, st.just("https://example.org/news/"), st.text("/.a#?%b", max_size=8)
)


@given(ADDRESSES)
def test_the_short_way_to_a_target_leads_where_the_long_one_does(written: str) -> None:
    def outcome(address: Address) -> object:
        try:
            return address.target(written, "a/index.html")
        except ValueError as error:
            return type(error)

    slow = Address(HERE.base_url)
    slow._plain = lambda _: ""  # type: ignore[method-assign]
    assert outcome(HERE) == outcome(slow)
