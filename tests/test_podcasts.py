"""Podcasts: the feed for apps, its page, and what `site.yaml` says of it."""

from __future__ import annotations

import io
import uuid
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest
import tapes
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from sites import Result, Site, site, snapshot
from standards.podcasts import ITUNES, NAMESPACE, PODCAST, check_podcast

from generator.pages.feeds.podcasts import guid
from generator.settings.loader import load_config

FEED = "podcasts/tide-talk/feed.xml"
URL = f"https://example.org/{FEED}"

CONFIG = """
-- site.yaml --
title: The Test Times
base_url: https://example.org/
description: All the tests
copyright: The Test Times Ltd
authors: {ann-poe: {name: Ann Poe}}
languages: {uk: {title: Часи}}
podcast:
  title: Tide & Talk
  slug: tide-talk
  author: The Test Times
  owner: Ann Poe
  email: ann@example.org
  image: content/media/cover.png
  category: [News > Politics, Society & Culture]
  explicit: false
  type: serial
  section: talk
  funding: {Support us: https://example.org/give}
  links: {Apple Podcasts: https://podcasts.apple.com/1}
-- content/talk/one.md --
---
title: The first <talk>
date: 2024-11-10
summary: We begin & end.
authors: [Ann Poe]
recording: {src: one.mp3, episode: 1, season: 2}
---
Notes with [a link](two.md).
-- content/talk/one.vtt --
WEBVTT

00:01.000 --> 00:02.000
Words
-- content/talk/one.uk.vtt --
WEBVTT

00:01.000 --> 00:02.000
Слова
-- content/talk/two.md --
---
title: A trailer in pictures
date: 2024-11-11
recording: {src: two.mp4, kind: trailer, explicit: true}
---
-- content/talk/silent.md --
---
title: No recording
date: 2024-11-12
---
Text.
-- content/talk/later.md --
---
title: Not yet
date: 2025-01-01 09:00
recording: {src: later.mp3, episode: 2, season: 2}
---
-- content/news/elsewhere.md --
---
title: Another section
date: 2024-11-09
recording: {src: /talk/one.mp3}
---
"""


def cover(side: int = 1500) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "#224").save(out, "PNG")
    return out.getvalue()


COVER = cover()


def talk(root: Path, text: str = CONFIG) -> Site:
    made = site(root, text).put("content/media/cover.png", COVER)
    made.put("content/talk/one.mp3", tapes.mp3()).put("content/talk/two.mp4", tapes.mp4())
    return made.put("content/talk/later.mp3", tapes.mp3(seconds=3))


def channel(result: Result, path: str = FEED) -> etree._Element:
    found = etree.fromstring((result.output / path).read_bytes()).find("channel")
    assert found is not None
    return found


def test_a_feed_that_apps_accept(tmp_path: Path) -> None:
    result = talk(tmp_path).build()
    assert check_podcast((result.output / FEED).read_bytes(), URL) == []
    read = feedparser.parse((result.output / FEED).read_bytes())
    assert not read.bozo
    assert [each.title for each in read.entries] == ["A trailer in pictures", "The first <talk>"]
    feed = channel(result)
    assert (read.feed.title, feed.findtext(f"{ITUNES}author")) == ("Tide & Talk", "The Test Times")
    assert [each.get("text") for each in feed.iter(f"{ITUNES}category")] == [
        "News",
        "Politics",
        "Society & Culture",
    ]
    assert feed.findtext(f"{ITUNES}type") == "serial"
    assert feed.findtext(f"{ITUNES}owner/{ITUNES}email") == "ann@example.org"
    image = feed.find(f"{ITUNES}image").get("href").removeprefix("https://example.org/")
    with Image.open(result.output / image) as shown:
        assert shown.size == (1500, 1500)
    assert feed.find(f"{PODCAST}funding").get("url") == "https://example.org/give"
    assert feed.find(f"{PODCAST}locked").attrib == {"owner": "ann@example.org"}


def test_what_is_told_of_an_episode(tmp_path: Path) -> None:
    result = talk(tmp_path).build()
    trailer, first = channel(result).findall("item")
    length = str((result.output / "media/talk/one.mp3").stat().st_size)
    told = {"url": "https://example.org/media/talk/one.mp3", "length": length, "type": "audio/mpeg"}
    assert dict(first.find("enclosure").attrib) == told
    names = ("duration", "episode", "season", "episodeType", "explicit", "author")
    assert [first.findtext(f"{ITUNES}{name}") for name in names] == [
        "2",
        "1",
        "2",
        "full",
        "false",
        "Ann Poe",
    ]
    assert [trailer.findtext(f"{ITUNES}{name}") for name in names] == [
        "10",
        None,
        None,
        "trailer",
        "true",
        None,
    ]
    words = [(each.get("url"), each.get("language")) for each in first.findall(f"{PODCAST}transcript")]
    assert words == [
        ("https://example.org/media/talk/one.vtt", "en"),
        ("https://example.org/media/talk/one.uk.vtt", "uk"),
    ]
    assert first.findtext(f"{PODCAST}person") == "Ann Poe"
    assert trailer.find("enclosure").get("type") == "video/mp4"
    assert "https://example.org/2024/11/two/" in first.findtext("{*}encoded")


