"""The life of a newspaper on real servers: no address that was ever published answers 404."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sites import Result, Site, article, site
from webservers import Server, apache, nginx

from generator.ledger import NAME, Ledger, heirs_of, published_in, read, read_redirects, updated, write

pytestmark = pytest.mark.servers

SETTINGS = """
title: The Test Times
base_url: https://example.org/
hosting: [nginx, apache]
languages: {uk: {title: Часи}}
tags: {harbour: {label: Harbour}}
"""
SERVERS: dict[str, Any] = {"nginx": nginx, "apache": apache}


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that the users of servers may look into, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as found:
        Path(found).chmod(0o755)
        yield Path(found)


def ledger(here: Site) -> Ledger:
    path = here.root / NAME
    return read(path.read_text(encoding="utf-8"))[0] if path.exists() else Ledger()


def deploy(here: Site, built: Result) -> None:
    """Note what was published, as a deploy does."""
    assert built.report.published, "\n".join(map(str, built.report.problems))
    heirs = heirs_of(read_redirects(built.output))
    text = write(updated(ledger(here), published_in(built.output), heirs))
    (here.root / NAME).write_text(text, encoding="utf-8")


def newspaper(root: Path) -> Site:
    here = site(root, f"-- site.yaml --\n{SETTINGS}")
    for number, name in enumerate(("ferry", "flood", "fish", "fog", "fête", "q&a", "100% sure", "дамба")):
        text = article(
            name.title(), f"2024-{number + 1:02}-11", tags=f"[Harbour, T{number}]", authors="[Ann]"
        )
        here.put(f"content/world/{name}.md", text.encode())
    here.put("content/uk/news/kava.md", article("Кава", language="uk", tags="[Море]").encode())
    here.put("content/pages/about.md", b"---\ntitle: About\n---\nWho we are.\n")
    here.put(
        "content/world/live.md", f"{article('Live', live='true')}\n## 10:00 First\n\nIt begins.\n".encode()
    )
    here.put("content/media/list.pdf", b"%PDF-")
    here.put("content/world/fog.md", f"{article('Fog', '2024-04-11')}\n[List](/media/list.pdf)\n".encode())
    return here


def rename(here: Site) -> None:
    (here.root / "content/world/ferry.md").rename(here.root / "content/world/the-ferry.md")
    (here.root / "content/sport").mkdir()
    (here.root / "content/world/fish.md").rename(here.root / "content/sport/angling.md")
    (here.root / "content/world/live.md").rename(here.root / "content/world/all-day.md")
    (here.root / "content/world/дамба.md").rename(here.root / "content/world/гребля.md")


def rename_and_edit(here: Site) -> None:
    """Known by what the deploy before has noted, where the first name has nothing left to be known by."""
    here.put("content/world/the-ferry.md", b"---\ntitle: Ferry\ndate: 2024-01-11\n---\nAnother text.\n")


def rename_again(here: Site) -> None:
    (here.root / "content/world/the-ferry.md").rename(here.root / "content/world/that-ferry.md")


def retag(here: Site) -> None:
    path = here.root / "content/world/flood.md"
    path.write_text(path.read_text().replace("T1", "Storm").replace("[Ann]", "[Bob]"))
    here.put("site.yaml", (SETTINGS.replace("Harbour}", "Port, aliases: [t2]}")).encode())


def delete(here: Site) -> None:
    here.remove("content/world/fog.md").remove("content/pages/about.md")
    gone = "redirects: {/2024/04/fog/: gone, /about/: {to: /world/, status: 302}, /promo: /world/}\n"
    here.put("site.yaml", (SETTINGS + gone).encode())


def withdraw(here: Site) -> None:
    for name, field in (
        ("fête", "draft: true"),
        ("q&a", "expires: 2024-11-20"),
        ("flood", "slug: the-flood"),
    ):
        path = here.root / f"content/world/{name}.md"
        path.write_text(path.read_text().replace("---\n", f"---\n{field}\n", 1))


def move_all(here: Site) -> None:
    text = (here.root / "site.yaml").read_text()
    (here.root / "site.yaml").write_text(f"{text}permalink: /stories/{{section}}/{{slug}}/\n")


STEPS: tuple[tuple[Callable[[Site], None], bool], ...] = (
    (rename, False),
    (rename_and_edit, False),
    (rename_again, False),
    (retag, False),
    (delete, False),
    (withdraw, False),
    (move_all, True),
)


def test_no_address_dies(folder: Path) -> None:
    here = newspaper(folder / "site")
    deploy(here, here.build())
    first = {line.url for line in ledger(here).lines}
    for number, (step, move_urls) in enumerate(STEPS):
        step(here)
        built = here.build(move_urls=move_urls)
        deploy(here, built)
        for name, running in SERVERS.items():
            with running(built.output, folder / f"{name}{number}") as server:
                for line in ledger(here).lines:
                    check(server, line.url, f"{line.url} on {name} after {step.__name__}")
    assert first <= {line.url for line in ledger(here).lines}


def check(server: Server, url: str, what: str) -> None:
    answer = server.get(url)
    if answer.status in (301, 302):
        answer = server.get(f"/{answer.target}")
        assert answer.status == 200, f"{what}: {answer.status} at the end of a redirect"
    assert answer.status in (200, 410), f"{what}: {answer.status}"
    if answer.status == 410:
        assert b"This page is gone" in answer.body, what


@pytest.mark.parametrize("name", SERVERS)
def test_what_servers_are_told(name: str, folder: Path) -> None:
    rules = """
