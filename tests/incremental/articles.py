"""Steps that reporters take: each changes the folder of a newspaper and gives the paths that it touched."""

from __future__ import annotations

from collections.abc import Callable

from sites import article, png

from incremental.desk import Chance, Desk

Step = Callable[[Desk, Chance], list[str]]

DATES = (
    "2024-03-12", "2024-03-13", "2024-11-30", "2023-12-31 23:30", "2024-01-01", "2024-12-05 08:00",
    "2024-12-03T23:30:00-05:00", "2022-05-05", "2024-06-16 10:00:00.5",
)  # fmt: skip
TAGS = ("[Beta]", "[]", "[Alpha, Gamma]", "[ALPHA, Beta]", "[Beta, Alpha, Delta]", "[C]", "[C++]", "[c]")
FOLDERS = ("world", "sport", "news", "media", "culture/deep")
PICTURES = ("one", "two", "ann")
TABLES = ("tides", "money")
PLAIN = ("about", "sport", "contact", "culture")


def add(desk: Desk, chance: Chance) -> list[str]:
    number = len(desk.articles())
    date, tags, folder = chance(DATES), chance(TAGS), chance(FOLDERS)
    return desk.put(f"content/{folder}/n{number}.md", article(f"New {number}", date, tags=tags))


def add_raw(desk: Desk, chance: Chance) -> list[str]:
    name = f"content/{chance(('news', 'world'))}/r{len(desk.articles())}"
    touched = desk.put(f"{name}.txt", f"Raw {chance((1, 2))}\n\nIts text stands here.\n\n#Beta #Gamma\n")
    return touched + (desk.put(f"{name}.yaml", f"date: {chance(DATES)}\n") if chance((1, 0)) else [])


def body(desk: Desk, chance: Chance) -> list[str]:
    path = chance(desk.articles())
    return desk.put(path, f"{desk.read(path)}\nOne more line, {chance('abc')}.\n")


def summary(desk: Desk, chance: Chance) -> list[str]:
    path = chance(desk.texts())
    return desk.put(path, desk.read(path).replace("The text", chance(("Some text", "All the text"))))


def link(desk: Desk, chance: Chance) -> list[str]:
    path, other = chance(desk.texts()), chance(desk.articles())
    urls = (
        f"/{other}",
        "/tags/gamma/",
        "/about/",
        "/culture/",
        "/2024/03/a2/",
        "/media/two.png",
        "/2023/12/",
    )
    targets = (f"{'../' * (path.count('/') - 1)}{other.removeprefix('content/')}", f"/{other}", *urls)
    return desk.put(path, f"{desk.read(path)}\nSee [it]({chance(targets)}).\n")


def picture_shown(desk: Desk, chance: Chance) -> list[str]:
    path, name = chance(desk.texts()), chance(PICTURES)
    if chance((0, 1)):
        return desk.set(path, "image", f"{{src: /media/{name}.png, alt: A}}")
    return desk.put(path, f"{desk.read(path)}\n![A](/media/{name}.png)\n")


def chart_shown(desk: Desk, chance: Chance) -> list[str]:
    path, name = chance(desk.texts()), chance(TABLES)
    fields = chance(("type: bar", "type: column\ntitle: Told", "y: B", "y: Nothing", "type: line\nx: A"))
    if chance((0, 1)):
        return desk.set(path, "chart", f"/media/{name}.csv")
    return desk.put(path, f"{desk.read(path)}\n```chart\ndata: /media/{name}.csv\n{fields}\n```\n")


def field(name: str, *values: str | None) -> Step:
    return lambda desk, chance: desk.set(chance(desk.articles()), name, chance(values))


def related(desk: Desk, chance: Chance) -> list[str]:
    path, other = chance(desk.articles()), chance(desk.articles())
    return desk.set(path, "related", f"[/{other}, /2024/04/a3/]")


def rename(desk: Desk, chance: Chance) -> list[str]:
    old = chance(desk.articles())
    folder, _, name = old.rpartition("/")
    new = chance((f"{folder}/moved-{name}", f"content/sport/{name}", f"content/pages/{name}"))
    if (desk.root / new).exists():
        return []
    data = (desk.root / old).read_bytes()
    return [*desk.remove(old), *desk.put(new, data)]


def delete(desk: Desk, chance: Chance) -> list[str]:
    return desk.remove(chance(desk.articles())) if len(desk.articles()) > 3 else []


