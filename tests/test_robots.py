"""What stands at fixed places for machines: robots.txt, security.txt, the web manifest; and the site map."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path

import pytest
from PIL import Image
from sites import CONFIG, REPOSITORY, Result, article, broadsheet, site
from standards.manifest import check_manifest
from standards.wellknown import check_robots, check_security, robots
from test_serve import previewed

from generator.manifest import read_manifest
from generator.options import Security
from generator.pages.crawlers import CRAWLERS
from generator.pages.security import expired

NOW = dt.datetime(2024, 12, 1, 12, tzinfo=dt.UTC)
URL = "https://example.org/2024/11/a/"
LICENCE = "https://example.org/licence.xml?a=1&b=2"
SECURITY = """security:
  contact: [mailto:security@example.org, https://example.org/report?a=1&b=2]
  expires: 2025-06-01
  policy: https://example.org/security/
  encryption: https://example.org/key.asc
  acknowledgments: https://example.org/thanks/
  languages: [en, uk]
"""


def built(tmp_path: Path, settings: str = "", base: str = "https://example.org/") -> Result:
    text = f"-- site.yaml --\ntitle: The Test Times\nbase_url: {base}\n{settings}"
    return site(tmp_path, text).put("content/a.md", article("A").encode()).build()


# --- robots.txt ---


def test_everything_may_be_fetched_unless_the_site_says_otherwise(tmp_path: Path) -> None:
    text = built(tmp_path).text("robots.txt")
    assert check_robots(text) == []
    parser = robots(text)
    assert all(parser.can_fetch(name, URL) for name in ("Googlebot", "GPTBot", "anything"))
    assert parser.site_maps() == ["https://example.org/sitemap.xml", "https://example.org/sitemap-news.xml"]
    assert "License" not in text


def test_paths_that_no_robot_may_fetch(tmp_path: Path) -> None:
    text = built(tmp_path, 'robots: {disallow: [/private/, "/*?a=1&b", /été/]}\n').text("robots.txt")
    assert check_robots(text) == []
    assert "Disallow: /private/\nDisallow: /*?a=1&b\nDisallow: /%C3%A9t%C3%A9/\n" in text
    parser = robots(text)
    assert not parser.can_fetch("Googlebot", "https://example.org/private/a.html")
    assert parser.can_fetch("Googlebot", URL)


def test_crawlers_for_ai_can_be_refused(tmp_path: Path) -> None:
    result = built(tmp_path, "robots: {ai: deny, disallow: [/private/]}\n")
    assert check_robots(result.text("robots.txt")) == []
    parser = robots(result.text("robots.txt"))
    assert [each.name for each in CRAWLERS if parser.can_fetch(each.name, URL)] == []
    for name in ("Googlebot", "bingbot", "Applebot", "Amazon", "anything"):
        assert parser.can_fetch(name, URL), name
        assert not parser.can_fetch(name, "https://example.org/private/a.html"), name


def test_a_licence_for_ai_is_told_there_and_on_every_page(tmp_path: Path) -> None:
    result = built(tmp_path, f"robots: {{ai: '{LICENCE}'}}\n")
    text = result.text("robots.txt")
    assert check_robots(text) == []
    assert f"License: {LICENCE}\n" in text
    assert all(robots(text).can_fetch(each.name, URL) for each in CRAWLERS)
    for page in ("index.html", "2024/11/a/index.html"):
        (link,) = result.html(page).css("head link[rel=license]")
        assert link.attributes["href"] == LICENCE and link.attributes["type"] == "application/rsl+xml"


def test_a_change_of_policy_changes_what_is_there(tmp_path: Path) -> None:
    built(tmp_path, f"robots: {{ai: '{LICENCE}'}}\n")
    result = built(tmp_path, "robots: {ai: deny}\n")
    assert "User-agent: GPTBot" in result.text("robots.txt")
    assert not result.html("index.html").css("link[rel=license]")


def test_below_a_base_path(tmp_path: Path) -> None:
    result = built(tmp_path, "robots: {ai: deny, disallow: [/a/]}\n", "https://example.org/news")
    text = result.text("robots.txt")
    assert "Disallow: /news/a/\n" in text and "Disallow: /news/\n" in text
    assert "Sitemap: https://example.org/news/sitemap.xml\n" in text


def test_the_sites_own_files_go_first(tmp_path: Path) -> None:
    here = site(tmp_path, "-- content/a.md --\n" + article("A"))
    first = here.build().text("robots.txt")
    here.put("static/robots.txt", b"User-agent: *\nAllow: /\n").put("static/site.webmanifest", b"{}")
    result = here.build()
    assert not result.report.problems
    assert result.text("robots.txt") == "User-agent: *\nAllow: /\n"
    assert result.text("site.webmanifest") == "{}"
    here.remove("static/robots.txt").remove("static/site.webmanifest")
    assert here.build().text("robots.txt") == first


def test_the_table_of_crawlers() -> None:
    names = [each.name.casefold() for each in CRAWLERS]
    assert names == sorted(set(names))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", each.name) for each in CRAWLERS)  # RFC 9309, section 2.2.1
    assert all(each.source.startswith("https://") and each.operator for each in CRAWLERS)
    search = {"googlebot", "googlebot-news", "bingbot", "applebot", "duckduckbot", "facebookexternalhit"}
    assert search.isdisjoint(names), "to refuse them would take the site out of search and previews"


# --- security.txt ---


def test_security_contacts(tmp_path: Path) -> None:
    result = built(tmp_path, SECURITY)
    path = ".well-known/security.txt"
    assert check_security(result.files[path], f"https://example.org/{path}", NOW) == []
    assert result.text(path).splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/report?a=1&b=2",
        "Expires: 2025-06-01T00:00:00Z",
        "Canonical: https://example.org/.well-known/security.txt",
        "Policy: https://example.org/security/",
        "Encryption: https://example.org/key.asc",
        "Acknowledgments: https://example.org/thanks/",
        "Preferred-Languages: en, uk",
    ]
    assert path in read_manifest(result.output).files
    assert not built(tmp_path).has(path), "without `security` there is none"


def test_an_address_that_is_not_safe_is_not_canonical(tmp_path: Path) -> None:
    result = built(tmp_path, SECURITY, "http://example.org/")
    assert "Canonical" not in result.text(".well-known/security.txt")


def test_the_preview_serves_files_at_fixed_places(tmp_path: Path) -> None:
    here = site(tmp_path, f"-- site.yaml --\n{CONFIG}{SECURITY}")
    with previewed(here) as preview:
        for path, kind in (
            ("/.well-known/security.txt", "text/plain; charset=utf-8"),
            ("/robots.txt", "text/plain; charset=utf-8"),
            ("/sitemap.xml", "application/xml; charset=utf-8"),
            ("/site.webmanifest", "application/manifest+json; charset=utf-8"),
        ):
            status, text, headers = preview.get(path)
            assert (status, headers["Content-Type"]) == (200, kind), path
            assert text


def test_a_second_build_leaves_it_alone(tmp_path: Path) -> None:
    built(tmp_path, SECURITY)
    assert built(tmp_path, SECURITY).report.written == ()


@pytest.mark.parametrize(("now", "rules"), [("2025-05-31", []), ("2025-06-01", ["security-expired"])])
def test_what_has_expired_is_told(now: str, rules: list[str]) -> None:
    security = Security(("mailto:a@example.org",), dt.datetime(2025, 6, 1, tzinfo=dt.UTC))
    problem = expired(security, dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC))
    assert ([problem.rule] if problem else []) == rules
    assert expired(None, NOW) is None


# --- the web manifest and icons ---


@pytest.mark.parametrize("base", ["https://example.org/", "https://example.org/news/"])
def test_the_manifest(tmp_path: Path, base: str) -> None:
    result = built(tmp_path, "language: ar\ntagline: Jeden & alle\n", base)

    def read(url: str) -> bytes | None:
        path = url.removeprefix(base)
        return result.files.get(path or "index.html")

    data = result.files["site.webmanifest"]
    assert check_manifest(data, f"{base}site.webmanifest", read) == []
    manifest = json.loads(data)
    assert manifest["name"] == "The Test Times" and "short_name" not in manifest
    assert (manifest["lang"], manifest["dir"]) == ("ar", "rtl")
    assert manifest["description"] == "Jeden & alle"
    assert base.endswith(manifest["start_url"]) and manifest["scope"] == manifest["start_url"]
    (link,) = result.html("index.html").css("head link[rel=manifest]")
    assert link.attributes["href"] == f"{manifest['scope']}site.webmanifest"


def test_a_name_that_fits_below_an_icon(tmp_path: Path) -> None:
    result = site(tmp_path, "-- site.yaml --\ntitle: Der Bote\n").build()
    assert json.loads(result.text("site.webmanifest"))["short_name"] == "Der Bote"


@pytest.mark.parametrize(("name", "size"), [("icon-192", 192), ("icon-512", 512), ("apple-touch-icon", 180)])
def test_icons_are_as_large_as_they_say(name: str, size: int) -> None:
    data = (REPOSITORY / "static" / f"{name}.png").read_bytes()
    with Image.open(io.BytesIO(data)) as icon:
        assert icon.size == (size, size)
    assert len(data) < 8_000


def test_a_site_brings_its_own_icons(tmp_path: Path) -> None:
    icon = (REPOSITORY / "static" / "icon-192.png").read_bytes()
    result = site(tmp_path).put("static/apple-touch-icon.png", icon).build()
    (link,) = result.html("index.html").css("head link[rel=apple-touch-icon]")
    assert result.files[(link.attributes["href"] or "").lstrip("/")] == icon


# --- the site map for people ---

MAPPED = f"""
-- site.yaml --
{CONFIG}
sections: [{{slug: world, label: World, description: Near & far}}]
tags: {{floods: {{label: Floods, topic: true, description: The water}}, rail: Rail}}
series: {{lines: {{label: Lines, description: In parts}}}}
authors: {{jane-roe: {{name: Jane Roe, role: Editor}}, idle: Nobody Yet}}
policies: {{ethics: /ethics/}}
languages: {{uk: {{title: Час}}}}
-- content/world/a.md --
{article("A", tags="[Floods, Rail]", authors="[Jane Roe, Guest]", series="Lines")}
-- content/sport/b.md --
{article("B", "2023-05-05")}
-- content/world/c.md --
{article("В", language="uk")}
-- content/pages/about.md --
---
title: About us
---
Text.
-- content/pages/ethics.md --
---
title: Ethics
---
Text.
"""


def test_the_site_map(tmp_path: Path) -> None:
    result = site(tmp_path, MAPPED).build()
    links = result.links("site-map/index.html")
    assert links[:1] == ["/"]
    assert {
        "/world/", "/sport/", "/tags/floods/", "/series/lines/", "/archive/", "/tags/", "/2024/", "/2023/",
        "/authors/jane-roe/", "/about/", "/ethics/", "/uk/",
    } <= set(links)  # fmt: skip
    assert {"/tags/rail/", "/authors/guest/", "/authors/idle/", "/2024/11/a/"}.isdisjoint(links)
    assert links.count("/ethics/") == 1, "a policy is not told again among the pages"
    text = " ".join(result.texts("site-map/index.html", "main"))
    for words in ("Near & far", "The water", "In parts", "Editor", "About us", "Українська"):
        assert words in text, words
    assert all(result.has(f"{link.lstrip('/')}index.html") for link in links)


def test_the_site_map_of_an_edition(tmp_path: Path) -> None:
    result = site(tmp_path, MAPPED).build()
    page = result.html("uk/site-map/index.html")
    assert page.css_first("html").attributes["lang"] == "uk"
    assert page.css_first("h1").text() == "Карта сайту"
    links = result.links("uk/site-map/index.html")
    assert {"/uk/world/", "/uk/2024/", "/uk/archive/"} <= set(links)
    assert {"/about/", "/sport/", "/2023/"}.isdisjoint(links)


def test_the_site_map_does_not_change_with_every_article(tmp_path: Path) -> None:
    here = site(tmp_path, MAPPED)
    here.build()
    result = here.put("content/world/d.md", article("D").encode()).build()
    assert "2024/11/d/index.html" in result.report.written
    assert "site-map/index.html" not in result.report.written
    # A job that is done again leaves the same bytes; this one is not done again.
    told = here.run("explain", "/site-map/", "--json").stdout
    assert "list" in told and '"content/world/d.md"' not in told


def test_a_section_may_not_take_its_address(tmp_path: Path) -> None:
    here = site(tmp_path, f"-- site.yaml --\n{CONFIG}sections: [{{slug: site-map, label: Map}}]\n")
    done = broadsheet("build", "--site", str(here.root))
    assert done.returncode == 1 and "site-map" in done.stdout + done.stderr
