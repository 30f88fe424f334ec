"""The client of the preview in a real browser: what it does when it is told something, without a build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from serving import Served, served
from sites import PIXEL, Site

from generator.model import Problem, Severity
from generator.serve.events import Event

pytestmark = pytest.mark.browser

NAME = "a/index.html"
SHEET = b"h1 { color: rgb(1, 2, 3) }"
RUDE = b"* { display: none !important } html, body, h1, p, img { display: block !important }"
ERROR = Problem("content/a.md", 3, 7, "unreadable-date", "there is no such day", "Write it as 2024-11-30")
NOTE = Problem("content/b.md", 0, 0, "withheld", "This is a draft", "Nothing is to be done", Severity.NOTE)


def html(text: str = "One", sheet: str = "site.0123456789.css", more: str = "") -> bytes:
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A</title>
<link rel="stylesheet" href="/{sheet}"></head><body><h1>{text}</h1>
<img src="/a.png" srcset="/a.png 1x, /b.png 2x" alt="">{more}
<p style="height: 4000px"><a href="/b/" style="display: inline !important">To the draft</a></p></body></html>
""".encode()


class Desk:
    """A folder that is served, what the server knows of it, and one open page."""

    def __init__(self, root: Path, browser: Any) -> None:
        self.site = Site(root)
        self.problems: tuple[Problem, ...] = ()
        self.state: dict[str, object] = {"status": "published", "withheld": {}}
        self.sheet = SHEET
        self.browser = browser
        self.served: Served
        self.site.put(NAME, html()).put("site.0123456789.css", SHEET).put("a.png", PIXEL).put("b.png", PIXEL)
        self.site.put("content/a.md", b"---\ntitle: A\ndate: never\n---\n\nText.\n")

    def tell(self, **fields: Any) -> None:
        self.served.preview.events.publish(Event(problems=len(self.problems), **fields))

    def open(self, path: str = "/a/", **options: Any) -> Any:
        """A page that hears of what happens."""
        page = self.browser.new_page(**options)
        with page.expect_response("**/_broadsheet/state.json*"):
            page.goto(f"{self.served.url}{path}")
        page.evaluate("window.marker = true")
        return page


@pytest.fixture
def desk(tmp_path: Path, browser: Any) -> Iterator[Desk]:
    found = Desk(tmp_path, browser)
    fields = {
        "problems": lambda: found.problems,
        "state": lambda _: found.state,
        "sheet": lambda name: found.sheet if name == "site.css" else None,
    }
    with served(tmp_path, **fields) as found.served:
        yield found
        for context in browser.contexts:
            context.close()


def colour(page: Any) -> str:
    return str(page.evaluate("getComputedStyle(document.querySelector('h1')).color"))


def until_colour(page: Any, wanted: str) -> None:
    page.wait_for_function(f"getComputedStyle(document.querySelector('h1')).color === '{wanted}'")


def marked(page: Any) -> bool:
    """Whether it is the same page, not loaded again."""
    return bool(page.evaluate("window.marker === true"))


def settle(desk: Desk, page: Any) -> None:
    """Until the page is done with what it was told: it asks for the second when it is done with the first."""
    for _ in range(3):
        with page.expect_response("**/_broadsheet/problems.json"):
            desk.tell()


def test_a_changed_page_is_loaded_again_where_it_was(desk: Desk) -> None:
    page = desk.open()
    page.focus("a")
    page.evaluate("scrollTo(0, 800)")
    desk.site.put(NAME, html("Two"))
    desk.tell(changed=(NAME,))
    page.wait_for_selector("text=Two")
    page.wait_for_function("scrollY === 800")
    assert page.evaluate("document.activeElement.textContent") == "To the draft"
    assert not marked(page)


def test_a_slice_is_shown_while_others_are_being_made(desk: Desk) -> None:
    page = desk.open()
    desk.site.put(NAME, html("Two"))
    desk.tell(changed=(NAME,), building=True)
    page.wait_for_selector("text=Two")


def test_a_page_that_is_not_touched_stays(desk: Desk) -> None:
    page = desk.open()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    desk.site.put("b/index.html", html("Other"))
    desk.tell(changed=("b/index.html",), removed=("c/index.html",))
    settle(desk, page)
    assert marked(page) and not [url for url in asked if "/_broadsheet/version" in url]


def test_anything_may_have_changed(desk: Desk) -> None:
    page = desk.open()
    with page.expect_response("**/_broadsheet/version?*"):
        desk.tell(changed=None)
    settle(desk, page)
    assert marked(page)  # for it has been asked what, and it is the same
    desk.site.put(NAME, html("Two"))
    desk.tell(changed=None)
    page.wait_for_selector("text=Two")


