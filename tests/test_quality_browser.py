"""The repository's own site in a real browser: accessible, calm, light, and complete on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from scale import at_length
from sites import Result, Site
from tools import served, violations

pytestmark = pytest.mark.browser

NARROW = (390, 320)  # a phone, and a page at 400 % (WCAG 2.2, 1.4.10 Reflow)
SCREENS = [  # CSS pixels: a phone, a desk
    (390, "light"),
    (1440, "dark"),
    pytest.param(1440, "light", marks=[pytest.mark.torture, at_length]),
    pytest.param(390, "dark", marks=[pytest.mark.torture, at_length]),
]
HEAVIEST = 60_000  # bytes of an article page with its style sheet and fonts, uncompressed
LAYOUT = 5_000  # bytes that a layout may add, with a style sheet of its own


@pytest.fixture(scope="module")
def address(built: Result) -> Iterator[str]:
    with served(built.output) as found:
        yield found


def kind(path: str) -> str:
    """What kind of page stands at a path: those of one kind differ in a number, a tag or an author."""
    return re.sub(r"(?<=tags/|hors/)[^/]+", "*", re.sub(r"\d+", "0", path))


def samples(built: Result) -> list[str]:
    """One page of each kind, and every article that has a name of its own."""
    found: dict[str, str] = {}
    for path in built.pages:
        found.setdefault(kind(path), path.removesuffix("index.html"))
    return list(found.values())


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_no_accessibility_violation(
    built: Result, browser: Any, address: str, width: int, scheme: str
) -> None:
    assert violations(browser, address, samples(built), width, scheme) == {}


def test_every_page_is_quiet_complete_and_fits_a_phone(built: Result, browser: Any, address: str) -> None:
    page = browser.new_page()
    noise: list[str] = []
    page.on("console", lambda message: noise.append(f"{page.url}: {message.type}: {message.text}"))
    page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
    page.on("request", lambda asked: _is_local(asked.url, address) or noise.append(f"asks for {asked.url}"))
    page.on("response", lambda answer: answer.status < 400 or noise.append(f"{answer.status}: {answer.url}"))
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 800})
        for path in samples(built):
            page.goto(f"{address}/{path}")
            noise += _too_wide(page, path, width)
    page.close()
    assert not noise, noise


def _is_local(url: str, address: str) -> bool:
    return url.startswith((f"{address}/", "data:"))


def _too_wide(page: Any, path: str, width: int) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{path} is {wide} px wide at {width} px"] if wide > width else []


def test_an_article_page_is_light(built: Result, browser: Any, address: str) -> None:
    articles = [path for path in samples(built) if re.match(r"\d{4}/\d{2}/[^/]+/", path)]
    assert articles
    for path in articles:
        context = browser.new_context()
        page = context.new_page()
        sizes: dict[str, int] = {}
        page.on("requestfinished", lambda request, sizes=sizes: sizes.update(_weight(request)))
        page.goto(f"{address}/{path}")
        page.evaluate("document.fonts.ready.then(() => true)")
        context.close()
        assert sizes
        laid_out = any("/layouts." in url for url in sizes)
        assert sum(sizes.values()) < HEAVIEST + LAYOUT * laid_out, (path, sizes)


def _weight(request: Any) -> dict[str, int]:
    """The bytes of one response; photographs do not count."""
    photograph = request.resource_type == "image" and not request.url.endswith(".svg")
    return {} if photograph else {request.url: request.sizes()["responseBodySize"]}


def test_it_works_without_scripts_and_under_a_path(newspaper: Site, browser: Any) -> None:
    with served(newspaper.root / "below") as address:
        site = newspaper.build(
            now="2030-01-01T12:00:00+00:00", frozen=True, output="below/news", base_url=f"{address}/news/"
        )
        page = browser.new_context(java_script_enabled=False).new_page()
        missing: list[str] = []
        page.on("response", lambda answer: answer.status < 400 or missing.append(answer.url))
        for path in samples(site):
            page.goto(f"{address}/news/{path}")
            assert page.title(), path
        page.goto(f"{address}/news/")
        page.locator("main article .headline a").first.click()
        assert page.url.startswith(f"{address}/news/2") and page.locator("h1").count() == 1
        page.close()
    assert not missing, missing


def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    assert page.locator(":focus").bounding_box()["y"] >= 0, "the skip link shows itself when it has the focus"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    page.close()
    assert outline != "none"
