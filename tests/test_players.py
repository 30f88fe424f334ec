"""Sound and film in articles: what plays them, what is said in them, and what of them is published."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import tapes
from sites import PIXEL, Result, Site, site, snapshot
from standards.feeds import check_feed
from standards.json_ld import check_json_ld
from tapes import SECRET

BASE = "https://example.org/"

ARTICLE = """
-- content/news/tide.md --
---
title: The tide
date: 2024-11-11
summary: It comes in.
tags: [sea]
authors: [Ann Poe]
recording: {src: talk.mp3, title: A talk on "tides", caption: In the harbour, credit: Ann Poe}
---
Before.

![How the sea moves](../media/sea.mp4 "The sea (Bo/Agency)")

After, with [the sound](talk.mp3) and [its words](talk.vtt).
-- content/news/talk.vtt --
WEBVTT - a talk

NOTE who spoke to us: SECRET

one
00:01.000 --> 00:03.000 align:start
<v Ann Poe>Is it <i>high</i> &amp; low?

00:03.200 --> 00:05.000
<v.loud Bo Roe>It is.

00:09.000 --> 00:10.000
<v Bo Roe>Twice a day.
-- content/news/talk.uk.vtt --
WEBVTT

00:01.000 --> 00:03.000
Припливи
"""


def tide(root: Path, text: str = ARTICLE) -> Site:
    made = site(root, text)
    return made.put("content/news/talk.mp3", tapes.mp3()).put("content/media/sea.mp4", tapes.mp4())


def test_a_recording_of_an_article_and_one_in_its_text(tmp_path: Path) -> None:
    result = tide(tmp_path).build()
    page = result.html("2024/11/tide/index.html")
    audio, video = page.css_first("audio"), page.css_first("main video")
    assert audio.attributes == {"controls": None, "preload": "none", "aria-label": "A talk on “tides”"}
    assert {
        "width": "640",
        "height": "360",
        "preload": "none",
        "class": "wide",
    }.items() <= video.attributes.items()
    sources = [(each.attributes["src"], each.attributes["type"]) for each in page.css("main source")]
    assert sources == [("/media/news/talk.mp3", "audio/mpeg"), ("/media/sea.mp4", "video/mp4")]
    told = result.texts("2024/11/tide/index.html", "figcaption")
    assert [text.partition(" Transcript:")[0] for text in told] == [
        "In the harbour Ann Poe Download: A talk on “tides” 0:02, 32 kB",
        "The sea Bo/Agency Download: How the sea moves 0:10, 3 kB",
    ]
    assert not page.css("script:not([type])")
    assert result.links("2024/11/tide/index.html", ".prose a:not(.download)") == [
        "/media/news/talk.mp3",
        "/media/news/talk.vtt",
    ]


def test_captions_beside_a_recording(tmp_path: Path) -> None:
    result = tide(tmp_path).build()
    tracks = [dict(each.attributes) for each in result.html("2024/11/tide/index.html").css("track")]
    assert [(each["kind"], each["srclang"], each["label"], each["src"]) for each in tracks] == [
        ("captions", "en", "English", "/media/news/talk.vtt"),
        ("subtitles", "uk", "Українська", "/media/news/talk.uk.vtt"),
    ]
    assert "default" not in tracks[0]  # sound shows none, and they would be fetched for nothing
    assert result.texts("2024/11/tide/index.html", ".transcript p") == [
        "Ann Poe Is it high & low?",
        "Bo Roe It is.",
        "Twice a day.",
    ]
    made = Site(tmp_path).put("content/media/sea.vtt", (tmp_path / "content/news/talk.vtt").read_bytes())
    film = made.build().html("2024/11/tide/index.html").css_first("video track")
    assert "default" in film.attributes
    vtt = result.text("media/news/talk.vtt")
    assert vtt.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:03.000 align:start\n<v Ann Poe>Is it")
    assert "SECRET" not in vtt


def test_captions_hold_no_hidden_characters(tmp_path: Path) -> None:
    """References are resolved before what is published is written, so that no browser brings them back."""
    made = tide(tmp_path).write("""
    -- content/news/talk.vtt --
    WEBVTT

    00:01.000 --> 00:03.000
    <v Ann&#x202e;>Hi &#8238 evil&#10;&#10;&&#x202e;#x202e; 1 < 2 &lt;b&gt;
    &#x202e;
    <i>&#x2067;more</i> >> <b -&#1;->end</b>
    """)
    result = made.build()
    assert "\u202e" not in result.text("2024/11/tide/index.html")
    assert result.texts("2024/11/tide/index.html", ".transcript p") == [
        "Ann Hi evil &#x202e; 1 < 2 <b> \u2067more >> end\u2069"
    ]
    vtt = result.text("media/news/talk.vtt")
    assert vtt.endswith(
        "<v Ann>Hi  evil  &amp;#x202e; 1 &lt; 2 &lt;b&gt;\n<i>\u2067more</i> &gt;&gt; <b >end</b>\n"
    )


def test_a_time_of_too_many_digits_is_told(tmp_path: Path) -> None:
    made = tide(tmp_path)
    made.put("content/news/talk.vtt", f"WEBVTT\n\n{'9' * 5_000}:00:00.000 --> 00:04.000\na\n".encode())
    assert ("content/news/talk.vtt", 3, "bad-captions") in made.build().rules


def test_a_transcript_in_a_file_of_its_own(tmp_path: Path) -> None:
    """It lies beside the recording or is named; it is no article, and goes before the captions."""
    made = tide(tmp_path).write("""
    -- content/news/talk.transcript.txt --
    ANN POE: Is it high?

    It was said
    in two lines.
    """)
    result = made.build()
    assert result.texts("2024/11/tide/index.html", ".transcript p") == [
        "ANN POE Is it high?",
        "It was said in two lines.",
    ]
    assert result.report.articles == 1
    assert result.has("media/news/talk.transcript.txt")


def test_raw_text_through_its_sidecar(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        """
        -- content/news/raw.txt --
        A raw text

        It has a recording.
        -- content/news/raw.yaml --
        date: 2024-11-11
        recording: {src: /media/sea.mp4, poster: /media/sea.png, captions: {uk: /media/words.vtt}}
        -- content/media/words.vtt --
        WEBVTT

        00:01.000 --> 00:02.000
        Слова
        """,
    )
    made.put("content/media/sea.mp4", tapes.mp4()).put("content/media/sea.png", PIXEL)
    result = made.build()
    video = result.html("2024/11/a-raw-text/index.html").css_first("video")
    assert video.attributes["aria-label"] == "A raw text"
    assert video.attributes["poster"]
    assert video.css_first("track").attributes["kind"] == "subtitles"
    assert (
        result.html("2024/11/a-raw-text/index.html").css_first(".transcript div").attributes["lang"] == "uk"
    )
    assert result.report.errors == 0


def test_feeds_carry_the_recording_with_its_true_length(tmp_path: Path) -> None:
    result = tide(tmp_path).build()
    length = len((result.output / "media/news/talk.mp3").read_bytes())
    for name in ("feed.xml", "atom.xml", "feed.json"):
        assert check_feed((result.output / name).read_bytes(), f"{BASE}{name}") == []
    enclosure = result.feed().entries[0].enclosures[0]
    told = {"href": f"{BASE}media/news/talk.mp3", "length": str(length), "type": "audio/mpeg"}
    assert told.items() <= dict(enclosure).items()
    assert length < len(tapes.mp3())
    attachment = json.loads(result.text("feed.json"))["items"][0]["attachments"][0]
    assert attachment == {
        "url": told["href"],
        "mime_type": "audio/mpeg",
        "title": "A talk on “tides”",
        "size_in_bytes": length,
        "duration_in_seconds": 2,
    }
    media = result.feed().entries[0].media_content[0]
    assert (media["medium"], media["duration"]) == ("audio", "2")


def data_of(result: Result, path: str) -> dict[str, Any]:
    found = json.loads(result.html(path).css_first('script[type="application/ld+json"]').text())
    return next(node for node in found["@graph"] if node["@type"].endswith("Article"))


def test_search_engines_and_previews_are_told(tmp_path: Path) -> None:
    result = tide(tmp_path).build()
    assert check_json_ld(result.text("2024/11/tide/index.html")) == []
    article = data_of(result, "2024/11/tide/index.html")
    audio, video = article["audio"][0], article["video"][0]
    assert (audio["@type"], audio["duration"], audio["creditText"]) == ("AudioObject", "PT2S", "Ann Poe")
    assert audio["transcript"] == "Ann Poe: Is it high & low?\nBo Roe: It is.\nTwice a day."
    assert (video["@type"], video["duration"], video["width"]) == ("VideoObject", "PT10S", 640)
    assert video["contentUrl"] == f"{BASE}media/sea.mp4"
    assert video["uploadDate"].startswith("2024-11-11")
    found = result.html("2024/11/tide/index.html").css('meta[property^="og:audio"]')
    tags = [(each.attributes["property"], each.attributes["content"]) for each in found]
    assert tags == [("og:audio", f"{BASE}media/news/talk.mp3"), ("og:audio:type", "audio/mpeg")]


def test_what_is_withheld_is_heard_nowhere(tmp_path: Path) -> None:
    made = tide(tmp_path, ARTICLE.replace("2024-11-11", "2025-01-01 09:00"))
    early = made.build()
    assert not [path for path in early.files if "talk" in path or "sea" in path]
    assert all(b"talk" not in data and b"Twice" not in data for data in early.files.values())
    later = made.build(now="2025-01-01T10:00:00+00:00")
    assert {"media/news/talk.mp3", "media/news/talk.vtt", "media/news/talk.uk.vtt", "media/sea.mp4"} <= set(
        later.files
    )
    assert made.build().files == early.files


def test_no_published_file_tells_of_its_maker(tmp_path: Path) -> None:
    made = site(tmp_path)
    for name, maker in tapes.MAKERS.items():
        made.put(f"content/media/{name}", maker())
        article = f"title: {name}\ndate: 2024-11-11\nrecording: /media/{name}"
        made.write(f"-- content/news/{name}.md --\n---\n{article}\n---\nText.\n")
    files = made.build().files
    assert len([path for path in files if path.startswith("media/a.")]) == len(tapes.MAKERS)
    assert not [path for path, data in files.items() if b"SECR" in data or SECRET[8:] in data]


def test_each_step_leaves_what_a_clean_build_would(tmp_path: Path) -> None:
    made = tide(tmp_path / "site")
    steps = [
        lambda: made.put("content/news/talk.mp3", tapes.mp3(seconds=4)),
        lambda: made.remove("content/news/talk.uk.vtt"),
        lambda: made.write("-- content/news/talk.transcript.txt --\nSaid.\n"),
        lambda: made.write("-- content/news/talk.transcript.txt --\nSaid otherwise.\n"),
        lambda: made.put("content/media/sea.mp4", b"broken"),
        lambda: made.put("content/media/sea.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nSea\n"),
        lambda: made.put("content/media/sea.mp4", tapes.mp4(turned=True)),
        lambda: made.put("content/news/talk.vtt", b"WEBVTT\n\n00:05.000 --> 00:02.000\nSea\n"),
        lambda: made.remove("content/news/talk.mp3"),
        lambda: made.put("content/news/talk.mp3", tapes.mp3()),
        lambda: made.remove("content/news/tide.md"),
    ]
    made.build()
    for number, step in enumerate(steps):
        step()
        result = made.build()
        clean = made.build(output=f"clean-{number}", clean=True)
        assert result.files == snapshot(clean.output), number
        assert result.report.problems == clean.report.problems, number


def test_an_edit_of_captions_touches_what_shows_them(tmp_path: Path) -> None:
    made = tide(tmp_path)
    made.write("-- content/news/other.md --\n---\ntitle: Other\ndate: 2024-11-10\n---\nText.\n").build()
    made.put("content/news/talk.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nAnew.\n")
    written = set(made.build().report.written)
    assert {"media/news/talk.vtt", "2024/11/tide/index.html"} <= written
    assert "2024/11/other/index.html" not in written


def test_bad_recordings_are_told_and_left_out(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        """
        -- content/news/bad.md --
        ---
        title: Bad
        date: 2024-11-11
        recording: {src: empty.mp3, transcript: gone.transcript.txt, captions: gone.vtt}
        ---
        ![a](cut.mp4) ![b](gone.MP3) ![c](https://cdn.example/far.mp3?x=1)
        -- content/news/bad.vtt --
        1
        00:01 --> 00:02
        No header
        -- content/news/worse.vtt --
        WEBVTT

        00:01 --> 00:02
        Too few digits.

        00:05.000 --> 00:06.000
        Good.

        00:03.000 --> 00:04.000
        Too late.

        00:09.000 --> 00:08.000
        Backwards.
        """,
    )
    made.put("content/news/empty.mp3", b"").put("content/news/cut.mp4", tapes.mp4()[:700])
    result = made.build()
    assert result.report.published
    assert (
        result.rules
        == [
            ("content/news/bad.md", 4, "missing-captions"),
            ("content/news/bad.md", 4, "missing-recording"),
            ("content/news/bad.md", 4, "missing-transcript"),
            ("content/news/bad.md", 6, "external-recording"),
            ("content/news/bad.md", 6, "missing-recording"),
            ("content/news/bad.md", 6, "missing-recording"),
            ("content/news/bad.vtt", 1, "bad-captions"),
            ("content/news/cut.mp4", 0, "unusable-recording"),
            ("content/news/empty.mp3", 0, "unusable-recording"),
            ("content/news/worse.vtt", 3, "bad-captions"),
            ("content/news/worse.vtt", 9, "bad-captions"),
            ("content/news/worse.vtt", 12, "bad-captions"),
        ]
        or result.rules
    )
    page = result.html("2024/11/bad/index.html")
    assert not page.css("audio, video, img")
    assert result.links("2024/11/bad/index.html", ".prose a") == ["https://cdn.example/far.mp3?x=1"]
    assert not [path for path in result.files if path.startswith("media/")]


def test_fields_of_a_recording_that_cannot_be_meant(tmp_path: Path) -> None:
    made = site(
        tmp_path,
        """
        -- content/news/a.md --
        ---
        title: A
        date: 2024-11-11
        recording:
          src: talk.docx
          captions: talk.srt
          transcript: talk.pdf
          episode: first
          kind: special
          lenght: 3
        ---
        Text.
        -- content/news/b.md --
        ---
        title: B
        date: 2024-11-11
        recording: ../../../talk.mp3
        ---
        Text.
        """,
    )
    result = made.build()
    assert result.rules == [
        ("content/news/a.md", 5, "bad-recording"),
        ("content/news/a.md", 6, "bad-recording"),
        ("content/news/a.md", 7, "bad-recording"),
        ("content/news/a.md", 8, "wrong-type"),
        ("content/news/a.md", 9, "wrong-type"),
        ("content/news/a.md", 10, "unknown-field"),
        ("content/news/b.md", 4, "path-outside-site"),
    ]


def test_below_a_base_path_and_with_a_strange_name(tmp_path: Path) -> None:
    made = site(tmp_path, "-- site.yaml --\ntitle: T\nbase_url: https://example.org/paper/\n")
    fields = "title: A\ndate: 2024-11-11\nrecording: 'a tide #1 🌊.MP3'"
    made.write(f"-- content/news/a.md --\n---\n{fields}\n---\nText.\n")
    made.put("content/news/a tide #1 🌊.MP3", tapes.mp3())
    made.put("content/news/a tide #1 🌊.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nSea\n")
    result = made.build()
    page = result.html("2024/11/a/index.html")
    name = "a%20tide%20%231%20%F0%9F%8C%8A"
    assert page.css_first("source").attributes["src"] == f"/paper/media/news/{name}.MP3"
    assert page.css_first("track").attributes["src"] == f"/paper/media/news/{name}.vtt"
    assert result.has("media/news/a tide #1 🌊.MP3") and result.has("media/news/a tide #1 🌊.vtt")


def test_check_asks_for_captions_and_transcripts(tmp_path: Path) -> None:
    made = tide(tmp_path).put("content/media/other.wav", tapes.wav())
    made.build()
    done = made.run("check", "--json", "--now", "2024-12-01T12:00Z")
    found = [(each["rule"], each["line"]) for each in json.loads(done.stdout)["problems"]]
    assert [each for each in found if each[0].startswith("no-") and each[1] > 1] == [
        ("no-captions", 11),
        ("no-transcript", 11),
    ]


def test_check_finds_what_was_published_too_early(tmp_path: Path) -> None:
    """A host may hold files of an article that is withheld again; its captions are found with it."""
    made = tide(tmp_path)
    made.build()
    made.write(ARTICLE.replace("2024-11-11", "2025-01-01"))
    done = made.run("check", "--json", "--now", "2024-12-01T12:00Z")
    told = [each["message"] for each in json.loads(done.stdout)["problems"] if each["rule"] == "leak"]
    for path in ("talk.mp3", "talk.vtt", "talk.uk.vtt"):
        assert any(f"media/news/{path} tells of it" in each for each in told), path


def test_texts_beside_a_recording_that_cannot_be_used_are_missed_and_no_more(tmp_path: Path) -> None:
    """No article fails for its captions."""
    made = tide(tmp_path)
    made.put("content/news/talk.vtt", bytes(range(256)) * 20)
    made.put(
        "content/news/talk.uk.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n".ljust((4 << 20) + 1, b"\n")
    )
    made.put("content/news/talk.transcript.txt", "\u200b\n".encode())
    result = made.build()
    assert result.report.published
    assert [(path, rule) for path, _, rule in result.rules if path.startswith("content/news/talk")] == [
        ("content/news/talk.transcript.txt", "unusable-recording"),
        ("content/news/talk.uk.vtt", "unusable-recording"),
        ("content/news/talk.vtt", "binary-file"),
    ]
    assert not result.html("2024/11/tide/index.html").css(".transcript, track[kind=captions]")
