"""The preview gives a site as its hosting does: over real sockets, from a real folder."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serving import Served, served
from sites import Site

from generator.serve.files import content_type, file_of, name_of
from generator.serve.inject import version, with_client
from generator.serve.rules import headers_of, read_headers, read_redirects, redirect_of

PAGE = b"<!doctype html><html><head><title>A</title></head><body><p>Text of A</p></body></html>"
LOST = b"<!doctype html><html><head><title>Lost</title></head><body>Nothing here</body></html>"
FILM = bytes(range(256)) * 40
LONG_AGO = 1_700_000_000  # 2023-11-14, 22:13:20 UTC


def fill(root: Path) -> Site:
    here = Site(root)
    here.put("2024/11/a/index.html", PAGE).put("index.html", PAGE).put("404.html", LOST)
    here.put("film.mp4", FILM).put("empty/x.txt", b"").put("site.0123456789.css", b"p { color: red }")
    here.put("caf\u00e9/index.html", PAGE).put("per%63ent.txt", b"per cent")
    for path in root.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return here


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that tests only read from."""
    root = tmp_path_factory.mktemp("paper")
    fill(root / "public").put(".broadsheet/manifest.jsonl", b"digest").put(".index.html.broadsheet", b"half")
    Site(root).put("site.yaml", b"base_url: secret").put("outside/secret.txt", b"secret")
    (root / "public/out").symlink_to(root / "outside")
    (root / "public/state").symlink_to(root / "public/.broadsheet")
    (root / "public/circle").symlink_to(root / "public/circle")
    (root / "public/within").symlink_to(root / "public/2024")
    with served(root / "public") as found:
        yield found


def test_a_folder_is_its_index(paper: Served) -> None:
    got = paper.get("/2024/11/a/")
    assert got.status == 200 and b"Text of A" in got.body
    moved = paper.get("/2024/11/a?x=1&y=%2F")
    assert (moved.status, moved.headers["Location"]) == (302, "/2024/11/a/?x=1&y=%2F")
    assert paper.get("/caf%C3%A9/").status == paper.get("/within/11/a/").status == 200
    assert paper.get("/per%2563ent.txt").body == b"per cent"


def test_a_folder_without_an_index_is_not_there(paper: Served) -> None:
    for path in ("/empty/", "/empty", "/2024/11", "/2024/"):
        got = paper.get(path)
        assert got.status == 404 and b"x.txt" not in got.body


def test_what_is_missing_is_404_html(paper: Served) -> None:
    got = paper.get("/nowhere/")
    assert got.status == 404 and b"Nothing here" in got.body and b"client.js" in got.body
    assert "ETag" not in got.headers
    assert paper.get("/nowhere/", If_None_Match="*").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/../site.yaml",
        "/2024/../../site.yaml",
        "/%2e%2e/site.yaml",
        "/%2E%2E%2Fsite.yaml",
        "/%252e%252e/site.yaml",
        "/%25252e%25252e%25252fsite.yaml",
        "/..%2fsite.yaml",
        "/..%5csite.yaml",
        "/..\\site.yaml",
        "/%c0%ae%c0%ae/site.yaml",
        "/%u002e%u002e/site.yaml",
        "/..;/site.yaml",
        "/.%00./site.yaml",
        "//etc/passwd",
        "///etc/passwd",
        "/%2fetc/passwd",
        "/%2f%2fetc%2fpasswd",
        "/C:/Windows/win.ini",
        "/C%3A%5CWindows%5Cwin.ini",
        "/file:///etc/passwd",
        "/index.html%00.txt",
        "/index.html%0d%0aX: y",
        "/%ff%fe",
        "/.broadsheet/manifest.jsonl",
        "/%2ebroadsheet/manifest.jsonl",
        "/.BroadSheet/manifest.jsonl",
        "/.broadsheet./manifest.jsonl",
        "/.index.html.broadsheet",
        "/out/secret.txt",
        "/state/manifest.jsonl",
        "/circle",
        "/2024/11/a/./index.html",
        "/2024//11/a/",
        f"/{'a' * 400}",
        f"/{'%61' * 4000}",
        f"/{'a/' * 3000}",
    ],
)
def test_no_path_leaves_the_output(paper: Served, path: str) -> None:
    got = paper.raw(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
    status = int(got.split(b" ", 2)[1])
    assert status in ((404, 400) if " " in path else (404,))
    for secret in (b"secret", b"root:", b"digest", b"half", b"Text of A"):
        assert secret not in got


@given(
    st.lists(
        st.sampled_from(["..", ".", "%2e", "%2f", "/", "\\", "%5c", "a", "%00", "out", ":", "%"]), max_size=12
    )
)
def test_a_name_stays_below_the_output(tmp_path_factory: pytest.TempPathFactory, parts: list[str]) -> None:
    root = tmp_path_factory.getbasetemp()
    name = name_of("/" + "".join(parts))
    assert name is None or (root / name).resolve().is_relative_to(root.resolve())
    assert name is None or not set(name.split("/")) & {"", ".", ".."}


def test_a_device_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert file_of(tmp_path, "pipe") is None


def test_only_the_base_path_is_the_site(tmp_path: Path) -> None:
    fill(tmp_path)
    with served(tmp_path, base_path=lambda: "/news") as found:
        for path in ("/", "/news"):
            assert found.get(path).headers["Location"] == "/news/"
        assert found.get("/news/2024/11/a/").status == 200
        assert found.get("/news/2024/11/a").headers["Location"] == "/news/2024/11/a/"
        assert found.get("/2024/11/a/").status == found.get("/newsroom/").status == 404
        assert found.get("/_broadsheet/client.js").status == 200


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.rss", "application/rss+xml; charset=utf-8"),
        ("a.atom", "application/atom+xml; charset=utf-8"),
        ("a.opml", "text/x-opml; charset=utf-8"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.vtt", "text/vtt; charset=utf-8"),
        ("A.SVG", "image/svg+xml; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json; charset=utf-8"),
        ("a.webp", "image/webp"),
        ("a.jpg", "image/jpeg"),
        ("a.mp4", "video/mp4"),
        ("a.woff2", "font/woff2"),
        ("a.unheard-of", "application/octet-stream"),
        ("CNAME", "application/octet-stream"),
    ],
)
def test_content_types(name: str, kind: str) -> None:
    assert content_type(name) == kind


