"""A site below a path: every address carries it, feeds and canonical links are absolute."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sites import PIXEL, Result, Site, article, site

Make = Callable[[str], Site]

TEXT = f"""
-- site.yaml --
title: Under a path
base_url: https://example.org/news/
sections: [{{slug: world, label: World}}]
menu: [{{label: About, url: /about/}}, {{label: Elsewhere, url: "https://example.com/"}}]
-- content/world/a.md --
---
title: A
date: 2024-11-11
tags: [One]
authors: [Ada Lang]
image: {{src: /media/photo.png, alt: A photo}}
---
See [b](b.md), [b again](/2024/11/b/), [about us](/about/) and [elsewhere](https://example.com/x).

![A photo](/media/photo.png "Its caption")

-- content/world/b.md --
{article("B", "2024-11-10", tags="[One]")}
-- content/pages/about.md --
---
title: About
---
About us.
"""


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> Result:
    here = site(tmp_path_factory.mktemp("below"), TEXT).put("content/media/photo.png", PIXEL)
    result = here.build()
    assert result.report.published, result.report.problems
    return result


def addresses(result: Result, page: str) -> Iterator[str]:
    """Everything that a page loads from or leads to inside its site."""
    for name in ("href", "src"):
        for node in result.html(page).css(f"[{name}]"):
            address = node.attributes[name] or ""
            if not address.startswith(("https://", "mailto:", "#")):
                yield address


def test_every_address_in_pages_carries_the_path_and_leads_somewhere(below: Result) -> None:
    for page in below.pages:
        for address in addresses(below, page):
            assert address.startswith("/news/"), (page, address)
            path = address.removeprefix("/news/").partition("#")[0]
            assert below.has(path if path and not path.endswith("/") else f"{path}index.html"), (
                page,
                address,
            )


def test_links_of_the_text_carry_it_once(below: Result) -> None:
    assert below.links("2024/11/a/index.html", ".prose a") == [
        "/news/2024/11/b/",
        "/news/2024/11/b/",
        "/news/about/",
        "https://example.com/x",
    ]


def test_canonical_links_and_feeds_are_absolute(below: Result) -> None:
    canonical = below.html("2024/11/a/index.html").css_first("link[rel=canonical]")
    assert canonical and canonical.attributes["href"] == "https://example.org/news/2024/11/a/"
    feed = below.feed()
    assert feed.feed.link == "https://example.org/news/"
    assert [entry.link for entry in feed.entries] == [
        "https://example.org/news/2024/11/a/",
        "https://example.org/news/2024/11/b/",
    ]
    body = feed.entries[0].content[0].value
    assert 'href="https://example.org/news/2024/11/b/"' in body
    assert 'src="https://example.org/news/media/photo-1.' in body
    assert '="/' not in body


def test_the_same_articles_are_pages_at_the_same_places(below: Result, make: Make) -> None:
    at_root = make(TEXT.replace("/news/", "/")).put("content/media/photo.png", PIXEL).build()
    assert [path for path in at_root.files if not path.startswith("site.")] == [
        path for path in below.files if not path.startswith("site.")
    ]


def test_an_address_given_to_the_build_wins(make: Make) -> None:
    result = make(TEXT).put("content/media/photo.png", PIXEL).build(base_url="https://preview.example.net/x")
    assert "/x/2024/11/a/" in result.links("index.html")
    assert result.feed().entries[0].link == "https://preview.example.net/x/2024/11/a/"
