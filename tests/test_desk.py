"""The editor's desk of the preview: what it tells, where its links lead, and that it tells nothing else."""

from __future__ import annotations

import datetime as dt
import http.server
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser
from sites import NOW, PIXEL, Result, Site, article, site, snapshot
from tools import axe

from generator.model import Problem, Severity
from generator.serve.desk import Built, Desk, built, respond
from generator.serve.desk.heads import cut
from generator.serve.files import content_type
from generator.serve.outcome import Outcome

PREVIEW = ".broadsheet/preview"
EDITOR = "editor://open?file={path}&line={line}&column={column}"
MOMENT = dt.datetime.fromisoformat(NOW)
NEWSROOM = """
-- site.yaml --
title: The Test Times
base_url: https://example.org/news/
timezone: Europe/London
authors:
  jo-blix:
    name: Jo Blix
    picture: content/media/jo.png
-- content/world/plain.md --
---
title: Ports open
date: 2024-11-11 09:00
summary: Ships enter, and ships leave.
tags: [Sea, Trade]
image: {src: /media/port.png, alt: A port, credit: Jo Blix}
---
Text.
-- content/world/bare.md --
---
title: Bare
date: 2024-11-10 09:00
---
Text with ![](../media/ship.png) in it.
-- content/world/draft.md --
---
title: "<script>alert(1)</script> & “drafts”"
date: 2024-11-12 09:00
draft: true
authors: Jo Blix
tags: Sea
summary: A draft.
---
Text.
-- content/world/later.md --
---
title: Later
date: 2024-12-24 08:00
tags: Sea
summary: Later.
---
Text.
-- content/world/sooner.md --
---
title: Sooner
date: 2024-12-05 08:00
tags: Sea
summary: Sooner.
---
Text.
-- content/world/going.md --
---
title: Going
date: 2024-11-13 09:00
expires: 2024-12-03 12:00
tags: Sea
summary: Going.
---
Text.
-- content/world/gone.md --
---
title: Gone
date: 2024-11-13 09:00
expires: 2024-11-20 12:00
image: {src: /media/gone.png, alt: Gone, credit: X}
tags: Sea
---
Text.
-- content/world/broken.md --
---
title: [Broken
---
Text.
"""


class Visitor:
    """Somebody who looks at the desk of a site."""

    def __init__(self, made: Site, problems: Sequence[Problem] = (), builds: Sequence[Built] = ()) -> None:
        self.desk = Desk(
            made.root, made.root / PREVIEW, lambda: MOMENT, lambda: builds, lambda: problems, EDITOR
        )

    def ask(self, room: str, /, **query: str) -> tuple[int, str]:
        status, kind, body = respond(room, query, self.desk)
        assert kind == "text/html; charset=utf-8"
        return status, body.decode()

    def see(self, room: str = "/_desk/", /, **query: str) -> LexborHTMLParser:
        status, text = self.ask(room, **query)
        assert status == 200, text
        return LexborHTMLParser(text)


def preview(made: Site, **options: Any) -> Result:
    return made.build(output=PREVIEW, preview=True, keep_going=True, **{"drafts": True, **options})


def texts(page: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in page.css(selector)]


def links(page: LexborHTMLParser, selector: str) -> list[str]:
    return [node.attributes["href"] or "" for node in page.css(f"{selector} a")]


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Result]:
    made = site(tmp_path_factory.mktemp("desk"), NEWSROOM)
    for name in ("port", "ship", "jo", "gone", "unused"):
        made.put(f"content/media/{name}.png", PIXEL)
    made.put("content/media/notes.pdf", b"%PDF-1.4")
    return made, preview(made)


@pytest.fixture(scope="module")
def visitor(newsroom: tuple[Site, Result]) -> Visitor:
    made, result = newsroom
    builds = (
        Built(MOMENT - dt.timedelta(hours=2), (), ("the first build of this preview",), 40, 2.41),
        Built(MOMENT, tuple(f"content/{n}.md" for n in range(9)), (), 1, 0.043, False, 1, 12),
    )
    return Visitor(made, result.report.problems, builds)


def test_drafts_with_their_authors_and_files(newsroom: tuple[Site, Result], visitor: Visitor) -> None:
    page = visitor.see()
    (row,) = page.css("#drafts li")
    assert "<script>alert(1)</script> & “drafts”" in row.text()
    assert "Jo Blix" in row.text() and "saved" in row.text()
    path = (newsroom[0].root / "content/world/draft.md").as_posix()
    assert links(page, "#drafts li") == [
        "/_desk/page?path=content/world/draft.md",
        f"editor://open?file={path}&line=1&column=1",
        "/news/2024/11/draft/",
    ]


