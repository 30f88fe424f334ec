"""Charts in a real browser: valid, accessible, calm, as wide as the screen, light and dark, and on paper."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sites import Result, site
from tools import axe, java, nu_checker, served

pytestmark = [pytest.mark.browser, pytest.mark.java]

PAGES = ("2024/11/tides/", "ar/2024/11/t/")
AXE_OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
CHART = "\n```chart\ndata: {data}\ntype: {type}\ntitle: {title}\ncredit: Harbour\nnote: A note\n```\n"
SITE = """
-- site.yaml --
title: T
base_url: https://example.org/
languages: {ar: {title: "ت"}}
-- content/news/levels.csv --
Year,North Mole,Quay Ward
2019,1.5,2
2020,2.5,1.75
2021,3,
2022,2.75,3
-- content/news/wards.csv --
Ward,Share
The Old Harbour and Fish Quay,45.3
Lighthouse Hill,-7.5
-- content/news/ar.csv --
الحي,العدد
الميناء القديم,1234
المدينة,310
"""


@pytest.fixture(scope="module")
def charts(tmp_path_factory: pytest.TempPathFactory) -> Result:
    made = site(tmp_path_factory.mktemp("charts"), SITE)
    kinds = (
        ("levels", "line"),
        ("wards", "bar"),
        ("levels", "column"),
        ("levels", "area"),
        ("levels", "scatter"),
    )
    blocks = "".join(CHART.format(data=f"{data}.csv", type=kind, title=kind) for data, kind in kinds)
    article = "---\ntitle: {}\ndate: 2024-11-11\n---\nText before.\n{}\nText after.\n"
    made.put("content/news/tides.md", article.format("Tides", blocks).encode())
    arabic = CHART.format(data="ar.csv", type="bar", title="السكان")
    made.put("content/news/t.md", article.format("م\nlanguage: ar", arabic).encode())
    result = made.build()
    assert result.report.problems == ()
    return result


@pytest.fixture(scope="module")
def address(charts: Result) -> Iterator[str]:
    with served(charts.output) as found:
        yield found


def test_the_pages_are_valid(charts: Result) -> None:
    pages = [str(charts.output / page / "index.html") for page in PAGES]
    pictures = [str(path) for path in charts.output.rglob("chart.*.svg")]
    command = [java(), "-jar", nu_checker(), "--format", "json", "--exit-zero-always", "--stdout"]
    done = subprocess.run([*command, *pages], capture_output=True, text=True, check=True)
    done_svg = subprocess.run([*command, "--svg", *pictures], capture_output=True, text=True, check=True)
    messages = [*json.loads(done.stdout)["messages"], *json.loads(done_svg.stdout)["messages"]]
    assert [each["message"] for each in messages if each["type"] != "info"] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_are_accessible(browser: Any, address: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.add_init_script(path=axe())
    for path in PAGES:
        page.goto(f"{address}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        found = page.evaluate("options => axe.run(document, options)", AXE_OPTIONS)["violations"]
        assert [(each["id"], each["nodes"][0]["target"]) for each in found] == []
    page.close()


@pytest.mark.parametrize(("width", "drawn"), [(320, 350), (390, 350), (640, 350), (720, 640), (1440, 640)])
def test_each_screen_has_the_picture_of_its_width(browser: Any, address: str, width: int, drawn: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(f"{address}/{PAGES[0]}")
    image = page.locator(".chart img").first
    assert image.evaluate("async image => { await image.decode(); return image.naturalWidth }") == drawn
    assert image.bounding_box()["width"] <= min(width - 39, drawn)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_nothing_moves_while_the_pictures_arrive(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(list => {"
        "  for (const each of list.getEntries()) window.shift += each.value;"
        "}).observe({type: 'layout-shift', buffered: true})"
    )
    page.goto(f"{address}/{PAGES[0]}")
    for _ in range(8):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(50)
    assert page.evaluate("window.shift") < 0.01
    page.close()


def test_in_the_dark_the_picture_is_dark(browser: Any, address: str) -> None:
    brightness = {}
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 390, "height": 900}, color_scheme=scheme)
        page.goto(f"{address}/{PAGES[0]}")
        image = page.locator(".chart img").first
        image.evaluate("image => { image.scrollIntoView(); return image.decode() }")
        with Image.open(BytesIO(image.screenshot())) as shot:
            grey = shot.convert("L")
            brightness[scheme] = (
                grey.getextrema(),
                grey.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)),
            )
        page.close()
    assert brightness["light"][1] > 220 > 60 > brightness["dark"][1]
    assert brightness["dark"][0][1] > 150  # lines and letters are to be seen


def test_on_paper_there_is_the_picture_and_no_closed_table(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 700, "height": 900}, color_scheme="dark")
    page.goto(f"{address}/{PAGES[0]}")
    page.emulate_media(media="print")
    assert page.locator(".chart img").first.is_visible()
    assert not page.locator(".chart summary").first.is_visible()
    page.close()
