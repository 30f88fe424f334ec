"""The desk: a small newspaper on the disk, and the hands with which steps change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from sites import PIXEL, REPOSITORY, Site, article, site

Thing = TypeVar("Thing")
NOW = dt.datetime(2024, 12, 1, 12, tzinfo=dt.UTC)

TEXT = """
-- site.yaml --
title: The Test Times
base_url: https://example.org/
sections:
  - {slug: world, label: World}
  - {slug: sport, label: Sport}
authors:
  ann: {name: Ann, bio: Ann writes., picture: content/media/ann.png}
tags:
  alpha: {label: Alpha}
lists: {newest: 3, year: 10, related: 2}
feeds: {items: 3}
-- content/pages/about.md --
---
title: About
---
Who we are. See [the first](../world/a0.md) and [all of it](/world/2024/).
-- content/world/raw.txt --
A raw headline

The text of it. It has two sentences.

#Alpha #Delta
-- content/world/raw.yaml --
date: 2024-02-05
authors: [Ann]
-- content/news/embargoed.md --
---
title: Embargoed
date: 2024-12-05 08:00
expires: 2024-12-20
tags: [Alpha]
---
It is not to be told before. ![](/media/one.png)
-- content/sport/match.md --
---
title: A match
date: 2023-06-01
tags: [Beta]
related: [../world/a0.md]
---
See [the embargoed](../news/embargoed.md), [the year](/tags/alpha/2024/) and [a story](/2024/03/a2/).
"""


class Chance:
    """One number that answers every question; 0 gives the first answer to each."""

    def __init__(self, number: int) -> None:
        self._rest = number

    def __call__(self, answers: Sequence[Thing]) -> Thing:
        self._rest, index = divmod(self._rest, len(answers))
        return answers[index]


class Desk:
    """A site with its clock. Paths are relative to its folder."""

    theme = REPOSITORY / "templates"

    def __init__(self, folder: Path) -> None:
        self.site: Site = site(folder, TEXT)
        self.now = NOW
        self.kept: dict[str, bytes] = {}  # articles as they were before they were broken
        for number in range(9):
            fields = {"tags": "[Alpha]" if number % 2 else "[Alpha, Beta]", "authors": "[ann]"}
            text = article(f"Story {number}", f"2024-{number + 1:02}-1{number}", **fields)
            self.put(f"content/world/a{number}.md", text)
        for name in ("one", "ann"):
            self.put(f"content/media/{name}.png", PIXEL)
        self.put("content/media/unused.pdf", b"%PDF-")

    @property
    def root(self) -> Path:
        return self.site.root

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8", errors="surrogateescape")

    def put(self, path: str, data: bytes | str) -> list[str]:
        self.site.put(path, data if isinstance(data, bytes) else data.encode("utf-8", "surrogateescape"))
        return [path]

    def remove(self, path: str) -> list[str]:
        (self.root / path).unlink(missing_ok=True)
        return [path]

    def there(self, folder: str, *endings: str) -> list[str]:
        """The files below a folder, in the order of their paths."""
        found = (each for each in (self.root / folder).rglob("*") if each.is_file())
        paths = sorted(each.relative_to(self.root).as_posix() for each in found)
        return [path for path in paths if path.endswith(endings or "")]

    def articles(self) -> list[str]:
        return [
            path for path in self.there("content", ".md", ".txt") if not path.startswith("content/pages/")
        ]

    def texts(self) -> list[str]:
        return [path for path in self.articles() if path.endswith(".md")]

    def set(self, path: str, name: str, value: str | None) -> list[str]:
        """Write a field of an article, or take it out: in its front matter, or in its sidecar."""
        if path.endswith(".txt"):
            path = f"{path[:-4]}.yaml"
            lines = self.read(path).splitlines() if (self.root / path).exists() else []
            return self.put(path, "\n".join((*_with(lines, name, value), "")))
        _, *rest = self.read(path).split("---\n", 2)
        if len(rest) < 2:
            return []
        lines = _with(rest[0].splitlines(), name, value)
        return self.put(path, "\n".join(("---", *lines, "---", rest[1])))

    def config(self, change: Callable[[dict[str, Any]], object]) -> list[str]:
        """Change the settings; broken ones are mended first."""
        settings = yaml.safe_load(self.kept.pop("site.yaml", None) or self.read("site.yaml"))
        change(settings)
        return self.put("site.yaml", yaml.safe_dump(settings, sort_keys=False))


def _with(lines: Iterable[str], name: str, value: str | None) -> list[str]:
    kept = [line for line in lines if not line.startswith(f"{name}:")]
    return kept if value is None else [*kept, f"{name}: {value}"]
