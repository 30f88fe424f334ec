"""Pictures in a real browser: nothing moves when they arrive, and none is much larger than it is shown."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image
from sites import Result, site
from tools import served

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
ALL_SHOWN = """async () => {
    for (let at = 0; at <= document.body.scrollHeight; at += 300) {
        scrollTo(0, at);
        await new Promise((done) => setTimeout(done, 30));
    }
    await Promise.all([...document.images].map((image) => image.decode()));
}"""
MOVED = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value)))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 200);
})"""
FETCHED = """async () => {
    const found = [];
    for (const image of document.querySelectorAll("main img:not(.placeholder)")) {
        const file = await createImageBitmap(await (await fetch(image.currentSrc)).blob());
        const box = image.getBoundingClientRect();
        const shown = box.width * box.height * devicePixelRatio ** 2;
        found.push([image.currentSrc, file.width * file.height, shown]);
    }
    return found;
}"""


def photo(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, "JPEG", quality=70)
    return out.getvalue()


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """An article with ten pictures, some of them in a gallery."""
    text = "\n\n".join(f"Words.\n\n![Waves](/media/{name}.jpg)" for name in ("wide", "tall") * 4)
    here = site(
        tmp_path_factory.mktemp("pictures"),
        "-- content/world/a.md --\n---\ntitle: Waves\ndate: 2024-11-11\n"
        f"image: {{src: /media/wide.jpg, alt: Waves}}\n---\n{text}\n\n"
        "![One](/media/wide.jpg)\n![Two](/media/tall.jpg)\n",
    )
    here.put("content/media/wide.jpg", photo(1600, 1000)).put("content/media/tall.jpg", photo(1300, 1700))
    return here.build()


@pytest.fixture(scope="module")
def address(paper: Result) -> Iterator[str]:
    with served(paper.output) as found:
        yield found


def test_nothing_moves_when_pictures_arrive(browser: Any, address: str) -> None:
    page = browser.new_page(viewport=PHONE)

    def late(route: Any) -> None:
        time.sleep(0.05)
        route.continue_()

    page.route("**/media/**", late)
    page.route("**/*.woff2", lambda route: route.abort())  # a headline may move by a hair when its face comes
    page.goto(f"{address}/2024/11/a/")
    assert page.locator("main figure").count() == 11
    page.evaluate(ALL_SHOWN)
    assert page.evaluate(MOVED) == 0
    page.close()


@pytest.mark.parametrize("density", [1, 2, 3])
@pytest.mark.parametrize("path", ["/2024/11/a/", "/", "/world/"])
def test_a_phone_fetches_at_most_twice_the_pixels_that_it_shows(
    browser: Any, address: str, path: str, density: int
) -> None:
    page = browser.new_page(viewport=PHONE, device_scale_factor=density)
    page.goto(f"{address}{path}")
    page.evaluate(ALL_SHOWN)
    found = page.evaluate(FETCHED)
    assert found
    for url, fetched, needed in found:
        assert fetched <= 2 * needed, (url, fetched / needed)
        assert fetched >= 0.7 * needed, (url, fetched / needed)
    page.close()


def test_a_picture_is_there_before_it_is_there(browser: Any, address: str) -> None:
    """While the photograph is on its way, its place shows the small copy in the page."""
    page = browser.new_page(viewport=PHONE)
    page.route("**/media/**", lambda _: None)  # they never come
    page.goto(f"{address}/2024/11/a/", wait_until="domcontentloaded")
    small = page.locator("main .placeholder").first
    assert small.evaluate("image => image.complete && image.naturalWidth") == 16
    assert small.bounding_box()["height"] > 150
    page.close()
