"""Sites of articles in whose every field stands what attackers write (`payloads.py`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path

import photographs
import tapes
from payloads import PAYLOADS
from PIL import Image
from sites import Site, site

from generator.model import Rights

FIELDS = (
    "title", "summary", "author", "tag", "label", "dateline", "series", "methods", "extra", "correction",
    "source", "source-note", "alt", "caption", "credit", "creator", "copyright", "chart-title",
    "chart-subtitle", "chart-description", "chart-note", "chart-credit", "chart-unit", "column", "cell",
    "recording-title", "recording-caption", "recording-credit", "cue", "speaker", "html", "link-text",
    "picture-alt", "picture-title", "live-title", "entry-title", "entry", "headline", "raw-caption",
    "raw-credit", "byline", "paragraph", "hashtag", "metadata-caption", "metadata-alt", "metadata-creator",
    "page-title", "section", "transcript",
)  # fmt: skip
"""Where payloads stand, in the order of their numbers."""

ADDRESS_FIELDS = {
    "canonical": "canonical: {}",
    "source": "sources: [{{label: x, url: {}}}]",
    "licence": "image: {{src: /media/p.png, alt: x, licence: {}}}",
    "alias": "aliases: [{}]",
    "image": "image: {{src: {}, alt: x}}",
    "recording": "recording: {{src: {}}}",
    "related": "related: [{}]",
    "chart": "chart: {{data: {}}}",
    "slug": "slug: {}",
    "poster": "recording: {{src: /media/r.mp3, poster: {}}}",
    "layout": "layout: {}",
    "language": "language: {}",
}
"""The fields that become addresses, or parts of one, as front matter has them."""

_SITE = """
-- site.yaml --
title: The Test Times
base_url: https://example.org/
hosting: [netlify, cloudflare, nginx, apache]
feeds: {items: 100}
labels: [Gossip]
pictures: {cards: none}
podcast:
  title: Talk
  tag: shared
  description: What is said
  author: The desk
  category: News
  image: content/media/cover.png
-- content/world/withdrawn.md --
---
title: Withdrawn
date: 2024-03-03
corrections: [{date: 2024-03-04, kind: retraction, text: It was not so.}]
---
It was so.
"""

_ARTICLE = """---
title: {title}
date: {day}
summary: {summary}
authors: [{author}]
tags: [{tag}, Shared]
section: {section}
label: {label}
dateline: {dateline}
series: {series}
layout: {layout}
methods: {methods}
extra: {{x: {extra}}}
corrections: [{{date: {day}, text: {correction}}}]
sources: [{{label: {source}, note: {source-note}, url: "https://example.net/?a=b&c=d"}}]
image: {{src: /media/p.png, alt: {alt}, caption: {caption}, credit: {credit}, creator: {creator},
  copyright: {copyright}}}
recording: {{src: {payload}.mp3, title: {recording-title}, caption: {recording-caption},
  credit: {recording-credit}}}
chart: {{data: {payload}.csv, type: column, title: {chart-title}, subtitle: {chart-subtitle},
  description: {chart-description}, note: {chart-note}, credit: {chart-credit}, unit: {chart-unit}}}