def test_drafts_stand_by_the_time_they_were_saved_and_in_no_other_list(tmp_path: Path) -> None:
    made = site(tmp_path)
    for number, name in enumerate(("new", "old", "middle")):
        made.put(f"content/world/{name}.md", article(name, "2025-03-01 08:00", draft="true").encode())
        saved = MOMENT.timestamp() - (0, 900, 600)[number]
        os.utime(made.root / f"content/world/{name}.md", (saved, saved))
    preview(made)
    page = Visitor(made).see()
    assert texts(page, "#drafts .what") == [
        "new saved just now", "middle saved 10 minutes ago", "old saved 15 minutes ago",
    ]  # fmt: skip
    assert "dated 1 March 2025, 08:00" in texts(page, "#drafts .meta")[0]
    assert not page.css("#embargoed li") and not page.css("#expiring li")


def test_nothing_that_an_article_says_becomes_a_script(visitor: Visitor) -> None:
    for path, query in (
        ("/_desk/", {}),
        ("/_desk/lists/", {}),
        ("/_desk/pages", {"q": "<script>alert(2)</script>"}),
        ("/_desk/page", {"path": "/news/2024/11/draft/"}),
        ("/_desk/page", {"path": "/<script>alert(3)</script>/"}),
    ):
        _, text = visitor.ask(path, **query)
        scripts = LexborHTMLParser(text).css("script")
        assert [node.attributes.get("src") for node in scripts] == ["/_desk/desk.js"], path
        assert "<script>alert" not in text
        assert not LexborHTMLParser(text).css("[style], [onclick]"), "the policy of the page forbids these"


def test_embargoed_articles_stand_in_their_order_with_the_time_left(visitor: Visitor) -> None:
    assert texts(visitor.see(), "#embargoed .what") == [
        "Sooner 5 December 2024, 08:00, in 4 days",
        "Later 24 December 2024, 08:00, in 23 days",
    ]


def test_what_expires_soon_and_what_is_due(visitor: Visitor) -> None:
    page = visitor.see()
    assert texts(page, "#expiring .what") == ["Going 3 December 2024, 12:00, in 2 days"]
    due = texts(page, "#due li")
    assert due[0] == "3 December 2024, 12:00 in 2 days Going expires"
    assert due[1].startswith("5 December 2024, 08:00 in 4 days Sooner is published: its embargo ends")


def test_problems_by_severity_with_place_and_cure(newsroom: tuple[Site, Result], visitor: Visitor) -> None:
    page = visitor.see()
    (error,) = page.css("#problems li.error")
    assert "content/world/broken.md:2:8" in error.text() and "yaml-syntax" in error.text()
    assert "Add" in error.css_first(".cure").text()
    file = (newsroom[0].root / "content/world/broken.md").as_posix()
    assert f"editor://open?file={file}&line=2&column=8" in links(page, "#problems li.error")
    assert texts(page, ".figures .error") == ["1 error"]


def test_problems_are_those_of_the_newest_build(newsroom: tuple[Site, Result]) -> None:
    made, _ = newsroom
    problem = Problem(
        "theme/templates/base.html", 3, 1, "template", "no such thing", "Did you mean x", Severity.ERROR
    )
    page = Visitor(made, (problem,)).see()
    assert texts(page, "#problems .what, #problems .cure") == ["No such thing.", "Did you mean x?"]
    assert links(page, "#problems li")[0].endswith("/templates/base.html&line=3&column=1")
    assert "Nothing is wrong." in texts(Visitor(made).see(), "#problems p")


def test_what_is_typed_stands_as_code_and_as_nothing_else(newsroom: tuple[Site, Result]) -> None:
    said = "there is no `<b>` in `site.yaml`"
    problem = Problem("site.yaml", 3, 1, "template", said, "Write `a & b`", Severity.ERROR)
    page = Visitor(newsroom[0], (problem,)).see()
    assert texts(page, "#problems .what") == ["There is no <b> in site.yaml."]
    assert texts(page, "#problems .rows p:not(.meta) code") == ["<b>", "site.yaml", "a & b"]


def test_what_is_due_next_month_or_later_is_folded_away(tmp_path: Path) -> None:
    made = site(tmp_path, f"-- content/world/a.md --\n{article('Far', '2025-06-01 08:00')}")
    preview(made)
    page = Visitor(made).see()
    assert texts(page, "#due summary") == ["Nothing soon; the next in 6 months"]
    assert len(texts(page, "#due details li")) == len(texts(page, "#due li")) > 0
    made.put("content/world/b.md", article("Near", "2024-12-02 08:00").encode())
    preview(made)
    page = Visitor(made).see()
    assert texts(page, "#due > ol li")[0].startswith("2 December 2024, 08:00 in 20 hours Near is published")
    assert texts(page, "#due summary")[0].startswith("More in ")