def test_a_style_sheet_is_swapped_and_then_takes_its_name(desk: Desk) -> None:
    page = desk.open()
    desk.sheet = b"h1 { color: rgb(9, 9, 9) }"
    desk.tell(sheets={"site.css": "/_broadsheet/sheet/site.css?1"})
    until_colour(page, "rgb(9, 9, 9)")

    desk.site.put("site.9876543210.css", desk.sheet).put(NAME, html(sheet="site.9876543210.css"))
    desk.tell(changed=(NAME, "site.9876543210.css"), removed=("site.0123456789.css",))
    page.wait_for_selector("link[href='/site.9876543210.css']", state="attached")
    page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert colour(page) == "rgb(9, 9, 9)" and marked(page)

    desk.sheet = b"h1 { color: rgb(8, 8, 8) }"
    desk.tell(
        sheets={"site.css": "/_broadsheet/sheet/site.css?2", "other.css": "/_broadsheet/sheet/other.css?2"}
    )
    until_colour(page, "rgb(8, 8, 8)")
    assert marked(page)


def test_a_style_sheet_that_is_not_there_leaves_the_old_one(desk: Desk) -> None:
    page = desk.open()
    with page.expect_response("**/sheet/nothing.css*"):
        desk.tell(sheets={"site.css": "/_broadsheet/sheet/nothing.css?1"})
    page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert colour(page) == "rgb(1, 2, 3)"


def test_a_picture_is_swapped(desk: Desk) -> None:
    desk.site.put(NAME, html(more='<img src="/b.png" alt="">'))
    page = desk.open()
    with page.expect_response("**/b.png?*"):
        desk.tell(changed=("b.png",))
    first, second = page.locator("img").all()
    assert first.get_attribute("src") == "/a.png"
    number = (second.get_attribute("src") or "").removeprefix("/b.png?")
    assert number.isdigit() and first.get_attribute("srcset") == f"/a.png 1x, /b.png?{number} 2x"
    assert marked(page)


def test_a_page_that_was_not_there(desk: Desk) -> None:
    page = desk.open("/new/")
    assert "no page here yet" in page.text_content("body")
    desk.site.put("new/index.html", html("It is here"))
    desk.tell(changed=("new/index.html",))
    page.wait_for_selector("text=It is here")
    desk.site.remove("new/index.html")
    desk.tell(removed=("new/index.html",))
    page.wait_for_selector("text=no page here yet")


def test_problems_lie_over_the_page_until_they_are_mended(desk: Desk) -> None:
    page = desk.open()
    desk.problems = (NOTE, ERROR)
    desk.tell()
    dialog = page.get_by_role("alertdialog", name="1 error, 1 note")
    dialog.wait_for()
    assert dialog.get_by_role("heading", level=2).all_text_contents() == ["content/a.md", "content/b.md"]
    assert dialog.get_by_text("content/a.md:3:7").count() == 1
    assert dialog.locator(".marked .text").text_content() == "date: never"
    assert dialog.locator("mark").text_content() == "n"
    assert dialog.get_by_text("There is no such day. Write it as 2024-11-30.").is_visible()
    assert dialog.locator("a").count() == 0
    assert not page.locator("broadsheet-overlay .corner").is_visible()
    assert page.locator("h1 >> text=One").is_visible()

    desk.problems = (NOTE,)
    desk.tell()
    dialog.wait_for(state="hidden")
    page.get_by_role("button", name="1 note").wait_for()
    desk.problems = ()
    desk.tell()
    page.get_by_role("button", name="1 note").wait_for(state="hidden")
    assert marked(page)


def test_what_is_put_aside_stays_so_until_it_changes(desk: Desk) -> None:
    page = desk.open()
    page.focus("a")
    desk.problems = (ERROR,)
    desk.tell()
    dialog = page.get_by_role("alertdialog")
    dialog.wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "broadsheet-overlay"
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    assert page.evaluate("document.activeElement.localName") == "a"
    settle(desk, page)
    assert not dialog.is_visible()

    page.reload()
    corner = page.get_by_role("button", name="1 error")
    corner.wait_for()
    assert not dialog.is_visible()
    corner.click()
    dialog.wait_for()
    page.get_by_role("button", name="Close").click()
    dialog.wait_for(state="hidden")

    desk.problems = (ERROR, NOTE)
    desk.tell()
    dialog.wait_for()


