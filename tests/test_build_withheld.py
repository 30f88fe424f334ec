"""Drafts, embargoed and expired articles: nothing of them may appear anywhere in the output."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import PIXEL, Result, Site

from generator.model import Severity

Make = Callable[[str], Site]

SECRET = """
-- content/world/open.md --
---
title: Open
date: 2024-11-11
tags: [Shared]
related: [../quarry/secret.md]
---
Read [the inside story](../quarry/secret.md), or [by its address](/{year}/{month}/zanzibar/).

-- content/quarry/secret.md --
---
title: Quixotic headline
date: {date}
slug: zanzibar
section: Quarry
authors: [Xenia Yolanda]
tags: [Zephyr, Shared]
summary: Obfuscated summary.
image: {{src: vault.png, alt: Labyrinth}}
{field}
---
Clandestine body with ![Labyrinth](vault.png).
"""
WORDS = (
    "quixotic",
    "zanzibar",
    "quarry",
    "xenia",
    "yolanda",
    "zephyr",
    "obfuscated",
    "clandestine",
    "labyrinth",
    "vault",
)


def secret(make: Make, date: str, field: str = "") -> Site:
    text = SECRET.format(date=date, field=field, year=date[:4], month=date[5:7])
    return make(text).put("content/quarry/vault.png", PIXEL)


def traces(result: Result) -> set[str]:
    """The words of the withheld article that stand anywhere in the output, in a name or in bytes."""
    everything = b"\n".join(path.encode() + b"\n" + data for path, data in result.files.items()).lower()
    return {word for word in WORDS if word.encode() in everything}


@pytest.mark.parametrize(
    ("date", "field"),
    [("2024-12-25 08:00", ""), ("2024-11-12", "draft: true"), ("2024-11-12", "expires: 2024-11-20")],
    ids=["embargoed", "draft", "expired"],
)
def test_nothing_of_a_withheld_article_is_published(make: Make, date: str, field: str) -> None:
    result = secret(make, date, field).build()
    assert result.report.published
    assert traces(result) == set()
    assert result.report.withheld == 1
    assert "the inside story" in result.text("2024/11/open/index.html"), "a link to it shows as plain text"


@pytest.mark.parametrize("field", ["", "draft: true"], ids=["embargoed", "draft"])
def test_a_link_to_it_and_the_article_itself_are_noted(make: Make, field: str) -> None:
    result = secret(make, "2024-12-25 08:00", field).build()
    notes = result.ruled(Severity.NOTE)
    assert ("content/quarry/secret.md", "withheld") in notes
    assert ("content/world/open.md", "withheld-link") in notes
    assert not result.ruled(Severity.WARNING) | result.ruled(Severity.ERROR)


def test_an_embargo_lifts_to_the_minute(make: Make) -> None:
    here = secret(make, "2024-12-25 08:00")
    assert not here.build(now="2024-12-25T07:59:59+00:00").has("2024/12/zanzibar/index.html")
    lifted = here.build(now="2024-12-25T08:00:00+00:00")
    assert lifted.has("2024/12/zanzibar/index.html")
    assert traces(lifted) == set(WORDS)
    assert "/2024/12/zanzibar/" in lifted.links("2024/11/open/index.html", ".prose a")


def test_an_expired_article_is_removed_with_everything_that_it_brought(make: Make) -> None:
    here = secret(make, "2024-11-12", "expires: 2024-11-20 12:00")
    assert traces(here.build(now="2024-11-20T11:59:00+00:00")) == set(WORDS)
    assert traces(here.build(now="2024-11-20T12:00:00+00:00")) == set()


def test_an_article_that_becomes_a_draft_again_is_removed(make: Make) -> None:
    here = secret(make, "2024-11-12")
    assert traces(here.build()) == set(WORDS)
    assert traces(secret(make, "2024-11-12", "draft: true").build()) == set()


def test_a_preview_shows_drafts_in_a_folder_of_its_own(make: Make) -> None:
    here = secret(make, "2024-11-12", "draft: true")
    public = here.build().files
    preview = here.build(drafts=True, preview=True, output="preview")
    assert traces(preview) == set(WORDS)
    assert here.build().files == public
    manifest = (preview.output / ".broadsheet" / "manifest.jsonl").read_text(encoding="utf-8")
    assert '"preview"' in manifest


def test_a_draft_needs_no_date_and_gets_none(make: Make) -> None:
    here = make("-- content/world/a.md --\n---\ntitle: A\ndraft: true\n---\nText.\n")
    before = (here.root / "content/world/a.md").read_bytes()
    assert here.build(frozen=True).report.exit_code == 0
    assert here.build().report.exit_code == 0
    assert (here.root / "content/world/a.md").read_bytes() == before