def test_the_last_builds_newest_first(visitor: Visitor) -> None:
    new, old = texts(visitor.see(), "#builds li")
    assert "120" not in new and "1 page in 43 ms, 12 files left to do" in new
    assert "Not published: 1 error" in new and "content/5.md and 3 more" in new
    assert old == "10:00:00 40 pages in 2.4 s 2 hours ago the first build of this preview"


def test_a_rebuild_is_remembered_in_words(newsroom: tuple[Site, Result]) -> None:
    report = newsroom[1].report
    begun = Outcome(first=True).going_on(["content/a.md"])
    done = built(begun.after(report, 0.5).ended(report.problems))
    assert done.pages == report.rebuilt and done.seconds == 0.5 and done.published and done.errors == 1
    assert done.changed == ("content/a.md",)
    assert done.reasons[0] == "the first build of this preview"
    assert built(Outcome(before=report.problems)).reasons[0] == "time has passed"
    failed = built(begun.failed("the disk is full", 0.1))
    assert not failed.published and "the disk is full" in failed.reasons


def test_figures(newsroom: tuple[Site, Result], visitor: Visitor) -> None:
    told = texts(visitor.see(), ".figures li")
    assert told[0] == "8 articles" and told[1] == f"{newsroom[1].report.pages} pages"


def titles(visitor: Visitor, name: str, **query: str) -> list[str]:
    return texts(visitor.see("/_desk/lists/", **query), f"#{name} .what a, #{name} .what span[dir]")


def test_lists_of_what_is_missing(visitor: Visitor) -> None:
    assert titles(visitor, "summaries") == ["Bare"]
    assert titles(visitor, "untagged") == ["Bare"]
    assert titles(visitor, "credits") == titles(visitor, "alternatives") == ["Bare"]
    page = visitor.see("/_desk/lists/")
    assert "content/world/bare.md:5" in texts(page, "#alternatives .file")
    assert any("content/media/ship.png has no credit" in text for text in texts(page, "#credits .meta"))


def test_unused_files_are_those_that_nothing_uses(visitor: Visitor) -> None:
    """Neither a portrait, nor the picture of an article that has expired."""
    assert titles(visitor, "orphans") == ["content/media/notes.pdf", "content/media/unused.png"]


def test_tags_used_once(visitor: Visitor) -> None:
    page = visitor.see("/_desk/lists/")
    assert texts(page, "#tags .what") == ["Trade"]
    assert "/news/tags/trade/" in links(page, "#tags li")
    assert "content/world/plain.md" in texts(page, "#tags .file")