def test_what_the_browser_has_is_not_sent_again(paper: Served) -> None:
    for path in ("/2024/11/a/", "/film.mp4"):
        first = paper.get(path)
        assert first.headers["Cache-Control"] == "no-cache"
        tag = first.headers["ETag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = paper.get(path, If_None_Match=known)
            assert (again.status, again.body) == (304, b"") and again.headers["ETag"] == tag
        assert paper.get(path, If_None_Match='"other"').status == 200
        since = first.headers["Last-Modified"]
        assert since == formatdate(LONG_AGO, usegmt=True)
        assert paper.get(path, If_Modified_Since=since).status == 304
        assert paper.get(path, If_Modified_Since=formatdate(LONG_AGO - 1, usegmt=True)).status == 200
        # The tag is the finer of the two, and counts alone.
        assert paper.get(path, If_None_Match='"other"', If_Modified_Since=since).status == 200
        assert paper.get(path, If_Modified_Since="yesterday").status == 200


def test_a_file_of_this_second_has_no_date_to_go_by(tmp_path: Path) -> None:
    here = fill(tmp_path).put("new.txt", b"1")
    with served(tmp_path) as found:
        first = found.get("/new.txt")
        assert "Last-Modified" not in first.headers
        here.put("new.txt", b"2")
        assert found.get("/new.txt", If_None_Match=first.headers["ETag"]).body == b"2"


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("bytes=0-0", 0, 0), ("bytes=5-9", 5, 9), ("bytes=10200-", 10200, 10239), ("bytes=-3", 10237, 10239),
     ("bytes=10230-99999", 10230, 10239), ("bytes=-99999", 0, 10239)],
)  # fmt: skip
def test_a_part_of_a_film(paper: Served, wanted: str, start: int, end: int) -> None:
    got = paper.get("/film.mp4", Range=wanted)
    assert (got.status, got.body) == (206, FILM[start : end + 1])
    assert got.headers["Content-Range"] == f"bytes {start}-{end}/{len(FILM)}"


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "lines=0-1", "bytes=9-5", "bytes=-", "bytes=x"])
def test_other_ranges_are_the_whole(paper: Served, wanted: str) -> None:
    got = paper.get("/film.mp4", Range=wanted)
    assert (got.status, got.body) == (200, FILM) and got.headers["Accept-Ranges"] == "bytes"


def test_a_range_behind_the_end(paper: Served) -> None:
    for wanted in ("bytes=10240-", "bytes=-0"):
        got = paper.get("/film.mp4", Range=wanted)
        assert (got.status, got.headers["Content-Range"], got.body) == (416, "bytes */10240", b"")


def test_a_part_of_what_has_changed_is_the_whole(paper: Served) -> None:
    known = paper.get("/film.mp4", "HEAD").headers
    for fits in (known["ETag"], known["Last-Modified"]):
        assert paper.get("/film.mp4", Range="bytes=0-3", If_Range=fits).status == 206
    for other in ('"other"', f"W/{known['ETag']}", formatdate(LONG_AGO - 1, usegmt=True)):
        assert paper.get("/film.mp4", Range="bytes=0-3", If_Range=other).status == 200


def test_head_is_get_without_the_body(paper: Served) -> None:
    for path in ("/2024/11/a/", "/film.mp4", "/nowhere", "/_broadsheet/client.js"):
        get, head = paper.get(path), paper.get(path, "HEAD")
        assert (head.status, head.body) == (get.status, b"")
        assert head.headers["Content-Length"] == str(len(get.body))
    assert paper.get("/film.mp4", "HEAD", Range="bytes=0-3").status == 200


