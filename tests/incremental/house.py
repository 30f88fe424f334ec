"""Steps of those who keep the house: settings, templates, static files, the clock, hands in the output."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from typing import Any

from generator.ledger import (
    NAME,
    Ledger,
    Line,
    heirs_of,
    merged,
    published_in,
    read,
    read_redirects,
    updated,
    write,
)
from incremental.articles import Step
from incremental.desk import Chance, Desk

Settings = dict[str, Any]

TWO = "content/media/two.png"

OVERRIDES = (
    "article.html",
    "tag.html",
    "partials/footer.html",
    "partials/teasers.html",
    "home.html",
    "own.svg",
)


REDIRECTS = (
    {"/old/": "/about/", "/older/": "/old/", "/tags/gone/": "gone"},
    {"/old/": "/2024/12/embargoed/", "/2024/04/a3/": "/about/"},
    {"/old/": "/older/", "/older/": "/old/"},
    {"/2024/03/slugged/": {"to": "https://example.org/", "status": 302}},
    None,
    None,
)

UKRAINIAN = {"uk": {"title": "Часи", "sections": [{"slug": "world", "label": "Світ"}]}}
TOPIC = {"label": "Gamma", "topic": True, "start": ["content/world/a1.md", "/2024/12/embargoed/"]}


def config(*changes: Callable[[Settings], object]) -> Step:
    return lambda desk, chance: desk.config(chance(changes))


def put(name: str, *values: Any) -> Step:
    """One setting, by its name with dots, takes one of some values; None takes it out."""

    def change(desk: Desk, chance: Chance) -> list[str]:
        value = chance(values)

        def within(settings: Settings) -> None:
            *above, last = name.split(".")
            for part in above:
                settings = settings.setdefault(part, {})
            settings.pop(last, None) if value is None else settings.update({last: value})

        return desk.config(within)

    return change


def break_config(desk: Desk, _: Chance) -> list[str]:
    desk.kept.setdefault("site.yaml", (desk.root / "site.yaml").read_bytes())
    return desk.put("site.yaml", "title: [\n")


def sections(settings: Settings) -> None:
    settings["sections"] = list(reversed(settings.get("sections", [])))


def relabel(settings: Settings) -> None:
    for section in settings.get("sections", []):
        section["label"] += "!"


def with_culture(settings: Settings) -> None:
    settings.setdefault("sections", []).append({"slug": f"s{len(settings['sections'])}", "label": "More"})


def fewer(settings: Settings) -> None:
    settings["sections"] = settings.get("sections", [])[:1]


def template(desk: Desk, chance: Chance) -> list[str]:
    """An override comes, changes or goes."""
    name = chance(OVERRIDES)
    path = f"templates/{name}"
    if (desk.root / path).exists():
        return desk.remove(path) if chance((0, 1)) else desk.put(path, f"{desk.read(path)}<!-- more -->\n")
    source = desk.theme / name
    text = source.read_text(encoding="utf-8") if source.exists() else "<svg></svg>\n"
    if name == "article.html":
        extra = ('{% include "own.svg" ignore missing %}', "{{ asset('new.css') }}", "{{ page.title }}")
        text = text.replace("<article", f"{chance(extra)}<article")
    return desk.put(path, f"{text}<!-- own -->\n")


def bad_template(desk: Desk, chance: Chance) -> list[str]:
    path = "templates/tag.html"
    texts = ("{% if %}", "{{ page.nothing }}", "{% include name %}", "{% extends 'tag.html' %}", "")
    text = chance(texts)
    return desk.put(path, text) if text else desk.remove(path)


def static(desk: Desk, chance: Chance) -> list[str]:
    path = f"static/{chance(('new.css', 'site.css', 'robots.txt', 'deep/a.woff2', 'world/index.html'))}"
    if (desk.root / path).exists() and chance((0, 1)):
        return desk.remove(path)
    return desk.put(path, f"/* {chance('abc')} */ a {{ b: url(deep/a.woff2) }}\n")


def ledger(desk: Desk, chance: Chance) -> list[str]:
    """What the output holds has been deployed; or somebody edits the ledger, or takes it away."""
    match chance(("deploy", "deploy", "deploy", "edit", "remove")):
        case "deploy":
            return deployed(desk)
        case "edit":
            more = Ledger((Line(chance(("/tags/gamma/", "/2020/01/lost/", "/about/"))),))
            return desk.put(NAME, write(merged((_known(desk), more))))
        case _:
            return desk.remove(NAME) if (desk.root / NAME).exists() else []


def deployed(desk: Desk) -> list[str]:
    output = desk.root / "public"
    heirs = heirs_of(read_redirects(output))
    return desk.put(NAME, write(updated(_known(desk), published_in(output), heirs)))


def _known(desk: Desk) -> Ledger:
    return read(desk.read(NAME))[0] if (desk.root / NAME).exists() else Ledger()


def forwards(desk: Desk, chance: Chance) -> list[str]:
    desk.now += chance(
        (dt.timedelta(days=2), dt.timedelta(days=5), dt.timedelta(days=30), dt.timedelta(seconds=1))
    )
    return []


def backwards(desk: Desk, chance: Chance) -> list[str]:
    desk.now -= chance((dt.timedelta(days=3), dt.timedelta(days=40)))
    return []


def edit_output(desk: Desk, chance: Chance) -> list[str]:
    paths = [path for path in desk.there("public") if not path.startswith("public/.broadsheet/")]
    if paths:
        path = chance(paths)
        desk.remove(path) if chance((0, 1)) else desk.put(path, f"{desk.read(path)}by hand")
    return []


def foreign(desk: Desk, chance: Chance) -> list[str]:
    name = chance(("CNAME", "2024/03/slugged/index.html", "tags/gamma/index.html", "2024/02/note.txt"))
    if (desk.root / "public" / name).exists():
        desk.remove(f"public/{name}")
    else:
        desk.put(f"public/{name}", "Somebody else's")
    return []


def lose(desk: Desk, chance: Chance) -> list[str]:
    """The store, the manifest or the whole output is lost."""
    path = desk.root / chance((".broadsheet", "public", "public/.broadsheet/manifest.jsonl"))
    shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return []


def claim_more(desk: Desk, _: Chance) -> list[str]:
    """The manifest names a file that no page makes any more."""
    path = "public/.broadsheet/manifest.jsonl"
    if (desk.root / path).exists():
        desk.put("public/old.html", "Of long ago")
        desk.put(path, f'{desk.read(path)}["old.html","0",""]\n')
    return []


def spoil_manifest(desk: Desk, chance: Chance) -> list[str]:
    path = "public/.broadsheet/manifest.jsonl"
    if (desk.root / path).exists():
        text = desk.read(path)
        desk.put(path, chance((text[:-30], f"{text}garbage\n", f"{text}[1,2]\n", text[: len(text) // 2])))
    return []


STEPS: dict[str, Step] = {
    "author's life": put("authors.ann.bio", "Ann lives.", "Ann has retired.", ""),
    "author's name": put("authors.ann.name", "Ann Smith", "Bob", "Ann"),
    "author's picture": put("authors.ann.picture", None, TWO, "content/media/ann.png"),
    "new author": put(
        "authors.bob", {"name": "Robert"}, {"name": "Bob", "picture": "content/media/two.png"}, None
    ),
    "tag's label": put("tags.alpha", {"label": "First"}, {"label": "ALPHA", "aliases": ["gamma"]}, None),
    "tag of two names": put("tags.c", {"label": "C"}, None),
    "sections": config(sections, relabel, with_culture, fewer),
    "lists": put("lists.newest", 2, 5, 1),
    "years": put("lists.year", 11, 10, 12),
    "kin": put("lists.related", 0, 3, 1),
    "feeds": put("feeds.items", 1, 5),
    "permalink": put("permalink", "/{section}/{slug}/", "/{year}/{month}/{day}/{slug}/", None),
    "address": put("base_url", "https://example.org/news/", "https://other.example/", "https://example.org/"),
    "site's title": put("title", "Another Title", "The Test Times"),
    "accent": put("theme.accent", "#8a1c1c", None),
    "logo": put("theme.logo", "new.css", None),
    "timezone": put("timezone", "America/New_York", "Asia/Tokyo", None),
    "language": put("language", "de", "en"),
    "editions": put("languages", UKRAINIAN, {**UKRAINIAN, "ar": {"title": "الأوقات"}}, {"ar": None}, None),
    "series": put(
        "series", {"diary": "The diary"}, {"diary": {"label": "Diary", "description": "All."}}, None
    ),
    "topic": put("tags.gamma", TOPIC, {**TOPIC, "start": ["/nowhere/"]}, "Gamma", None),
    "formats": put("feeds.formats", ["rss"], ["json", "atom"], None),
    "hub": put("feeds.hub", "https://hub.example/", None),
    "age": put("age_notice", 1, 2, None),
    "place of corrections": put("corrections", "bottom", "top"),
    "policies": put(
        "policies", {"ethics": "/about/"}, {"ethics": "/nowhere/"}, {"privacy": "/2024/04/a3/"}, None
    ),
    "publisher": put(
        "organisation", {"name": "The Press", "x": "@press", "logo": "new.css"}, {"email": "a@b.c"}, None
    ),
    "robots": put(
        "robots", {"ai": "deny"}, {"ai": "https://example.org/licence.xml", "disallow": ["/about/"]}, None
    ),
    "security": put("security", {"contact": "mailto:a@b.c", "expires": "2025-01-01"}, None),
    "for subscribers": put("free", False, None),
    "redirects": put("redirects", *REDIRECTS),
    "hosts": put("hosting", ["netlify", "nginx"], "cloudflare", ["github-pages", "apache"], None),
    "headers": put("headers", {"Referrer-Policy": "no-referrer"}, {"/media/*": {"X-A": "b"}}, None),
    "ledger": ledger,
    "leftovers": put("boilerplate", ["Its text.*"], None),
    "engine": put("markdown.engine", "commonmark", "python-markdown"),
    "break the settings": break_config,
    "template": template,
    "bad template": bad_template,
    "static": static,
    "forwards": forwards,
    "backwards": backwards,
}

IN_THE_OUTPUT: dict[str, Step] = {
    "edit the output": edit_output,
    "somebody else's file": foreign,
    "lose": lose,
    "spoil the manifest": spoil_manifest,
    "claim more": claim_more,
}
"""What `--changed` is not told of, so that a full build has to follow."""