def same_url(desk: Desk, chance: Chance) -> list[str]:
    path = chance(desk.texts())
    other = chance(("a0", "A0", "raw"))
    return [*desk.set(path, "slug", other), *desk.set(path, "date", "2024-01-10")]


def break_it(desk: Desk, chance: Chance) -> list[str]:
    path = chance(desk.articles())
    desk.kept.setdefault(path, (desk.root / path).read_bytes())
    return desk.put(
        path, chance((b"---\ntitle: [\n---\nText.\n", b"", b"---\ntitle: A\nno end", b"\xff\xfe\x00"))
    )


def mend_it(desk: Desk, _: Chance) -> list[str]:
    """What was broken is as before, but for what has been renamed or removed since."""
    kept, desk.kept = desk.kept, {}
    return [path for old, data in kept.items() if (desk.root / old).exists() for path in desk.put(old, data)]


def plain(desk: Desk, chance: Chance) -> list[str]:
    path = f"content/pages/{chance(PLAIN)}.md"
    if (desk.root / path).exists():
        return desk.remove(path) if chance((0, 1)) else desk.put(path, f"{desk.read(path)}\nMore.\n")
    return desk.put(path, "---\ntitle: A page\n---\nSee [it](../world/a1.md).\n")


def sidecar(desk: Desk, chance: Chance) -> list[str]:
    name = chance(("raw.yaml", "raw.yml", "r12.yaml", "orphan.yaml"))
    path = f"content/world/{name}"
    texts = (
        "date: 2024-02-05\n",
        "date: 2024-02-05\ntitle: Told otherwise\n",
        "- 1\n",
        "tags: [Gamma]\n",
        "",
    )
    return desk.remove(path) if not (text := chance(texts)) else desk.put(path, text)


def picture(desk: Desk, chance: Chance) -> list[str]:
    path = f"content/media/{chance(PICTURES)}.png"
    if (desk.root / path).exists() and chance((0, 1)):
        return desk.remove(path)
    return desk.put(path, png(chance((1, 2, 3, 400))))


def table(desk: Desk, chance: Chance) -> list[str]:
    path = f"content/media/{chance(TABLES)}.csv"
    if (desk.root / path).exists() and chance((0, 1)):
        return desk.remove(path)
    rows = chance(("x,1\ny,2", "x,1\ny,two", "x,3,4\n", "", "2019,1\n2020,2"))
    return desk.put(path, f"A,B\n{rows}\n" if rows else "")


def folder_for_file(desk: Desk, chance: Chance) -> list[str]:
    """A folder comes where an article was, or goes with all that is in it."""
    path = chance(desk.texts())
    data = (desk.root / path).read_bytes()
    return [*desk.remove(path), *desk.put(f"{path[:-3]}/inner.md", data)]


def document(desk: Desk, chance: Chance) -> list[str]:
    """A document comes, goes or is linked to; those of some names are one on many disks."""
    path = f"content/media/{chance(('unused', 'Unused', 'UNUSED'))}.pdf"
    if chance((0, 1)):
        text = chance(desk.texts())
        return desk.put(text, f"{desk.read(text)}\nRead [this](/{path.removeprefix('content/')}).\n")
    return desk.remove(path) if (desk.root / path).exists() else desk.put(path, path)


STEPS: dict[str, Step] = {
    "add": add,
    "add raw": add_raw,
    "body": body,
    "summary": summary,
    "link": link,
    "picture shown": picture_shown,
    "title": field("title", "Another title", "Story 1", "Ein — «Titel»"),
    "retag": field("tags", *TAGS),
    "authors": field("authors", "[Ann]", "[Bob]", "[Ann, Bob]", "[BOB]", None),
    "redate": field("date", *DATES),
    "undate": field("date", None),
    "section": field("section", "sport", "Culture", "culture", "tags", None),
    "draft": field("draft", "true", "false", None),
    "expire": field("expires", "2024-11-01", "2024-12-07", None),
    "update": field("updated", "2024-11-11 11:11", None),
    "standfirst": field("summary", "By hand", "By hand, again", None),
    "slug": field("slug", "slugged", "a0", "A-0", "sport", None),
    "label": field("label", "Analysis", "Opinion", "Unknown", None),
    "own field": field("extra", "{a: 1}", "{a: 2}", None),
    "related": related,
    "rename": rename,
    "delete": delete,
    "same url": same_url,
    "break": break_it,
    "mend": mend_it,
    "plain page": plain,
    "sidecar": sidecar,
    "picture": picture,
    "chart shown": chart_shown,
    "document": document,
    "table": table,
    "folder for file": folder_for_file,
}
