"""Steps that only news takes: corrections, live blogs, series, translations, and a steered front page."""

from __future__ import annotations

from incremental.articles import Step, field
from incremental.desk import Chance, Desk

CORRECTIONS = (
    "[{date: 2024-11-30, text: It was wrong.}]",
    "[{date: 2024-12-04, kind: update, text: More is known.}, {date: 2024-11-29, text: It was wrong.}]",
    "[{date: 2024-12-06, kind: retraction, text: None of it was so.}]",
    "[{date: 1999-01-01, text: Before its article.}]",
    None,
)
STORIES = (
    "content/world/a1.md",
    "content/news/embargoed.md",
    "/2024/04/a3/",
    "content/world/nowhere.md",
    "about",
)
WINDOWS = ("", ", start: 2024-12-02", ", end: 2024-12-04", ", start: 2024-12-02, end: 2024-12-30")


def live_blog(desk: Desk, chance: Chance) -> list[str]:
    path = "content/world/live.md"
    if (desk.root / path).exists() and chance((0, 1)):
        return desk.remove(path)
    times = chance(
        (("09:00", "10:30"), ("09:00", "2024-12-02 08:00"), ("2024-12-05 10:00",), ("09:00", "09:00"), ())
    )
    entries = "".join(
        f"## {time} Entry {number}\n\nSee [it](a{number}.md).\n\n" for number, time in enumerate(times)
    )
    ended = chance(("live: true", "live: {ended: 2024-12-06}"))
    front = f"---\ntitle: Live\ndate: 2024-11-30\nlabel: live\ntags: [Alpha]\n{ended}\n---\n"
    return desk.put(path, f"{front}Before.\n\n{entries}")


def translation(desk: Desk, chance: Chance) -> list[str]:
    """The same story in another language, which may be an edition."""
    path = f"content/{chance(('world', 'uk', 'uk/world'))}/pereklad.md"
    if (desk.root / path).exists() and chance((0, 1)):
        return desk.remove(path)
    language = chance(("language: uk\n", "", "language: ar\n"))
    return desk.put(
        path, f"---\ntitle: Переклад\ndate: 2024-03-12\nkey: one\ntags: [Один]\n{language}---\nТекст.\n"
    )


def front(desk: Desk, chance: Chance) -> list[str]:
    """A front page that comes, changes, or goes, with faults in it or without."""
    path = chance(("front.yaml", "front.yaml", "front.uk.yaml"))
    if (desk.root / path).exists() and chance((0, 0, 1)):
        return desk.remove(path)
    story, other, window = chance(STORIES), chance(STORIES), chance(WINDOWS)
    blocks = chance(("[world]", "[{tag: alpha, stories: 2}]", "[{series: diary}]", "[nowhere]", "[]"))
    text = (
        f"banner: {{text: Now, url: {chance(('/about/', '/2024/12/embargoed/'))}{window}}}\n"
        f"lead: {{story: {story}{window}}}\npinned: [{other}]\nblocks: {blocks}\n"
    )
    return desk.put(path, chance((text, text, f"lead: {story}\n", "lead: [\n", "led: a\n")))


STEPS: dict[str, Step] = {
    "correct": field("corrections", *CORRECTIONS),
    "in a series": field("series", "Diary", "The Long Road", "diary", None),
    "aliases": field(
        "aliases",
        "[/old/, /2024/04/a3/]",
        "/older/",
        "[/tags/gamma/]",
        "[/Tags/Gamma/, /OLD/, /feed.xml/x/]",
        None,
    ),
    "key": field("key", "one", "two", None),
    "article's language": field("language", "uk", "ar", None),
    "layout": field("layout", "long-read", "photo-essay", "nothing", None),
    "sources": field(
        "sources", "[{label: A, url: /2024/12/embargoed/}, B]", "[{label: C, url: /nowhere/}]", None
    ),
    "methods": field("methods", "We asked.", None),
    "free": field("free", "false", None),
    "sponsor": field("label", "Sponsored", "Satire", "Live", None),
    "live blog": live_blog,
    "translation": translation,
    "front": front,
}