---
"""

Put = Callable[[str], str]
"""The payload of a field."""


def told(number: int) -> str:
    """Which payload a number stands for, and where it stood."""
    return f"{PAYLOADS[number // 100]!r} in {FIELDS[number % 100]}"


def planted(root: Path, payloads: Iterable[int]) -> Site:
    """A site with each of some payloads in every field."""
    here = _empty(root)
    for payload in payloads:
        for path, text in _files(payload):
            here.put(path, text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return here


def _empty(root: Path) -> Site:
    cover = photographs.png(image=Image.new("L", (1400, 1400)))
    here = site(root, _SITE).put("content/media/p.png", photographs.png(64, 48))
    return here.put("content/media/cover.png", cover).put("content/media/r.mp3", tapes.mp3(1))


def addressed(
    root: Path, addresses: Iterable[str], fields: Iterable[str] = (*ADDRESS_FIELDS, "body")
) -> Site:
    """A site with an article for each of some addresses in each field that becomes one."""
    here = _empty(root)
    for number, (address, name) in enumerate(product(addresses, fields)):
        address = address.replace("@", str(number))
        line = ADDRESS_FIELDS.get(name, "extra: {{x: {}}}").format(json.dumps(address))
        head = f"---\ntitle: Story {number}\ndate: 2024-05-05\n{line}\n---\n"
        here.put(f"content/news/{name}-{number}.md", f"{head}{_body(address)}".encode())
    return here


def _body(address: str) -> str:
    """An address in all places that Markdown and HTML have for one."""
    quoted = address.replace('"', "&quot;")
    return (
        f"[a]({address}) [b](<{address}>) [c][d] ![e]({address}) <{address}>\n\n[d]: {address}\n\n"
        f'<a href="{quoted}">f</a> <img src="{quoted}" alt="g"> <q cite="{quoted}">h</q>\n\n'
        f"<blockquote cite=\"{quoted}\">i</blockquote>\n\n<a href='{address}'>j</a>\n"
    )


def _files(payload: int) -> Iterator[tuple[str, str | bytes]]:
    def put(field: str) -> str:
        return PAYLOADS[payload].replace("@", str(payload * 100 + FIELDS.index(field)))

    day = f"2024-{payload % 11 + 1:02}-{payload % 27 + 1:02}"
    here = f"content/news/{payload}"
    yield f"{here}.md", _article(put, payload, day)
    yield f"{here}-live.md", _live(put, day)
    yield f"{here}.csv", "".join(f"{_cell(put('column'))},{_cell(put('cell'))} {row},{row}\n" for row in "12")
    yield f"{here}.mp3", tapes.mp3(1)
    yield f"{here}.vtt", f"WEBVTT\n\n00:00.000 --> 00:01.000\n<v {put('speaker')}>{put('cue')}\n"
    yield f"{here}-2.mp3", tapes.mp3(1)
    yield f"{here}-2.transcript.txt", f"Ann: {put('transcript')}\n"
    yield f"{here}-raw.txt", _raw(put)
    yield f"{here}-raw.yaml", f"date: {day}\nslug: raw-{payload}\n"
    yield f"content/pages/{payload}.md", f"---\ntitle: {json.dumps(put('page-title'))}\n---\nText.\n"
    rights = Rights(creator=put("metadata-creator"))
    xml = photographs.xmp(rights, caption=put("metadata-caption"), alt=put("metadata-alt"))
    yield f"{here}.jpg", photographs.photograph(64, 48, xmp=xml)


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _article(put: Put, payload: int, day: str) -> str:
    layout = ("long-read", "photo-essay", '""')[payload % 3]
    fields = {name: json.dumps(put(name)) for name in FIELDS}
    head = _ARTICLE.format(**fields, payload=payload, day=day, layout=layout)
    return (
        f"{head}Text.\n\n{put('html')}\n\nA [{put('link-text')}](/about/) too.\n\n"
        f"![{put('picture-alt')}](/media/p.png '{put('picture-title')}')\n\n![]({payload}.jpg)\n\n"
        f"![x]({payload}-2.mp3)\n\n![a]({payload}.jpg) ![b](/media/p.png)\n"
    )


def _live(put: Put, day: str) -> str:
    title = json.dumps(put("live-title"))
    entry = " ".join(put("entry-title").split())
    head = f"---\ntitle: {title}\ndate: {day}\nlive: true\nlabel: Opinion\n---\n"
    return f"{head}Intro.\n\n## 10:00 {entry} {{key pinned}}\n\n{put('entry')}\n\n## 11:00 B\n\nMore.\n"


def _raw(put: Put) -> str:
    line = {name: " ".join(put(name).split()) for name in FIELDS}
    return (
        f"{line['headline']}\n\nBy {line['byline']}\n\n{line['raw-caption']} ({line['raw-credit']}/AP)\n\n"
        f"KYIV, Nov. 11 (Reuters) — {line['paragraph']} and so on.\n\nThe end.\n\n"
        f"#Shared #{line['hashtag']}\n"
    )
