"""`broadsheet check` finds what is withheld and yet told, whoever has put it into the output."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from incremental.patience import settled_at_once
from newsrooms import newsroom
from scale import scaled
from sites import PIXEL, Site, article

Make = Callable[[str], Site]
NOW = "2024-12-01T12:00:00+00:00"
LATER = "2024-12-25T12:00:00+00:00"

NEWSPAPER = f"""
-- site.yaml --
title: T
base_url: https://example.org/paper/
-- content/news/open.md --
{article("An open secret", summary="All is well.", tags="[Shared]")}
-- content/quarry/secret.md --
---
title: Mine & <quarry> to close
date: 2024-12-25 08:00
slug: zanzibar
authors: [Xenia]
tags: [Zephyr, Shared, 日本]
series: The dig
summary: S
image: {{src: vault.png, alt: A}}
---
Text.
"""
SECRET = "content/quarry/secret.md"


@pytest.fixture
def built(make: Make) -> Site:
    here = make(NEWSPAPER).put("content/quarry/vault.png", PIXEL)
    assert here.build(NOW).report.published
    return here


def found(here: Site, now: str = NOW) -> list[tuple[str, str, str]]:
    """Path, rule and message of every leak that a check reports."""
    done = here.run("check", "--json", "--now", now)
    assert done.stderr == ""
    problems = json.loads(done.stdout)["problems"]
    told = [each for each in problems if each["rule"] in ("leak", "withheld-headline")]
    assert done.returncode == int(any(each["severity"] == "error" for each in problems))
    return [(each["path"], each["rule"], each["message"]) for each in told]


def test_there_is_none(built: Site) -> None:
    assert found(built) == []


def plant(here: Site, path: str, text: str) -> Site:
    return here.put(f"public/{path}", text.encode())


def test_a_file_of_its_own(built: Site) -> None:
    paths = (
        "2024/12/zanzibar/index.html",
        "2024/12/zanzibar/feed.xml",
        "tags/zephyr/index.html",
        "tags/日本/2024/index.html",
        "quarry/index.html",
        "authors/xenia/feed.xml",
        "series/the-dig/index.html",
        "media/quarry/vault.png",
    )
    for path in paths:
        plant(built, path, "x")
    message = "This article is embargoed, and {} tells of it: it has a page or a file there"
    assert found(built) == sorted((SECRET, "leak", message.format(path)) for path in paths)


ADDRESSES = {
    '<a href="/paper/2024/12/zanzibar/">': "/2024/12/zanzibar/",
    "<loc>https://example.org/paper/2024/12/zanzibar/</loc>": "/2024/12/zanzibar/",
    '"url": "https://example.org/paper/2024/12/zanzibar/#t-1"': "/2024/12/zanzibar/",
    "/paper/2024/12/zanzibar/index.html": "/2024/12/zanzibar/index.html",
    '<a href="/paper/tags/%E6%97%A5%E6%9C%AC/">': "/tags/%E6%97%A5%E6%9C%AC/",
    '<a href="/paper/tags/日本/2024/">': "/tags/日本/2024/",
    "<img src=/paper/media/quarry/vault.png>": "/media/quarry/vault.png",
}


def test_an_address(built: Site) -> None:
    expected = []
    for number, (text, told) in enumerate(ADDRESSES.items()):
        for path in (f"{number}/feed.xml", f"{number}.json", f"{number}/page.html"):
            plant(built, path, f"Before {text} after")
            expected.append(
                (SECRET, "leak", f"This article is embargoed, and {path} tells of it: it holds {told}")
            )
    assert found(built) == sorted(expected)


@pytest.mark.parametrize("path", ["feed.xml", "sitemap.xml", "2024/11/open/index.html"])
def test_an_address_in_a_file_that_was_built(built: Site, path: str) -> None:
    text = (built.root / "public" / path).read_text(encoding="utf-8")
    plant(built, path, f"{text}<!-- https://example.org/paper/2024/12/zanzibar/ -->")
    message = f"This article is embargoed, and {path} tells of it: it holds /2024/12/zanzibar/"
    assert found(built) == [(SECRET, "leak", message)]


def test_what_only_looks_like_it(built: Site) -> None:
    texts = (
        "https://else.example/paper/2024/12/zanzibar/",
        "https://else.example/2024/12/zanzibar/",
        "/paper/uk/tags/zephyr/",
        "/paper/tags/zephyrs/",
        "/tags/zephyr/",  # of another site on the same host
        "/paper/tags/shared/",
        "Zephyr, Xenia, The dig",
    )
    assert found(plant(built, "notes.txt", "\n".join(texts))) == []


def test_a_headline_is_a_warning(built: Site) -> None:
    spellings = (
        "Mine & <quarry> to close",
        "<h1>Mine &amp; &lt;quarry&gt; to close</h1>",
        '{"headline":"Mine \\u0026 \\u003cquarry\\u003e to close"}',
    )
    message = "This article is embargoed, and {}.txt says its headline"
    for number, text in enumerate(spellings):
        plant(built, f"{number}.txt", text)
    assert found(built) == [(SECRET, "withheld-headline", message.format(number)) for number in range(3)]


def test_a_headline_that_others_have_is_none(make: Make) -> None:
    weekly = "".join(
        f"-- content/news/{name}.md --\n{article('Letters of our readers', date, summary='S')}"
        for name, date in (("last", "2024-11-20"), ("next", "2024-12-20"))
    )
    here = make(weekly)
    here.build(NOW)
    assert found(here) == []


def test_output_that_is_older_than_the_moment(make: Make) -> None:
    """An article has expired since, and nobody has built again."""
    here = make(f"-- content/news/a.md --\n{article('Gone', summary='S', expires='2024-12-10')}")
    here.build(NOW)
    assert found(here) == []
    rules = {rule for _, rule, _ in found(here, LATER)}
    assert rules == {"leak"}
    here.build(LATER)
    assert found(here, LATER) == []


def test_a_preview_is_not_searched(built: Site) -> None:
    built.build(NOW, output="preview", drafts=True, preview=True)
    done = built.run("check", "--json", "--now", NOW, "--output", str(built.root / "preview"))
    assert not [each for each in json.loads(done.stdout)["problems"] if each["rule"] == "leak"]


@pytest.mark.torture
def test_random_newsrooms_have_none(tmp_path: Path) -> None:
    from generator.checks.addresses import Address
    from generator.checks.leaks import headlines, leaks
    from generator.checks.memory import memory_of
    from generator.checks.sweep import sweep
    from generator.checks.withheld import withheld
    from generator.stock.site import read_config
    from generator.store.keeping import store_for

    held = 0
    with settled_at_once():
        for seed in range(2000, 2000 + scaled(10, 400)):
            room = newsroom(seed)
            here = room.write(tmp_path / str(seed))
            for _ in range(3):
                output = here.build(str(room.clock()), frozen=True).output
                config, _ = read_config(here.root)
                assert config
                found = store_for(
                    here.root, output, lambda store, config=config: list(withheld(store, config))
                )
                address = Address(config.base_url)
                with memory_of(tmp_path / f"{seed}.sqlite", b"test", lambda _: None) as memory:
                    swept = sweep(output, address, tuple(headlines(found)), memory)
                assert list(leaks(swept.files, found, address)) == [], seed
                held += len(found)
    assert held > 20
