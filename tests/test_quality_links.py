"""Everything that a page of the repository's own site links to or loads is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from sites import REPOSITORY, Result, Site

from generator.readers.markdown.ids import settle_ids

BASE = "https://broadsheet.example/"
_ID = re.compile(r"\bid=\"([^\"{]*)")
_URL = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def addresses(built: Result, page: str) -> Iterator[str]:
    """What a page links to and loads, and the absolute addresses that it gives of itself."""
    tree = built.html(page)
    for name in ("href", "src", "poster"):
        yield from (node.attributes[name] or "" for node in tree.css(f"[{name}]"))
    for node in tree.css("[srcset]"):
        yield from (part.split()[0] for part in (node.attributes["srcset"] or "").split(","))
    for node in tree.css("meta[property='og:url'], meta[property='og:image']"):
        yield node.attributes["content"] or ""


def file_of(address: str, page: str) -> tuple[str, str] | None:
    """The file of the output and the fragment that an address means; None where it leaves the site."""
    parts = urlsplit(address.removeprefix(BASE.rstrip("/")))
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page, unquote(parts.fragment)
    assert parts.path.startswith("/"), f"{page} links to {address}: not from the root"
    path = unquote(parts.path).lstrip("/")
    return (f"{path}index.html" if not path or path.endswith("/") else path), unquote(parts.fragment)


def test_every_internal_link_leads_somewhere(built: Result) -> None:
    @cache
    def ids(path: str) -> frozenset[str]:
        return frozenset(node.attributes["id"] or "" for node in built.html(path).css("[id]"))

    broken = []
    for page in built.pages:
        for address in addresses(built, page):
            target = file_of(address, page)
            if target and not (built.has(target[0]) and (not target[1] or target[1] in ids(target[0]))):
                broken.append(f"{page}: {address}")
    assert not broken, broken


def test_every_file_that_a_style_sheet_loads_is_there(built: Result) -> None:
    sheets = [path for path in built.files if path.endswith(".css")]
    assert sheets
    for sheet in sheets:
        for address in _URL.findall(built.text(sheet)):
            if not address.startswith("data:"):
                assert (built.output / sheet).parent.joinpath(address).is_file(), (sheet, address)


def test_every_page_can_be_reached_from_the_front_page(built: Result) -> None:
    reached, waiting = set[str](), ["index.html"]
    while waiting:
        page = waiting.pop()
        if page not in reached and page.endswith(".html"):
            reached.add(page)
            targets = (file_of(link, page) for link in built.links(page, "a"))
            waiting += [target[0] for target in targets if target and built.has(target[0])]
    assert set(built.pages) - reached <= {"404.html"}


def test_no_page_repeats_an_id(built: Result) -> None:
    for page in built.pages:
        ids = [node.attributes["id"] for node in built.html(page).css("[id]")]
        assert len(ids) == len(set(ids)), page


def test_no_article_can_have_an_id_of_a_template() -> None:
    templates = (REPOSITORY / "templates").rglob("*.html")
    found = [name for template in templates for name in _ID.findall(template.read_text("utf-8")) if name]
    assert "main" in found and len(found) > 5
    found += ["t-20241105-2140", "correction-20241105214000"]  # which articles give their own pages
    for name in found:
        assert settle_ids(f'<p id="{name}">A</p>') == f'<p id="article-{name}">A</p>'


def test_every_page_names_itself(built: Result) -> None:
    """One headline, a title that no page of the same kind shares, and its own address."""
    titles: dict[tuple[str, int, str], str] = {}
    for page in built.pages:
        tree = built.html(page)
        (headline,) = (" ".join(node.text().split()) for node in tree.css("h1"))
        assert headline and not headline.startswith(":"), page
        title = tree.css_first("title").text()
        kind = (page.partition("/")[0], page.count("/"), title)
        assert titles.setdefault(kind, page) == page, f"{page} and {titles[kind]} have one title"
        own = [unquote(node.attributes["href"] or "") for node in tree.css("link[rel=canonical]")]
        assert page == "404.html" or own == [BASE + page.removesuffix("index.html")], page


def test_the_check_command_finds_nothing(newspaper: Site, edition: Result) -> None:
    done = newspaper.run("check", "--output", str(edition.output), "--now", "2030-01-01T12:00Z")
    assert done.returncode == 0, done.stderr