def test_the_newest_are_looked_at_unless_all_are_asked_for(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "All 6 articles have been looked at" in texts(visitor.see("/_desk/lists/"), ".lead")[0]
    monkeypatch.setattr("generator.serve.desk.gaps.NEWEST", 2)
    page = visitor.see("/_desk/lists/")
    assert "the newest 2 have been looked at" in texts(page, ".lead")[0]
    assert links(page, ".lead") == ["/_desk/lists/?all=1"]
    assert titles(visitor, "summaries") == []
    assert titles(visitor, "summaries", all="1") == ["Bare"]


def test_other_editions_and_plain_pages_are_looked_at(tmp_path: Path) -> None:
    made = site(tmp_path, "-- site.yaml --\ntitle: T\nlanguages: {de: {}}\n")
    made.put("content/world/a.md", article("A", "2024-11-11").encode())
    made.put("content/world/b.md", article("B", "2024-11-12", language="de").encode())
    made.put("content/pages/about.md", b"---\ntitle: About\n---\nText.\n")
    preview(made)
    visitor = Visitor(made)
    assert titles(visitor, "summaries") == ["B", "A", "About"]
    assert titles(visitor, "untagged") == ["B", "A"]


def test_a_page_tells_what_it_reads_and_why_it_was_made(visitor: Visitor) -> None:
    for path in ("/news/2024/11/plain/", "/2024/11/plain/", "content/world/plain.md"):
        page = visitor.see("/_desk/page", path=path)
        assert texts(page, "h1") == ["Ports open"]
        facts = " ".join(texts(page, ".facts div"))
        assert "/2024/11/plain/" in facts and "content/world/plain.md" in facts
        assert "Because it was not there before" in facts
    reads = texts(page, ".reads dd")
    assert "content/world/plain.md" in reads and "content/media/port.png" in reads


def test_a_page_is_shown_in_two_widths_light_and_dark(visitor: Visitor) -> None:
    page = visitor.see("/_desk/page", path="/news/2024/11/draft/")
    frames = [node.attributes for node in page.css("iframe")]
    assert {each["src"] for each in frames} == {"/news/2024/11/draft/"}
    assert [each["title"] for each in frames] == [
        "The page on a phone, light", "The page on a desktop, light",
        "The page on a phone, dark", "The page on a desktop, dark",
    ]  # fmt: skip
    assert texts(page, ".state") == ["Draft: not published"]


def test_a_page_as_a_search_result_and_as_a_card(visitor: Visitor) -> None:
    page = visitor.see("/_desk/page", path="/news/2024/11/plain/")
    assert texts(page, ".result p") == [
        "example.org › news › 2024 › 11 › plain",
        "Ports open – The Test Times",
        "Ships enter, and ships leave.",
    ]
    assert texts(page, ".card p") == ["example.org", "Ports open", "Ships enter, and ships leave."]
    image = page.css_first(".card img").attributes
    assert image["src"] and image["src"].startswith("/news/2024/11/plain/card.") and image["alt"] == "A port"


def test_the_card_of_a_preview_at_another_address_has_its_picture(tmp_path: Path) -> None:
    made = site(tmp_path, NEWSROOM)
    for name in ("port", "ship", "jo", "gone"):
        made.put(f"content/media/{name}.png", PIXEL)
    preview(made, base_url="http://127.0.0.1:8000/news/")
    page = Visitor(made).see("/_desk/page", path="/news/2024/11/plain/")
    assert (page.css_first(".card img").attributes["src"] or "").startswith("/news/2024/11/plain/card.")
    assert texts(page, ".result .trail") == ["example.org › news › 2024 › 11 › plain"]


def test_a_feed_is_told_of_and_not_framed(visitor: Visitor) -> None:
    page = visitor.see("/_desk/page", path="/news/feed.xml")
    assert page.css(".reads dd") and not page.css("iframe, .card")


def test_an_article_without_a_page_says_why(visitor: Visitor) -> None:
    page = visitor.see("/_desk/page", path="content/world/gone.md")
    assert texts(page, "h1") == ["Gone"] and "has expired" in texts(page, ".lead")[0]
    broken = visitor.see("/_desk/page", path="content/world/broken.md")
    assert "has errors" in texts(broken, ".lead")[0] and len(broken.css(".troubles .error")) == 1


@pytest.mark.parametrize(
    "path",
    [
        "", "/nothing/", "/../../../etc/passwd", "/etc/passwd", "../site.yaml", "content/../site.yaml",
        "content/../content/world/plain.md",
        "/%2e%2e/x", "https://example.com/", "/a\x00b", "\ud800", "/" + "a" * 5000, "//example.org/",
        "C:\\x", "content/",
    ],
)  # fmt: skip
def test_other_places_have_no_page(visitor: Visitor, path: str) -> None:
    status, text = visitor.ask("/_desk/page", path=path)
    assert status == 404 and "iframe" not in text and "root:" not in text


def test_an_address_that_is_nearly_right_is_helped_on(visitor: Visitor) -> None:
    _, text = visitor.ask("/_desk/page", path="/2024/11/plains/")
    assert "/_desk/page?path=/2024/11/plain/" in links(LexborHTMLParser(text), "main")


def test_pages_are_found_by_headline_address_and_file(visitor: Visitor) -> None:
    for asked in ("ports OPEN", "2024/11/plain", "world/plain.md", "open ports"):
        page = visitor.see("/_desk/pages", q=asked)
        assert texts(page, "section:first-child .what a") == ["Ports open"], asked
    assert texts(visitor.see("/_desk/pages", q="tags/sea"), "section:last-child .what a")[0] == "/tags/sea/"
    everything = texts(visitor.see("/_desk/pages"), ".what a")
    assert everything[:2] == ["Later", "Sooner"] and "/" in everything
    assert not visitor.see("/_desk/pages", q="zebra").css(".rows")


def test_without_drafts_the_desk_knows_them_all_the_same(tmp_path: Path) -> None:
    made = site(tmp_path, NEWSROOM)
    preview(made, drafts=False)
    page = Visitor(made).see()
    assert len(page.css("#drafts li")) == 1 and len(page.css("#embargoed li")) == 2
    assert not [link for link in links(page, "#drafts li") if link.startswith("/news/")]
    withheld = Visitor(made).see("/_desk/page", path="content/world/draft.md")
    assert "it is a draft" in texts(withheld, ".lead")[0]


def test_the_preview_of_a_broken_theme_has_its_desk(tmp_path: Path) -> None:
    made = site(tmp_path, NEWSROOM)
    made.put("templates/base.html", b"{% if %}")
    result = preview(made)
    page = Visitor(made, result.report.problems).see()
    assert page.css("#problems li.error") and page.css("#drafts li")


def test_before_the_first_build_and_with_a_store_of_rubbish(tmp_path: Path) -> None:
    made = site(tmp_path, NEWSROOM)
    visitor = Visitor(made)
    for path in ("/_desk/", "/_desk/lists/", "/_desk/pages", "/_desk/page"):
        status, text = visitor.ask(path)
        assert status == 503 and "being built for the first time" in text
    assert not (made.root / ".broadsheet").exists(), "looking makes no store"
    preview(made)
    (store,) = (made.root / ".broadsheet").glob("*.sqlite")
    store.write_bytes(b"rubbish " * 1000)
    assert visitor.ask("/_desk/")[0] == 503


def test_nothing_is_written_by_looking(newsroom: tuple[Site, Result], visitor: Visitor) -> None:
    before = snapshot(newsroom[0].root)
    for path in ("/_desk/", "/_desk/lists/", "/_desk/pages"):
        visitor.see(path)
    visitor.see("/_desk/page", path="/")
    assert snapshot(newsroom[0].root) == before


def test_a_link_out_of_the_output_is_not_followed(tmp_path: Path) -> None:
    made = site(tmp_path / "site", NEWSROOM)
    preview(made)
    secret = tmp_path / "secret.html"
    secret.write_text("<title>secret</title>")
    page = made.root / PREVIEW / "2024/11/plain/index.html"
    page.unlink()
    page.symlink_to(secret)
    assert "secret" not in Visitor(made).ask("/_desk/page", path="/2024/11/plain/")[1]


def test_its_files_and_nothing_beside_them(visitor: Visitor) -> None:
    for path, kind in (("/_desk/desk.css", "text/css"), ("/_desk/desk.js", "text/javascript")):
        status, found, body = respond(path, {}, visitor.desk)
        assert status == 200 and found.startswith(kind) and len(body) > 500
    for path in ("/_desk/x", "/_desk/collaborators.py", "/_desk/../marks.py", "/_desk/templates/page.html"):
        assert visitor.ask(path)[0] == 404


def test_a_description_is_cut_at_a_word() -> None:
    assert cut("short", 10) == "short"
    assert cut("some words of a text", 14) == "some words …"
    assert cut("x" * 40, 10) == "x" * 9 + " …"
    assert cut("日本語" * 30, 20).startswith("日本語")


@contextmanager
def served(visitor: Visitor, output: Path, below: str) -> Iterator[str]:
    """The desk and the pages of a preview, by the plainest of servers."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            name = parts.path.removeprefix(below)
            file = output / (f"{name}index.html" if name.endswith("/") else name).lstrip("/")
            if parts.path.startswith("/_desk/"):
                status, kind, body = respond(parts.path, dict(parse_qsl(parts.query)), visitor.desk)
            elif parts.path == "/_broadsheet/events.js":
                status, kind, body = 200, "text/javascript", b"export function listen() {}"
            else:
                status, kind, body = 200, content_type(file.name), file.read_bytes()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.browser
def test_the_desk_in_a_browser(newsroom: tuple[Site, Result], visitor: Visitor, browser: Any) -> None:
    """Accessible, as wide as a phone, quiet; and frames show a page by the light that they are to have."""
    options = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"], "iframes": False}
    pages = ("", "lists/", "pages?q=e", "page?path=/news/2024/11/plain/", "page?path=content/world/broken.md")
    noise: list[str] = []
    with served(visitor, newsroom[1].output, "/news") as address:
        for width, scheme in ((390, "light"), (1440, "dark")):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.add_init_script(path=axe())
            page.on("console", lambda message: noise.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: noise.append(str(error)))
            for path in pages:
                page.goto(f"{address}/_desk/{path}")
                found = page.evaluate("options => axe.run(document, options)", options)["violations"]
                assert not [(each["id"], each["nodes"][0]["html"]) for each in found], (path, width)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            page.close()
        page = browser.new_page(viewport={"width": 1440, "height": 900}, color_scheme="null")
        page.goto(f"{address}/_desk/{pages[3]}", wait_until="load")
        asked = "[innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]"
        frames = [frame.evaluate(asked) for frame in page.frames[1:]]
        page.close()
    assert frames == [[390, False], [1280, False], [390, True], [1280, True]]
    assert not noise, noise
