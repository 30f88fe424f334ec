"""`broadsheet serve` from the saved file to the open page: the command itself, and a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sites import REPOSITORY, Site, article, site
from test_serve import Preview, previewed

pytestmark = pytest.mark.browser

LONG = "\n\n".join(f"Paragraph {number} of a long story about the harbour." for number in range(200))
DRAFT = "---\ntitle: Not yet\ndate: 2024-11-12\ndraft: true\n---\n\nA draft.\n"
COMING = "---\ntitle: To come\ndate: 2199-11-12\n---\n\nUnder embargo.\n"
SITE = (
    f"-- content/news/a.md --\n{article('A')}\n{LONG}\n"
    f"-- content/news/b.md --\n{article('B')}"
    f"-- content/news/draft.md --\n{DRAFT}-- content/news/coming.md --\n{COMING}"
)
PAGE = "/2024/11/a/"
HEARD = "**/_broadsheet/state.json*"  # what a page asks for when it hears the server


@pytest.fixture
def preview(tmp_path: Path, browser: Any) -> Iterator[Preview]:
    with previewed(site(tmp_path, SITE)) as found:
        yield found
        for context in browser.contexts:
            context.close()


def opened(browser: Any, preview: Preview, path: str = PAGE) -> Any:
    page = browser.new_page()
    with page.expect_response(HEARD):
        page.goto(f"{preview.url}{path}")
    page.evaluate("window.marker = true")
    return page


def marked(page: Any) -> bool:
    """Whether it is the same page, not loaded again."""
    return bool(page.evaluate("window.marker === true"))


def edit(here: Site, path: str, old: str, new: str) -> None:
    text = (here.root / path).read_text(encoding="utf-8")
    assert old in text
    here.put(path, text.replace(old, new).encode())


def test_every_kind_of_edit_is_seen(preview: Preview, browser: Any) -> None:
    here = preview.site
    page = opened(browser, preview)
    page.evaluate("scrollTo(0, 800)")
    edit(here, "content/news/a.md", "The text of A", "The new text of A")
    page.wait_for_selector("text=The new text of A.", state="attached")
    page.wait_for_function("scrollY === 800")

    here.put("templates/partials/footer.html", b"<p>A new foot</p>")
    page.wait_for_selector("text=A new foot", state="attached")
    here.put("site.yaml", b"title: The Renamed Times\nbase_url: https://example.org/\n")
    page.wait_for_selector("text=The Renamed Times >> nth=0", state="attached")
    page.wait_for_function("scrollY === 800")


def test_an_edit_elsewhere_leaves_a_page_alone(preview: Preview, browser: Any) -> None:
    page = opened(browser, preview)
    other = opened(browser, preview, "/2024/11/b/")
    edit(preview.site, "content/news/b.md", "The text of B", "The new text of B")
    other.wait_for_selector("text=The new text of B.")
    edit(preview.site, "content/news/b.md", "The new text of B", "The newer text of B")
    other.wait_for_selector("text=The newer text of B.")
    assert marked(page)


def test_a_style_sheet_is_shown_without_loading_the_page(preview: Preview, browser: Any) -> None:
    page = opened(browser, preview)
    rules = (REPOSITORY / "static/site.css").read_bytes()
    colour = "getComputedStyle(document.querySelector('h1')).color"
    for number in (11, 12):
        preview.site.put("static/site.css", rules + b"\nh1 { color: rgb(%d, 2, 3) }\n" % number)
        page.wait_for_function(f"{colour} === 'rgb({number}, 2, 3)'")
    # The published name follows, and that is no reason to load the page again either.
    page.wait_for_selector("link[rel=stylesheet][href^='/site.']", state="attached")
    page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
    assert page.evaluate(colour) == "rgb(12, 2, 3)" and marked(page)
    opened(browser, preview, "/2024/11/b/").wait_for_function(f"{colour} === 'rgb(12, 2, 3)'")


def test_a_mistake_lies_over_the_page_until_it_is_mended(preview: Preview, browser: Any) -> None:
    here = preview.site
    page = opened(browser, preview)
    good = (here.root / "content/news/a.md").read_bytes()
    dialog = page.get_by_role("alertdialog")
    here.put("content/news/a.md", good.replace(b"date: 2024", b"date: never 2024"))
    dialog.get_by_text("content/news/a.md:3:").wait_for()
    assert "never" in dialog.locator(".marked .text").text_content()
    assert "The text of A." in page.text_content("main")
    here.put("content/news/a.md", good)
    dialog.wait_for(state="hidden")

    for path, broken in (("site.yaml", b"title: [\n"), ("templates/article.html", b"{% if %}")):
        whole = here.root / path
        kept = whole.read_bytes() if whole.exists() else None
        here.put(path, broken)
        dialog.get_by_text(path).first.wait_for()
        assert "The text of A." in page.text_content("main")
        whole.unlink() if kept is None else here.put(path, kept)
        dialog.wait_for(state="hidden")


def test_drafts_and_embargoed_articles_are_marked(preview: Preview, browser: Any) -> None:
    opened(browser, preview, "/2024/11/draft/").get_by_text("Draft: not published").wait_for()
    opened(browser, preview, "/2199/11/coming/").get_by_text("Embargoed until 12 November 2199").wait_for()
    page = opened(browser, preview, "/")
    page.locator("a[href='/2024/11/draft/'] .mark >> text=Draft").first.wait_for()
    page.locator("a[href='/2199/11/coming/'] .mark >> text=Embargoed").first.wait_for()
    assert page.locator("a[href='/2024/11/a/'] .mark").count() == 0
    assert opened(browser, preview).get_by_text("not published").count() == 0


def test_after_a_restart_the_page_comes_back(tmp_path: Path, browser: Any) -> None:
    here = site(tmp_path, SITE)
    with previewed(here) as first:
        page = opened(browser, first)
        first.stop()
    edit(here, "content/news/a.md", "The text of A", "The text of the morning after")
    with previewed(here, port=first.port) as second:
        assert second.port == first.port
        page.wait_for_selector("text=The text of the morning after")
        page.close()


def test_eight_tabs_stay_quick(preview: Preview, browser: Any) -> None:
    """More than the six connections that a browser opens to a host; the last tab loads, and all follow."""
    context = browser.new_context()
    pages = [context.new_page() for _ in range(8)]
    for page in pages:
        with page.expect_response(HEARD):
            page.goto(f"{preview.url}{PAGE}")
    edit(preview.site, "content/news/a.md", "The text of A", "The text for everybody")
    for page in pages:
        page.wait_for_selector("text=The text for everybody")
