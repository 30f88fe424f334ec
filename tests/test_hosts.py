"""Hosts: their limits, and the forms in which they are told of redirects and headers."""

from __future__ import annotations

import pytest

from generator.hosts import HOSTS, MIB
from generator.hosts.limits import limits
from generator.model import Severity


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


def test_comments_are_no_rules_and_many_large_files_are_told_together() -> None:
    assert not list(limits(HOSTS["cloudflare"], {}, ["# note", ""] * 2_001))
    found = list(limits(HOSTS["cloudflare"], {f"{number:02}.mp4": 26 * MIB for number in range(8)}))
    assert [each.path for each in found] == [*(f"0{number}.mp4" for number in range(5)), "site.yaml"]


def test_what_netlify_advises_against_is_a_warning() -> None:
    [problem] = limits(HOSTS["netlify"], {}, [f"/{number}/ / 301" for number in range(10_001)])
    assert problem.severity is Severity.WARNING
