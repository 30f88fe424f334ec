"""The Content-Security-Policy in a real browser: nothing on any page of the papers is in its way."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from scale import SCALE
from sites import REPOSITORY, Result, Site, article, site
from test_quality_browser import samples

from generator.serve.rules import headers_in, headers_of

NEVER = ("strict-transport-security",)


class _Host(http.server.SimpleHTTPRequestHandler):
    """Gives the files of a folder with the headers of its `_headers`."""

    def end_headers(self) -> None:
        for name, value in headers_of(headers_in(Path(self.directory)), self.path.partition("?")[0]):
            if name.lower() not in NEVER:
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def violations(browser: Any, address: str, paths: list[str]) -> list[str]:
    """What the policy forbids on some pages."""
    page = browser.new_page()
    found: list[str] = []

    def listen(message: Any) -> None:
        if "Content Security Policy" in message.text:
            found.append(f"{page.url}: {message.text}")

    page.on("console", listen)
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    for path in paths:
        page.goto(f"{address}/{path}", wait_until="load")
        page.evaluate("window.scrollTo(0, document.body ? document.body.scrollHeight : 0)")
    page.close()
    return found


def some(built: Result) -> list[str]:
    """Every other kind of page; all pages in a long run."""
    return samples(built)[::2] if SCALE == "test" else built.pages


@pytest.fixture
def newsroom(tmp_path: Path) -> Site:
    """A copy of the paper that uses all features."""
    shutil.copytree(
        REPOSITORY / "examples" / "newsroom",
        tmp_path / "newsroom",
        ignore=shutil.ignore_patterns("public", "preview", ".broadsheet"),
    )
    return Site(tmp_path / "newsroom")


def hosted_by_netlify(here: Site, now: str, **options: Any) -> Result:
    settings = here.root / "site.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\nhosting: netlify\n", encoding="utf-8")
    built = here.build(now, frozen=True, output="hosted", **options)
    assert built.report.published, "\n".join(map(str, built.report.problems))
    return built


@pytest.mark.browser
@pytest.mark.torture
def test_no_page_of_the_repository_is_stopped(newspaper: Site, browser: Any, tmp_path: Path) -> None:
    shutil.copytree(newspaper.root, tmp_path / "site", ignore=shutil.ignore_patterns("public", ".broadsheet"))
    built = hosted_by_netlify(Site(tmp_path / "site"), "2030-01-01T12:00:00+00:00")
    with hosted(built.output) as address:
        assert violations(browser, address, [*some(built), "feed.xml"]) == []


@pytest.mark.browser
@pytest.mark.torture
def test_no_page_of_the_newsroom_is_stopped(newsroom: Site, browser: Any) -> None:
    built = hosted_by_netlify(newsroom, "2026-11-20T12:00:00+00:00")
    with hosted(built.output) as address:
        assert violations(browser, address, [*some(built), "feed.xml", "uk/"]) == []


@pytest.mark.browser
def test_what_the_theme_brings_is_allowed_and_nothing_else(tmp_path: Path, browser: Any) -> None:
    head = "<style>body { color: teal }</style><script>document.title = 'Ran'</script>"
    here = site(tmp_path)
    here.put("site.yaml", f'title: T\nbase_url: https://example.org/\ntheme: {{head: "{head}"}}'.encode())
    here.put("content/world/a.md", article("A").encode())
    built = hosted_by_netlify(here, "2024-12-01T12:00:00+00:00")
    with hosted(built.output) as address:
        page = browser.new_page()
        page.goto(f"{address}/2024/11/a/")
        assert page.title() == "Ran"
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 128, 128)"
        page.close()
        text = built.text("2024/11/a/index.html").replace("document.title", "window.title")
        (built.output / "2024/11/a/index.html").write_text(text, encoding="utf-8")
        assert "script" in "".join(violations(browser, address, ["2024/11/a/"]))
