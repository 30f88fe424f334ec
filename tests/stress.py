"""A site made to break the page: right to left, crowded lists, words that do not end, wide tables."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sites import PIXEL, Site, article, site

ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

TEXT = f"""
-- site.yaml --
title: "جريدة <b>الصباح</b> & Co"
tagline: '{ENDLESS}'
base_url: https://broadsheet.example/
language: ar
timezone: Asia/Riyadh
sections:
  - {{slug: world, label: "العالم", description: "<i>أخبار</i> العالم"}}
  - {{slug: long, label: {ENDLESS}}}
  - {{slug: empty, label: "فارغ"}}
authors:
  mona-hassan:
    name: "منى حسن"
    bio: "صحفية & كاتبة"
    links: {{"موقع": "https://example.com/?a=1&b=2"}}
menu: [{{label: About, url: /about/}}]
footer_menu: [{{label: About, url: /about/}}, {{label: Mail, url: "mailto:desk@example.com"}}]
copyright: "© 2024 <الصباح>"
lists: {{newest: 5, year: 10}}
-- content/pages/about.md --
---
title: About
language: en
---
Who we are.
-- content/long/endless.md --
---
title: "{ENDLESS}: https://example.com/{"a" * 90}"
date: 2024-11-20
updated: 2024-11-21
language: de
authors: [mona-hassan, "{ENDLESS}", "O'Neill & Søn"]
tags: ["{ENDLESS}", C++, "日本", "#hash"]
summary: "Ein Vorspann mit <spitzen> Klammern & {ENDLESS}"
label: Analysis
dateline: BERLIN
image: {{src: pixel.png, alt: "Ein \\"Bild\\" <b>", caption: "{ENDLESS}", credit: "A & B"}}
---
## Abschnitt

> {ENDLESS}

| {" | ".join(f"Spalte {n}" for n in range(14))} |
|{"---|" * 14}
| {" | ".join(["Zahl"] * 14)} |

```python
{"very_long_name = " * 12}1
```

Eine Fußnote[^1], ein `{"code" * 40}`, ein <https://example.com/{"b" * 150}>.

![Ein Bild](pixel.png "Seine Unterschrift")

- Eins
    - Zwei

[^1]: Mit [Link](https://example.com/).

## Abschnitt
-- content/world/raw.txt --
“<h1>Headline & 'marks'</h1>”

A caption of <no> photograph (Photo: Nobody)

First paragraph with </p><script>alert(1)</script> in it.

1. One
2. Two

#TagOne #日本
-- content/world/raw.yaml --
date: 2024-11-19
slug: raw
language: en
"""


def stress_site(root: Path) -> Site:
    here = site(root, TEXT).put("content/long/pixel.png", PIXEL)
    for number in range(24):
        date = dt.date(2024, 10, 10) + dt.timedelta(days=number)
        fields = {"tags": "[أخبار, Tag]", "authors": "[mona-hassan]", "summary": f"ملخص {number}"}
        here.put(
            f"content/world/story-{number}.md", article(f"خبر رقم {number}", str(date), **fields).encode()
        )
    return here
