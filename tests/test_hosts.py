"""Hosts: their limits, and the forms in which they are told of redirects and headers."""

from __future__ import annotations

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config import Config
from generator.hosts import HOSTS, MIB, hosts_of
from generator.hosts.headers import cache_control, headers_of
from generator.hosts.headers_file import headers_file
from generator.hosts.limits import limits
from generator.hosts.policy import directives
from generator.hosts.rules_file import redirects_file
from generator.model import Severity
from generator.options import HeaderRule, Markdown, Theme
from generator.redirects import GONE, Redirect
from generator.serve.rules import headers_of as headers_sent
from generator.serve.rules import read_headers, read_redirects, redirect_of
from generator.urls import encode, href, url_of_path


def test_a_small_site_fits_everywhere() -> None:
    for host in HOSTS.values():
        assert not list(limits(host, {"index.html": 2000}, ["/a/ /b/ 301"]))


@pytest.mark.parametrize(
    ("host", "files", "rules", "words"),
    [
        ("cloudflare", {f"{number}.html": 1 for number in range(20_001)}, [], "20001 files"),
        ("cloudflare", {"film.mp4": 25 * MIB + 1}, [], "film.mp4 has 26 MB"),
        ("cloudflare", {}, [f"/{number}/ / 301" for number in range(2_001)], "2001 redirects"),
        ("cloudflare", {}, [f"/{'a' * 1000}/ / 301"], "1008 characters"),
        ("cloudflare", {}, [*(f"/{number}/* / 301" for number in range(100)), "/a/ / 301"], "101 redirects"),
        ("cloudflare", {}, [f"/:{number}x/a / 301" for number in range(2_001)], "2001 redirects"),
        ("github-pages", {"film.mp4": 101 * MIB}, [], "film.mp4 has 101 MB"),
        ("github-pages", {f"{number}.mp4": 90 * MIB for number in range(12)}, [], "1080 MB"),
        ("gitlab-pages", {}, [f"/{number}/ / 301" for number in range(1_001)], "1001 redirects"),
        ("gitlab-pages", {}, [f"/{'a' * 700}{number}/ / 301" for number in range(100)], "bytes"),
        ("netlify", {f"media/{number}.jpg": 1 for number in range(54_001)}, [], "/media has 54001 files"),
    ],
)
def test_what_is_too_much_for_a_host(host: str, files: dict[str, int], rules: list[str], words: str) -> None:
    [problem] = limits(HOSTS[host], files, rules)
    assert words in problem.message
    assert HOSTS[host].title in problem.message
    assert problem.severity is Severity.ERROR
    assert "https://" in problem.cure


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([line for number in range(101) for line in (f"/{number}/", "  X-Own: 1")], "101 rules for headers"),
        (["# policy", "/*", "  X-Own: 1", f"  Content-Security-Policy: {'a' * 2000}"], "A header of /* has"),
    ],
)
def test_headers_that_are_too_much_for_cloudflare(lines: list[str], words: str) -> None:
    [problem] = limits(HOSTS["cloudflare"], {}, (), lines)
    assert words in problem.message and "Cloudflare Pages" in problem.message
    assert (problem.path, problem.severity) == ("_headers", Severity.ERROR)
    assert not list(limits(HOSTS["netlify"], {}, (), lines))


def test_redirects_with_wildcards_have_a_limit_of_their_own() -> None:
    """2,000 without, and after them 100 with, are what Cloudflare takes."""
    lines = [f"/{number}/ / 301" for number in range(2_000)] + [
        f"/a/{number}/:b / 301" for number in range(100)
    ]
    assert not list(limits(HOSTS["cloudflare"], {}, lines))
    assert list(limits(HOSTS["cloudflare"], {}, lines[::-1]))


def test_comments_are_no_rules_and_many_large_files_are_told_together() -> None:
    assert not list(limits(HOSTS["cloudflare"], {}, ["# note", ""] * 2_001))
    found = list(limits(HOSTS["cloudflare"], {f"{number:02}.mp4": 26 * MIB for number in range(8)}))
    assert [each.path for each in found] == [*(f"0{number}.mp4" for number in range(5)), "site.yaml"]


def test_what_netlify_advises_against_is_a_warning() -> None:
    [problem] = limits(HOSTS["netlify"], {}, [f"/{number}/ / 301" for number in range(10_001)])
    assert problem.severity is Severity.WARNING


