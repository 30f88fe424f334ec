"""What inputs are made of, beside the files of the corpus: signs that a reader looks for, between bars."""

from __future__ import annotations

_YAML = (
    "a: |b: |- |\n|  |    |'|\"|[|]|{|}|,|&a |*a|<<: |!!int |!a |---\n|...\n|#|>|?|\\|: |0|~|null|\t|\ufeff"
)
_FIELDS = (
    "title|date|updated|authors|section|tags|summary|image|src|alt|caption|credit|focus|label|layout|draft|"
    "expires|slug|aliases|language|key|canonical|series|dateline|corrections|sources|related|extra|live|chart|"
    "2024-11-11|2024-11-11 25:61|0001-01-01|9999-12-31T23:59:60Z|true|../x|/a/|https://a.b/|javascript:x|"
)
_MARKDOWN = (
    "#|##|>|-|*|1.|**|_|`|```|~~~|~~|\\||---\n|[|]|(|)|[a](b.md)|![a](b.jpg)|[^1]|[^1]: |[a]: b|*[a]: b|<|>|"
    "<p>|</p>|<b>|<div markdown=1>|</div>|<!--|-->|<table>|<td>|<a href=x>|<img src=y>|<figure>|<figcaption>|"
    "<script>|<style>|<pre>|<code>|<svg>|<math>|<template>|<select>|&|&amp;|&#|;|{|}|{: #a .b c=d }|\n|\n\n|"
    "    |\t|\"|'|--|...|:|: |```chart\n|```python\n|https://a.b/|a@b.c|=|===\n|— |\u0301|\u202e|\x07|\\"
)
_DATES = (
    "2024|-11|-31|T|24:00|:60|.123456789|Z|+14:00|-99:99| |Nov |Mon, |GMT|0001|9999|0000|11/12/2026|1.2.3|٣|²"
)
_CONFIG = (
    "title|base_url|timezone|language|languages|permalink|sections|tags|authors|series|markdown|engine|"
    "boilerplate|redirects|headers|hosting|deploy|menu|feeds|lists|pictures|theme|podcasts|robots|security|"
    "https://a.b/|{year}|{slug}|(a+)+|[a-|uk|Europe/Kyiv|/a/|301|gone|to|status|"
)

WORDS: dict[str, str] = {
    "yaml": _YAML,
    "toml": "a|=|[|]|[[|]]|.|\"|'|\"\"\"|'''|{|}|,|\n|#|1e400|0x|-|_|1979-05-27T25:00:00Z|true|\\u",
    "front-matter": f"{_FIELDS}{_YAML}|+++\n",
    "config": f"{_CONFIG}{_YAML}",
    "front-page": f"lead|pinned|blocks|banner|start|end|{_FIELDS}{_YAML}",
    "encoding": "\ufeff|a\0|é|\r|\n|\u2028|\x85|\x0b|\x07|\ud7ff|\U0010ffff",
    "raw-text": f"By Jo Ray|(Jo/AP)|KYIV, |(AP) — |#Tag |Photo: |“|”|...|{_MARKDOWN}",
    "python-markdown": _MARKDOWN,
    "commonmark": _MARKDOWN,
    "article": f"---\n|{_FIELDS}{_YAML}|{_MARKDOWN}",
    "raw-article": f"(Jo/AP)|#Tag |“|”|{_MARKDOWN}",
    "sidecar": f"{_FIELDS}{_YAML}",
    "live-blog": f"## |10:00|24:60|2024-11-11 |{{pinned}}|{_MARKDOWN}",
    "slug": "a|-|'|’| |ß|ı|İ|Ǆ|ﬃ|щ|ъ|ου|\u0301|\u200b|\u202e|日|한|ก็|\U0001f1e6|\ud7ff|/|.|%|\0",
    "dates": _DATES,
    "redirects": f"/a/|/b|/about/|/soon/|/*|:x|gone|302|to|status|%2e|%ff|//|?|#|..|{_YAML}",
    "served-rules": "/a |/* |/:x/:y |/:splat| 301| 200!|\n|  X-A: b|:|https://a.b/|# |%2f|(|[",
    "ledger": "/a/|\t|\n|permalink\t|#|<<<<<<< |content/a.md|\r|\x85|\u2028|{year}|=======",
    "captions": "WEBVTT|\n|\n\n|00:01.000|99:59:59.999| --> |<v A>|<c.b>|</v>|NOTE|STYLE|align:start|&lt;",
    "recordings": "ID3|RIFF|WAVE|OggS|fLaC|ftyp|moov|mdat|trak|\x1aE|\xdf\xa3|\xff\xfb|\0\0\0\x08",
    "tables": 'a|,|;|\t|"|\n|sep=|1|-|.|1.234,5|2024-11-11|Q1 2024|%|$|\u00a0|\0|é',
    "chart-fields": f"data|type|line|bar|x|y|group|title|source|unit|{_YAML}",
    "pictures": "\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF89a|RIFF|WEBP|<svg |Exif\0\0|II*\0|IHDR",
    "metadata": "<x:xmpmeta|<rdf:RDF|<rdf:li|dc:creator|>|</|xmlns:|\x1c\x02|8BIM|\x04\x04|&a;|<!DOCTYPE",
    "drawings": (
        "<svg |xmlns='http://www.w3.org/2000/svg'|>|<use href='#a'|<g id='a'>|</g>|<style>|url(|@import|"
        "data:|<!ENTITY|&a;|</svg>|d='|viewBox='0 0 1 1'"
    ),
}