def test_the_page_of_a_podcast(tmp_path: Path) -> None:
    result = talk(tmp_path).build()
    page = "podcasts/tide-talk/index.html"
    assert result.texts(page, "main h3") == ["A trailer in pictures", "The first <talk>"]
    assert result.texts(page, "main .river .kicker") == ["Season 2, episode 1"]
    assert URL in result.texts(page, ".podcast-feed a")
    links = result.html(page).css('link[rel="alternate"][type="application/rss+xml"]')
    assert [each.attributes["href"] for each in links] == ["/podcasts/tide-talk/feed.xml"]
    assert "https://example.org/podcasts/tide-talk/" in result.text("sitemaps/pages.xml")
    assert "/podcasts/tide-talk/" in result.links("site-map/index.html")
    assert "/podcasts/tide-talk/feed.xml" in result.links("feeds/index.html")
    assert URL in result.text("feeds/feeds.opml")


def test_embargo_edits_and_removals_leave_what_a_clean_build_would(tmp_path: Path) -> None:
    made = talk(tmp_path)
    other = CONFIG.replace("Tide & Talk", "Talk & Tide").replace("section: talk", "language: uk")
    two = "-- content/talk/two.md --\n---\ntitle: A trailer\ndate: 2024-11-11\n---\nNo film now.\n"
    now = "2025-01-02T00:00:00+00:00"
    steps: list[tuple[Callable[[], object], str]] = [
        (lambda: None, "2024-12-01T00:00:00+00:00"),
        (lambda: None, now),
        (lambda: made.put("content/talk/one.mp3", tapes.mp3(seconds=5)), now),
        (lambda: made.write(two), now),
        (lambda: made.remove("content/talk/one.uk.vtt"), now),
        (lambda: made.put("content/media/cover.png", cover(2000)), now),
        (lambda: made.write(other), now),
        (lambda: made.write(CONFIG[: CONFIG.index("podcast:")] + "\n"), now),
    ]
    seen = []
    for number, (step, moment) in enumerate(steps):
        step()
        result = made.build(now=moment)
        clean = made.build(now=moment, output=f"clean-{number}", clean=True)
        assert result.report.published, number
        assert result.files == snapshot(clean.output), number
        assert result.report.problems == clean.report.problems, number
        titles = channel(result).findall("item/title") if result.has(FEED) else []
        seen.append([each.text for each in titles])
    assert seen[0] == ["A trailer in pictures", "The first <talk>"]
    assert seen[1] == ["Not yet", *seen[0]]
    assert seen[3] == ["Not yet", "The first <talk>"]
    assert seen[6:] == [[], []]


def test_nothing_of_an_episode_to_come_is_told(tmp_path: Path) -> None:
    files = talk(tmp_path).build().files
    assert not [path for path in files if "later" in path]
    assert not [path for path, data in files.items() if b"Not yet" in data or b"later" in data]


def test_a_podcast_in_another_language(tmp_path: Path) -> None:
    text = CONFIG.replace("  section: talk\n", "  language: uk\n").replace(
        "date: 2024-11-10\n", "date: 2024-11-10\nlanguage: uk\n"
    )
    result = talk(tmp_path, text).build()
    path = "uk/podcasts/tide-talk/feed.xml"
    assert check_podcast((result.output / path).read_bytes(), f"https://example.org/{path}") == []
    assert channel(result, path).findtext("language") == "uk"
    assert [each.text for each in channel(result, path).findall("item/title")] == ["The first <talk>"]
    assert "Випуски" in result.texts("uk/podcasts/tide-talk/index.html", "main h2")
    assert not result.has(FEED)


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("category: Politics", "unknown-category"),
        ("category: News > Weather", "unknown-category"),
        ("image: static/a.png", "bad-path"),
        ("email: nobody", "bad-email"),
        ("type: weekly", "wrong-type"),
        ("guid: '17'", "bad-guid"),
        ("language: fr", "bad-language"),
        ("tag: tide", "duplicate"),
        ("items: 0", "out-of-range"),
        ("subtitle: none", "unknown-field"),
    ],
)
def test_settings_that_cannot_be_meant(line: str, rule: str) -> None:
    fields = {
        "title": "Talk",
        "author": "We",
        "image": "content/a.png",
        "category": "News",
        "section": "talk",
    }
    name, _, value = line.partition(": ")
    fields[name] = value
    text = "title: T\npodcast:\n" + "".join(f"  {name}: {value}\n" for name, value in fields.items())
    config, problems = load_config("site.yaml", text)
    assert config is None
    assert [each.rule for each in problems] == [rule]


def test_a_category_is_found_by_its_last_word() -> None:
    text = "title: T\npodcast: {title: A, author: B, image: content/a.png, category: Politics}\n"
    _, problems = load_config("site.yaml", text)
    assert problems[0].cure == "Did you mean `News > Politics`"


def test_several_podcasts_and_what_they_lack(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        """
        -- site.yaml --
        title: T
        podcast:
          - {title: One, author: A, image: content/media/small.png, category: News}
          - {title: Two, author: A, image: content/media/gone.png, category: News}
        """,
    )
    made.put("content/media/small.png", cover(300))
    result = made.build()
    assert not result.report.published
    assert sorted(each.rule for each in result.report.problems) == [
        "missing-picture",
        "podcast-without-episodes",
        "podcast-without-episodes",
        "small-picture",
    ]


@given(st.text("abc/", max_size=12))
def test_the_identifier_of_a_podcast(path: str) -> None:
    url = f"https://example.org/{path}"
    assert guid(url) == str(uuid.uuid5(NAMESPACE, url.partition("://")[2].rstrip("/")))


def test_the_example_of_the_specification() -> None:
    assert guid("https://podnews.net/rss") == "9b024349-ccf0-5f69-a609-6b82873eab3c"