def test_the_files_are_those_of_the_output(paper: Served) -> None:
    """A page has the client; nothing else has, and the page on the disk has not."""
    page = paper.get("/2024/11/a/").body
    assert b'<meta name="broadsheet-page" content="2024/11/a/index.html">' in page
    assert page.index(b"/_broadsheet/client.js") < page.index(b"</head>")
    assert b"<script>" not in page
    assert paper.get("/site.0123456789.css").body == b"p { color: red }"
    assert (paper.preview.output / "2024/11/a/index.html").read_bytes() == PAGE


def test_the_version_of_a_page_is_not_that_of_its_style_sheet() -> None:
    one = b'<link href="/site.0123456789.css"><img src="/a.0123456789.webp">Text'
    text, whole = version(one).split(".")
    assert version(one.replace(b"0123456789", b"abcdefabcd")).split(".")[0] == text
    assert version(one.replace(b"0123456789", b"abcdefabcd")).split(".")[1] != whole
    assert version(one.replace(b"Text", b"Texts")).split(".")[0] != text


@pytest.mark.parametrize("html", [b"<p>x", b"<body><p>x</body>", b"<HEAD></HEAD ><p>x", b""])
def test_every_page_gets_the_client(html: bytes) -> None:
    page = with_client(html, 'a"b/index.html')
    assert page.count(b"client.js") == 1 and b'content="a&quot;b/index.html"' in page
    assert re.sub(rb"<meta.*</script>\n", b"", page, flags=re.DOTALL) == html


def test_what_is_being_made_is_waited_for(tmp_path: Path) -> None:
    asked: list[str] = []

    def make(name: str, _: float) -> None:
        asked.append(name)
        if name == "b/index.html":
            Site(tmp_path).put(name, PAGE)

    with served(tmp_path, wanted=make) as found:
        assert found.get("/b").headers["Location"] == "/b/"
        assert found.get("/b/").status == 200
        assert b"no page here yet" in found.get("/").body
        assert found.get("/feed.xml").status == 404
    assert asked == ["b/index.html", "b/index.html", "index.html", "feed.xml"]


REDIRECTS = """
# A comment
/old/        /2024/11/a/
/gone        /404.html          410
/also/:name  /2024/11/:name/    302   # another
/deep/*      /2024/:splat       307
/2024/11/a/  /shadowed/
/film.mp4    https://films.example/x.mp4  301!
/here        /2024/11/a/index.html  200
/far         https://other.example/ 200
/evil/*      /:splat
"""


def test_redirects_of_the_hosting(tmp_path: Path) -> None:
    fill(tmp_path).put("_redirects", REDIRECTS.encode())
    with served(tmp_path) as found:
        targets = {
            "/old/": (301, "/2024/11/a/"),
            "/old?x=1": (301, "/2024/11/a/?x=1"),
            "/also/b": (302, "/2024/11/b/"),
            "/deep/11/b/c%0d%0ax": (307, "/2024/11/b/c%0D%0Ax"),
            "/film.mp4": (301, "https://films.example/x.mp4"),
        }
        for path, (status, target) in targets.items():
            got = found.get(path)
            assert (got.status, got.headers.get("Location")) == (
                (status, target) if "%0d" not in path else (404, None)
            )
        assert found.get("/deep/11/b%20c").headers["Location"] == "/2024/11/b%20c"
        assert found.get("/2024/11/a/").status == 200
        assert found.get("/gone").status == 410 and b"Nothing here" in found.get("/gone").body
        assert b"Text of A" in found.get("/here").body
        assert found.get("/far").status == 404
        assert found.get("/evil//other.example").status == 404
        assert found.get("/_redirects").status == found.get("/_headers").status == 404


def test_the_headers_of_the_hosting(tmp_path: Path) -> None:
    text = "/*\n  X-Frame-Options: DENY\n  Cache-Control: max-age=900\n  bad name: x\n"
    fill(tmp_path).put("_headers", f"{text}/film.mp4\n  Content-Type: video/x-film\n".encode())
    with served(tmp_path) as found:
        page, film = found.get("/2024/11/a/").headers, found.get("/film.mp4").headers
        assert page["X-Frame-Options"] == film["X-Frame-Options"] == "DENY"
        assert page["Cache-Control"] == "no-cache" and "bad name" not in page
        assert film["Content-Type"] == "video/x-film"
        assert found.get("/nowhere").headers["X-Frame-Options"] == "DENY"
        assert found.get("/_broadsheet/client.js").headers["X-Frame-Options"] == "SAMEORIGIN"


@given(st.text(max_size=200), st.text(max_size=30))
def test_any_rules_can_be_read(text: str, path: str) -> None:
    redirect_of(read_redirects(text), f"/{path}", exists=False)
    for name, value in headers_of(read_headers(text), f"/{path}"):
        assert not set("\r\n") & set(name + value)