PARTS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="/\\*:"), min_size=1, max_size=8
)
URLS = st.lists(PARTS, min_size=1, max_size=3).map(lambda parts: url_of_path(f"{'/'.join(parts)}/"))
TARGETS = URLS | st.just("https://other.example/?a=b#c")
BASES = st.sampled_from(("", "/news"))


@given(st.dictionaries(URLS, TARGETS, max_size=4), st.sampled_from((301, 302, 307, 308)), BASES)
@pytest.mark.parametrize("names", [("netlify",), ("cloudflare",), ("gitlab-pages", "netlify")])
def test_what_hosts_read_is_what_was_meant(
    names: tuple[str, ...], pairs: dict[str, str], status: int, base: str
) -> None:
    """The preview reads `_redirects` as those hosts do."""
    redirects = [Redirect(source, target, status) for source, target in pairs.items()]
    rules = read_redirects(redirects_file(redirects, hosts_of(names), base))
    for source, target in pairs.items():
        found = redirect_of(rules, base + encode(source), exists=False)
        assert found is not None
        assert (found.target, found.status) == (href(target, base), status)


GONE_AT = {
    "netlify": "/a/ /410.html 410!",
    "netlify files": "/a/ /410.html 410!",
    "netlify cloudflare": "",
    "cloudflare": "",
}


@pytest.mark.parametrize(("names", "line"), GONE_AT.items())
def test_what_is_gone_is_told_where_a_host_can(names: str, line: str) -> None:
    text = redirects_file([Redirect("/a/", "", GONE)], hosts_of(tuple(names.split())), "")
    assert text.strip() == line


SCRIPT = "track()"
HEAD = f"""
<script>{SCRIPT}</script><script src="https://stats.example/a.js"></script>
<script type="application/ld+json">{{}}</script><script src="/own.js"></script>
<style>a {{ color: red }}</style><link rel="stylesheet" href="//fonts.example/css">
"""


def test_the_policy_allows_what_the_settings_bring() -> None:
    theme = Theme(head=HEAD, footer='<iframe src="https://frames.example/x"></iframe>')
    found = directives(Config("T", theme=theme, markdown=Markdown(embeds=("video.example",))))
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert found["script-src"] == f"'self' 'sha256-{digest}' https://stats.example"
    assert found["style-src"].startswith("'self' 'sha256-") and found["style-src"].endswith(
        "https://fonts.example"
    )
    assert found["frame-src"] == "https://video.example https://frames.example"
    assert found["connect-src"] == "'self' https://stats.example"
    assert directives(Config("T"))["frame-src"] == "'none'"
    assert not [value for value in found.values() if "unsafe" in value]


def test_headers_of_the_site_take_the_place_of_others() -> None:
    rules = (
        HeaderRule("/*", (("referrer-policy", "no-referrer"), ("X-Own", "1"), ("Permissions-Policy", ""))),
        HeaderRule("/a/*", (("X-Robots-Tag", "noindex"),), (("img-src", "*"), ("frame-src", ""))),
    )
    general, below = headers_of(Config("T", base_url="http://example.org/", headers=rules))
    fields = {name.lower(): value for name, value in general.fields}
    assert fields["referrer-policy"] == "no-referrer" and fields["x-own"] == "1"
    assert "permissions-policy" not in fields and "strict-transport-security" not in fields
    policy = dict(below.fields)["Content-Security-Policy"]
    assert "img-src *;" in policy and "frame-src" not in policy and "script-src 'self'" in policy
    text = headers_file((general, below), ("/site.0123456789.css", "/feed.xml"), ("netlify",), "/news")
    sent = dict(headers_sent(read_headers(text), "/news/site.0123456789.css"))
    assert sent["Cache-Control"] == cache_control("site.0123456789.css") and sent["X-Own"] == "1"
    assert dict(headers_sent(read_headers(text), "/news/a/b/"))["X-Robots-Tag"] == "noindex"


LASTING = {
    "site.72ab0ab4ed.css": True,
    "a/b.0123456789abcdef.webp": True,
    "index.html": False,
    "a/72ab0ab4ed/index.html": False,
    "story.abcdefghij.html": False,
    "b.12345.css": False,
}


@pytest.mark.parametrize(("path", "lasts"), LASTING.items())
def test_what_has_its_digest_in_its_name_lasts(path: str, lasts: bool) -> None:
    assert ("immutable" in cache_control(path)) is lasts