headers:
  Referrer-Policy: no-referrer
  Permissions-Policy: false
  Content-Security-Policy: {img-src: "'self' https://pictures.example", upgrade-insecure-requests: true}
  /media/*: {X-Robots-Tag: noindex, Referrer-Policy: origin}
redirects:
  /old/: /2024/01/ferry/?a=1&b=$c#top
  /out: https://other.example/?q=%20x
  /for now/: {to: /2024/06/q-a/, status: 307}
  /дім/: /uk/
  /story.php: {status: 410}
"""
    here = newspaper(folder / "site")
    here.put("site.yaml", (SETTINGS + rules).encode()).put("static/talk.vtt", b"WEBVTT\n")
    built = here.build()
    assert built.report.published, built.report.problems
    with SERVERS[name](built.output, folder / name) as server:
        page, media = server.get("/2024/01/ferry/"), server.get("/media/list.pdf")
        sheet = server.get(f"/{next(path for path in built.files if path.startswith('site.'))}")
        assert page.headers["content-type"].lower() == "text/html; charset=utf-8"
        assert page.headers["cache-control"] == "public, max-age=60"
        assert sheet.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert page.headers["referrer-policy"] == "no-referrer"
        assert media.headers["referrer-policy"] == "origin"
        assert media.headers["x-robots-tag"] == "noindex" and "x-robots-tag" not in page.headers
        assert page.headers["x-content-type-options"] == "nosniff"
        assert page.headers["strict-transport-security"] == "max-age=31536000"
        assert "permissions-policy" not in page.headers
        policy = page.headers["content-security-policy"].split("; ")
        assert "img-src 'self' https://pictures.example" in policy and "script-src 'self'" in policy
        assert "upgrade-insecure-requests" in policy
        assert server.get("/sitemap.xml").headers["content-type"].lower().endswith("/xml; charset=utf-8")
        kinds = {url: server.get(url).headers["content-type"].lower() for url in FEEDS}
        assert kinds == FEEDS
        lost = server.get("/nowhere/")
        assert lost.status == 404 and b"Page not found" in lost.body
        assert lost.headers["x-content-type-options"] == "nosniff" and "cache-control" not in lost.headers
        assert server.get("/.broadsheet/manifest.jsonl").status == 404
        targets = {url: (server.get(url).status, server.get(url).target) for url in MOVED}
        assert targets == MOVED
        assert server.get("/story.php").status == 410


FEEDS = {
    "/feed.xml": "application/rss+xml; charset=utf-8",
    "/world/atom.xml": "application/atom+xml; charset=utf-8",
    "/talk.vtt": "text/vtt; charset=utf-8",
    "/site.webmanifest": "application/manifest+json; charset=utf-8",
}
MOVED = {
    "/old/": (301, "2024/01/ferry/?a=1&b=%24c#top"),
    "/old": (301, "2024/01/ferry/?a=1&b=%24c#top"),
    "/out/": (301, "?q=%20x"),
    "/out": (301, "?q=%20x"),
    "/for now/": (307, "2024/06/q-a/"),
    "/дім/": (301, "uk/"),
}
