"""Steps of those who want the place of what is published: most of them just after a deploy."""

from __future__ import annotations

import re

from sites import article

from incremental.articles import PLAIN, Step
from incremental.desk import Chance, Desk
from incremental.house import deployed

MONTH = re.compile(r"^date: ([0-9]{4}-[0-9]{2})", re.MULTILINE)
SPELLINGS = ("Beta++", "Gamma?", "C++", "Delta!")
"""Labels with the slugs of others."""


def twin(desk: Desk, chance: Chance) -> list[str]:
    """A backdated article that wants the address of another one, or has its text."""
    path = chance(desk.texts())
    name = f"content/{chance(('news', 'world'))}/twin-{path.rpartition('/')[2]}"
    if (desk.root / name).exists():
        return desk.remove(name)
    month, text = MONTH.search(desk.read(path)), desk.read(path)
    if month is None:
        return []
    told = _told(desk, chance)
    slug = path.rpartition("/")[2].removesuffix(".md")
    if chance((1, 1, 0)):
        text = article("A twin", slug=slug)
    desk.put(name, text)
    return [*told, *desk.set(name, "date", f"{month[1]}-01"), *desk.set(name, "slug", slug)]


def section(desk: Desk, chance: Chance) -> list[str]:
    """An article that makes a section where a plain page is, or may be."""
    name = chance(PLAIN)
    path = f"content/{chance((name, 'world'))}/over.md"
    if (desk.root / path).exists():
        return desk.remove(path)
    told = _told(desk, chance)
    return [*told, *desk.put(path, article("Over it", chance(("2020-01-01", "2024-11-30")), section=name))]


def spelling(desk: Desk, chance: Chance) -> list[str]:
    """A backdated article with another spelling of a name."""
    path = f"content/news/spelt-{chance('ab')}.md"
    if (desk.root / path).exists():
        return desk.remove(path)
    told = _told(desk, chance)
    field, label = chance(("tags", "tags", "authors", "series")), chance(SPELLINGS)
    label = label if field == "series" else f"[{label}]"
    return [*told, *desk.put(path, article("Spelt", "2020-01-01", **{field: label}))]


def _told(desk: Desk, chance: Chance) -> list[str]:
    return deployed(desk) if chance((1, 1, 0)) else []


STEPS: dict[str, Step] = {
    "backdated twin": twin,
    "section over a plain page": section,
    "backdated spelling": spelling,
}