def test_the_corner_can_be_hushed(desk: Desk) -> None:
    desk.problems = (NOTE,)
    page = desk.open()
    corner = page.get_by_role("button", name="1 note")
    corner.wait_for()
    assert not page.get_by_role("alertdialog").is_visible()
    page.get_by_role("button", name="Hide").click()
    corner.wait_for(state="hidden")
    settle(desk, page)
    assert not corner.is_visible()


def test_a_long_build_is_told(desk: Desk) -> None:
    page = desk.open()
    desk.tell(building=True)
    page.get_by_text("Building…").wait_for()
    desk.tell()
    page.get_by_text("Building…").wait_for(state="hidden")


@pytest.mark.parametrize("status", ["draft", "embargoed"])
def test_what_is_not_published_says_so(desk: Desk, status: str) -> None:
    desk.site.put(NAME, html(more=f"<style>{RUDE.decode()}</style>"))
    desk.state = {
        "status": status,
        "text": "Draft: not published",
        "until": None,
        "withheld": {"/b/": "Draft"},
    }
    page = desk.open()
    ribbon = page.get_by_text("Draft: not published")
    ribbon.wait_for()
    assert ribbon.bounding_box()["y"] == 0 and ribbon.bounding_box()["height"] > 20
    mark = page.locator("a[href='/b/'] .mark")
    assert mark.text_content() == "Draft" and mark.is_visible()
    page.emulate_media(media="print")
    assert not ribbon.is_visible() and not mark.is_visible()
    page.emulate_media(media="screen")

    desk.state = {"status": "published", "text": "", "until": None, "withheld": {}}
    desk.tell(changed=("b/index.html",))
    ribbon.wait_for(state="hidden")
    mark.wait_for(state="detached")
    assert marked(page)


def test_the_site_is_left_as_it_is(desk: Desk) -> None:
    """No names in the window, no styles on the page, and nothing in the way of a strict policy."""
    policy = "/*\n  Content-Security-Policy: default-src 'self'; style-src 'self' 'unsafe-hashes'\n"
    names = "Object.keys(window).sort().join()"
    plain = desk.browser.new_page()
    plain.route("**/_broadsheet/**", lambda route: route.abort())
    plain.goto(f"{desk.served.url}/a/")
    before = plain.evaluate(names)
    desk.problems = (ERROR,)
    page = desk.browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    desk.site.put("_headers", policy.encode()).put(NAME, html().replace(b' style="height: 4000px"', b""))
    desk.site.put(
        NAME, (desk.site.root / NAME).read_bytes().replace(b' style="display: inline !important"', b"")
    )
    page.goto(f"{desk.served.url}/a/")
    page.get_by_role("alertdialog").wait_for()
    assert page.evaluate(names) == before
    assert said == [] or all("favicon" in each or "404" in each for each in said)
    assert page.get_by_role("alertdialog").locator("pre").bounding_box()["height"] > 50


def test_eight_tabs_share_one_stream(desk: Desk) -> None:
    context = desk.browser.new_context()
    pages = [context.new_page() for _ in range(8)]
    for page in pages:
        page.goto(f"{desk.served.url}/a/")
    desk.site.put(NAME, html("Two"))
    desk.tell(changed=(NAME,))
    for page in pages:
        page.wait_for_selector("text=Two")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_overlay_is_for_everybody(desk: Desk, scheme: str) -> None:
    from tools import axe

    desk.problems = (ERROR, NOTE)
    desk.state = {"status": "draft", "text": "Draft", "until": None, "withheld": {"/b/": "Draft"}}
    desk.site.put(NAME, html().replace(b'alt=""', b'alt="A picture"'))
    page = desk.open(viewport={"width": 320, "height": 568}, color_scheme=scheme, bypass_csp=True)
    dialog = page.get_by_role("alertdialog")
    dialog.wait_for()
    box = dialog.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 320 and box["y"] + box["height"] <= 568
    page.add_script_tag(path=axe())
    found = page.evaluate(
        "axe.run({include: [['broadsheet-overlay'], ['broadsheet-ribbon']]})"
        ".then(({violations}) => violations.map(({id, nodes}) => [id, nodes.map(({html}) => html)]))"
    )
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_after_a_restart_the_page_comes_back(tmp_path: Path, browser: Any) -> None:
    from generator.serve.server import make_server

    here = Desk(tmp_path, browser)
    with served(tmp_path) as here.served:
        page = here.open()
        port = here.served.port
        preview = here.served.preview
    here.site.put(NAME, html("After the restart"))
    import threading

    from msgspec.structs import replace

    from generator.serve.events import Events

    server = make_server(replace(preview, events=Events()), "127.0.0.1", port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert server.server_port == port
    page.wait_for_selector("text=After the restart")
    server.shutdown()
    server.server_close()
    page.context.close()
