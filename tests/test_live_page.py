"""The page of a live blog: what goes on, what mattered, and every entry at an address of its own."""

from __future__ import annotations

from collections.abc import Callable

from incremental.patience import settled_at_once
from incremental.twin import check
from sites import PIXEL, Site, article

Make = Callable[[str], Site]
PAGE = "2024/11/night/index.html"
NIGHT = """
-- site.yaml --
title: The Test Times
base_url: https://example.org/
timezone: Europe/Kyiv
-- content/world/night.md --
---
title: Election night
date: 2024-11-05 18:00
label: Live
tags: [Vote]
live: {live}
---
The introduction, with [a link](other.md).

## 21:40 Polls close {{pinned}}

All over the [east](other.md), and not [yet](secret.md).

![Ballots](ballots.png)

## 2024-11-06 00:15 The first state is called {{key}}

[Nobody](nowhere.md) had thought so.

## 23:00

No headline.
"""
OTHERS = (
    f"-- content/world/other.md --\n{article('Other', '2024-11-01')}"
    f"-- content/world/secret.md --\n{article('Secret', '2025-06-01')}"
)


def night(make: Make, live: str = "true") -> Site:
    return make(NIGHT.format(live=live) + OTHERS).put("content/world/ballots.png", PIXEL)


def test_entries_stand_newest_first_below_the_pinned_one(make: Make) -> None:
    result = night(make).build()
    entries = result.html(PAGE).css("article.entry")
    assert [each.attributes["id"] for each in entries] == [
        "t-20241105-2140",
        "t-20241106-2300",
        "t-20241106-0015",
    ]
    assert "pinned" in (entries[0].attributes["class"] or "")
    assert result.texts(PAGE, ".entry h2") == ["Polls close", "The first state is called"]
    text = result.texts(PAGE, "main")[0]
    assert text.index("The introduction") < text.index("Polls close")


def test_times_are_of_the_sites_zone_with_the_day_where_it_is_another(make: Make) -> None:
    result = night(make).build()
    assert result.texts(PAGE, ".entry time") == ["21:40", "6 Nov 2024 23:00", "6 Nov 2024 00:15"]
    times = [node.attributes["datetime"] for node in result.html(PAGE).css(".entry time")]
    assert times == ["2024-11-05T21:40:00+02:00", "2024-11-06T23:00:00+02:00", "2024-11-06T00:15:00+02:00"]


def test_entries_and_key_events_are_linked_to(make: Make) -> None:
    result = night(make).build()
    assert result.links(PAGE, ".entry-time a") == ["#t-20241105-2140", "#t-20241106-2300", "#t-20241106-0015"]
    assert result.texts(PAGE, ".entry-time a .hidden") == ["Link to this entry"] * 3
    assert result.links(PAGE, ".key-events a") == ["#t-20241106-0015"]
    assert result.texts(PAGE, ".key-events a") == ["6 Nov 2024 00:15 The first state is called"]
    assert result.links(PAGE, ".live-state a") == ["#t-20241106-2300"]


def test_the_texts_of_entries_are_resolved_like_any_text(make: Make) -> None:
    result = night(make).build()
    assert result.links(PAGE, ".entry .prose a") == ["/2024/11/other/"]
    (picture,) = result.html(PAGE).css(".entry img")
    assert (picture.attributes["src"] or "").startswith("/media/world/ballots-")
    found = {(line, rule) for path, line, rule in result.rules if path == "content/world/night.md"}
    assert found == {(12, "withheld-link"), (18, "broken-link")}


def test_a_live_blog_says_whether_it_goes_on(make: Make) -> None:
    running = night(make).build()
    assert running.texts(PAGE, ".story-head .kicker .label") == ["Live"]
    assert running.texts(PAGE, ".live-state strong") == []
    ended = night(make, "{ended: 2024-11-06 23:30}").build()
    assert ended.texts(PAGE, ".story-head .kicker .label") == []
    assert ended.texts(PAGE, ".live-state strong") == ["This live blog has ended"]


def test_a_live_blog_before_its_first_entry(make: Make) -> None:
    result = night(make).build(now="2024-11-05T16:00:00+00:00")
    assert result.texts(PAGE, ".entry") == []
    assert result.texts(PAGE, ".entries") == ["The first entry will stand here."]
    assert result.texts(PAGE, ".live-state") == ["0 entries"]


def test_an_entry_appears_when_its_time_has_come(make: Make) -> None:
    here = night(make)
    with settled_at_once():
        assert len(check(here, "2024-11-05T22:14:59+00:00").texts(PAGE, ".entry")) == 1
        after = check(here, "2024-11-05T22:15:00+00:00")
    assert after.texts(PAGE, ".entry h2") == ["Polls close", "The first state is called"]
    assert after.texts(PAGE, ".updated") == ["Updated 6 November 2024, 00:15"]


def test_words_of_entries_count_for_the_time_to_read(make: Make) -> None:
    here = night(make)
    path = here.root / "content/world/night.md"
    path.write_text(path.read_text(encoding="utf-8") + "word " * 1000, encoding="utf-8")
    assert here.build().texts(PAGE, ".minutes") == ["4 min read"]


def test_a_page_beside_the_news_may_be_live(make: Make) -> None:
    entry = "## 2024-11-05 21:40 Shelter opens\n\nText.\n"
    result = make(f"-- content/pages/help.md --\n---\ntitle: Help\nlive: true\n---\n{entry}").build()
    assert result.texts("help/index.html", ".entry h2") == ["Shelter opens"]
