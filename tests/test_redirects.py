"""Redirects, aliases and the ledger, from site.yaml and articles to what stands in the output."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import NOW, Result, Site, article

from generator.ledger import NAME, Ledger, Line, heirs_of, published_in, read, read_redirects, updated, write
from generator.model import Severity
from generator.redirects import Redirect
from generator.settings.loader import load_config

Make = Callable[[str], Site]
HEAD = "title: The Test Times\nbase_url: https://example.org/news/\n"
STORY = "-- content/world/a.md --\n---\ntitle: A\ndate: 2024-11-11\ntags: [Rail]\n---\nThe text of A.\n"


def deploy(here: Site, built: Result) -> None:
    assert built.report.published, "\n".join(map(str, built.report.problems))
    path = here.root / NAME
    known = read(path.read_text(encoding="utf-8"))[0] if path.exists() else Ledger()
    heirs = heirs_of(read_redirects(built.output))
    path.write_text(write(updated(known, published_in(built.output), heirs)), encoding="utf-8")


def deployed(make: Make, text: str = STORY, settings: str = "") -> Site:
    here = make(f"-- site.yaml --\n{HEAD}{settings}{text}")
    deploy(here, here.build())
    return here


def settings(here: Site, more: str) -> Site:
    return here.put("site.yaml", f"{HEAD}{more}".encode())


def redirects(built: Result) -> dict[str, tuple[str, int]]:
    return {each.source: (each.target, each.status) for each in read_redirects(built.output)}


def test_a_site_that_uses_none_of_it_is_as_before(make: Make) -> None:
    built = make(STORY).build()
    assert not {"_redirects", "_headers", "410.html"} & built.files.keys()
    assert not [path for path in (built.output / ".broadsheet").iterdir() if path.suffix == ".conf"]
    assert read_redirects(built.output) == ()


BAD = [
    ("redirects: [a]", "1:12 wrong-type"),
    ("redirects: {/a/: }", "1:13 missing-field"),
    ("redirects: {a: /b/}", "1:13 bad-address"),
    ("redirects: {'https://example.org/a/': /b/}", "1:13 bad-address"),
    ("redirects: {//a/: /b/}", "1:13 bad-address"),
    ("redirects: {/a/../b/: /b/}", "1:13 bad-address"),
    ("redirects: {'/a?b=1': /b/}", "1:13 bad-address"),
    ("redirects: {/a/*: /b/}", "1:13 bad-address"),
    ("redirects: {/a/:b/: /b/}", "1:13 bad-address"),
    ("redirects: {/%FF/: /b/}", "1:13 bad-address"),
    ("redirects: {/a/: 'javascript:alert(1)'}", "1:18 bad-url"),
    ("redirects: {/a/: 'ftp://example.org/'}", "1:18 bad-url"),
    ("redirects: {/a/: {to: /b/, status: 200}}", "1:36 bad-status"),
    ("redirects: {/a/: {status: 301}}", "1:18 missing-field"),
    ("redirects: {/a/: {to: /b/, why: x}}", "1:28 unknown-field"),
    ("hosting: heroku", "1:10 wrong-type"),
    ("hosting: []", "1:10 missing-field"),
    ("headers: x", "1:10 wrong-type"),
    ("headers: {Set-Cookie: a}", "1:11 bad-header"),
    ("headers: {'Bad Name': a}", "1:11 bad-header"),
    ("headers: {X-A: é}", "1:16 bad-header"),
    ("headers: {X-A: }", "1:16 missing-field"),
    ("headers: {/a*b/: {X-A: b}}", "1:11 bad-path"),
    ("headers: {/a/: x}", "1:16 wrong-type"),
    ("headers: {Content-Security-Policy: {img-src: a; b}}", "1:46 bad-header"),
    ("headers: {Content-Security-Policy: {IMG: a}}", "1:37 bad-header"),
]


@pytest.mark.parametrize(("text", "expected"), BAD)
def test_bad_settings(text: str, expected: str) -> None:
    config, problems = load_config("site.yaml", f"{text}\ntitle: T\n")
    assert config is None
    assert [f"{each.line}:{each.column} {each.rule}" for each in problems] == [expected]


FORMS = {
    "/a": "/a/",
    "/a/": "/a/",
    "/a/index.html": "/a/",
    "/a.php": "/a.php",
    "/": "/",
    "/caf%C3%A9/": "/café/",
    "/100%25/": "/100%25/",
    "/a b/": "/a b/",
    "/c%23/": "/c%23/",
}


@pytest.mark.parametrize(("written", "url"), FORMS.items())
def test_an_address_has_one_form(written: str, url: str) -> None:
    config, problems = load_config("site.yaml", f"title: T\nredirects: {{'{written}': gone}}\n")
    assert config and not problems
    assert config.redirects[0].source == url


def test_redirects_are_judged_where_they_are_written(make: Make) -> None:
    here = make(f"""\
-- site.yaml --
{HEAD}redirects:
  /one/: /two/
  /two/: /three/
  /three/: /one/
  /chain/: /fine/
  /fine/: /2024/11/a/?x=1#top
  /2024/11/a/: /about/
  /nowhere/: /nothing/
  /to-gone/: /gone/
  /gone/: gone
  /later/: /2025/01/later/
  /out/: {{to: https://other.example/, status: 302}}
  /via/: /out/
{STORY}
-- content/world/later.md --
---
title: Later
date: 2025-01-01
aliases: [/soon/]
---
Not yet.
-- content/world/b.md --
---
title: B
date: 2024-11-12
aliases: [/b/, /fine/, /2024/11/a/, /shared/, /2024/11/b/]
---
B.
-- content/world/c.md --
---
title: C
date: 2024-11-13
aliases: /shared
---
C.
""")
    built = here.build(keep_going=True)
    found = {(each.path, each.line, each.rule) for each in built.report.problems}
    lines = {(line, rule) for path, line, rule in found if path == "site.yaml"}
    assert lines == {
        (4, "redirect-loop"),
        (5, "redirect-loop"),
        (6, "redirect-loop"),
        (7, "redirect-chain"),
        (9, "redirect-over-page"),
        (10, "redirect-target"),
        (11, "redirect-target"),
        (13, "redirect-withheld"),
        (15, "redirect-chain"),
    }
    assert {(path, line) for path, line, rule in found if rule == "alias-taken"} == {
        ("content/world/b.md", 4),
        ("content/world/c.md", 4),
    }
    assert sum(each.rule == "alias-taken" for each in built.report.problems) == 3
    assert built.report.exit_code == 1 and not here.build().report.published
    assert redirects(built) == {
        "/b/": ("/2024/11/b/", 301),
        "/chain/": ("/2024/11/a/?x=1#top", 301),
        "/fine/": ("/2024/11/a/?x=1#top", 301),
        "/gone/": ("", 410),
        "/out/": ("https://other.example/", 302),
        "/shared/": ("/2024/11/b/", 301),
        "/via/": ("https://other.example/", 301),
    }
    assert "2025/01/later" not in "".join(built.text(path) for path in built.pages)
    later = here.build(now="2025-02-01T12:00:00+00:00", keep_going=True)
    assert redirects(later)["/later/"] == ("/2025/01/later/", 301)
    assert redirects(later)["/soon/"] == ("/2025/01/later/", 301)


def test_an_old_address_of_a_host_of_files_has_a_page_that_leads_on(make: Make) -> None:
    here = make(f"""\
-- site.yaml --
{HEAD}languages: {{uk: {{title: Часи}}}}
redirects:
  /old: /2024/11/a/
  /uk/old/: /2024/11/a/
  /gone/: gone
  /old.php: /2024/11/a/
  /out/: https://other.example/?a=1&b=2
{STORY}
""")
    built = here.build()
    page = built.html("old/index.html")
    refresh = page.css_first("meta[http-equiv=refresh]")
    assert refresh and refresh.attributes["content"] == "0; url=/news/2024/11/a/"
    canonical = page.css_first("link[rel=canonical]")
    assert canonical and canonical.attributes["href"] == "https://example.org/news/2024/11/a/"
    assert built.links("old/index.html") == ["/news/2024/11/a/"]
    assert [node.attributes["content"] for node in page.css("meta[name=robots]")] == ["noindex"]
    assert built.texts("uk/old/index.html", "h1") == ["Цю сторінку перенесено"]
    assert built.texts("gone/index.html", "h1") == ["This page is gone"]
    assert "noindex" in built.text("gone/index.html")
    assert built.links("out/index.html") == ["https://other.example/?a=1&b=2"]
    assert not built.has("old.php") and not built.has("_redirects")
    assert "/old/" not in built.text("sitemaps/pages.xml") + built.text("sitemap.xml")
    assert {"/old/", "/gone/", "/out/"}.isdisjoint(line.url for line in published_in(built.output).lines)
    settings(here, "languages: {uk: {title: Часи}}\n")
    again = here.build()
    assert {"old/index.html", "gone/index.html", "out/index.html", "uk/old/index.html"} == set(
        again.report.removed
    )


def test_links_to_an_alias_lead_to_its_article(make: Make) -> None:
    built = make(
        f"-- site.yaml --\n{HEAD}redirects: {{/moved/: /2024/11/a/}}\n{STORY}"
        "-- content/world/b.md --\n---\ntitle: B\ndate: 2024-11-12\naliases: [/b-was/]\n---\n"
        "[B](/b-was/) [A](/moved/) [none](/none/)\n"
    ).build()
    assert built.links("2024/11/b/index.html", ".prose a") == ["/news/2024/11/b/", "/news/moved/"]
    assert [each.rule for each in built.report.problems] == ["broken-link"]


def test_what_is_renamed_leads_on_and_what_is_withdrawn_is_gone(make: Make) -> None:
    here = deployed(make)
    path = here.root / "content/world/a.md"
    path.rename(here.root / "content/world/renamed.md")
    built = here.build()
    assert redirects(built) == {"/2024/11/a/": ("/2024/11/renamed/", 301)}
    deploy(here, built)
    here.put("content/world/again.md", b"---\ntitle: A\ndate: 2024-11-11\n---\nAnother.\n")
    here.remove("content/world/renamed.md")
    lost = here.build()
    assert [(each.line, each.rule) for each in lost.report.problems] == [
        (line_of(here, "/2024/11/a/"), "lost-url"),
        (line_of(here, "/2024/11/renamed/"), "lost-url"),
    ]
    assert "`  /2024/11/a/: gone`" in lost.report.problems[0].cure
    assert not lost.report.published and lost.has("2024/11/renamed/index.html")
    assert here.build(keep_going=True).report.published is False
    settings(here, "redirects:\n  /2024/11/a/: gone\n  /2024/11/renamed/: /2024/11/again/\n")
    built = here.build()
    assert redirects(built)["/2024/11/renamed/"] == ("/2024/11/again/", 301)
    assert redirects(built)["/tags/rail/"] == ("", 410)


def line_of(here: Site, url: str) -> int:
    lines = (here.root / NAME).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.partition("\t")[0] == url)


@pytest.mark.parametrize("field", ["draft: true", "expires: 2024-11-20", "date: 2025-11-11"])
def test_a_withheld_article_is_gone_and_comes_back(make: Make, field: str) -> None:
    here = deployed(make)
    path = here.root / "content/world/a.md"
    text = path.read_text()
    dated = "" if field.startswith("date") else "date: 2024-11-11\n"
    path.write_text(text.replace("date: 2024-11-11\n", f"{dated}{field}\n"))
    built = here.build()
    assert redirects(built)["/2024/11/a/"] == ("", 410)
    deploy(here, built)
    path.write_text(text)
    assert redirects(here.build()) == {}


def test_a_text_that_two_articles_share_and_a_key_that_one_has(make: Make) -> None:
    here = deployed(
        make,
        "-- content/world/a.md --\n---\ntitle: A\ndate: 2024-11-11\nkey: story\n---\nThe same.\n"
        "-- content/world/b.md --\n---\ntitle: B\ndate: 2024-11-12\n---\nThe same.\n"
        "-- content/world/c.md --\n---\ntitle: C\ndate: 2024-11-13\n---\nThe same.\n",
    )
    here.remove("content/world/a.md").remove("content/world/b.md")
    here.put("content/world/d.md", b"---\ntitle: D\ndate: 2024-11-11\nkey: story\n---\nThe same.\n")
    built = here.build()
    assert [(each.rule, "/b/" in each.message) for each in built.report.problems] == [("lost-url", True)]


def test_a_translation_is_not_the_heir_of_its_original(make: Make) -> None:
    languages = "languages: {uk: {title: Часи}}\n"
    here = deployed(
        make,
        "-- content/world/a.md --\n---\ntitle: A\ndate: 2024-11-11\nkey: story\n---\nOne.\n"
        "-- content/world/b.md --\n---\ntitle: B\ndate: 2024-11-11\nkey: story\nlanguage: uk\n---\nTwo.\n",
        languages,
    )
    here.remove("content/world/a.md")
    assert [each.rule for each in here.build().report.problems] == ["lost-url"]


def test_a_changed_pattern_is_asked_about_once(make: Make) -> None:
    here = deployed(make)
    settings(here, "permalink: /{section}/{slug}/\n")
    [problem] = here.build().report.problems
    assert (problem.path, problem.line, problem.rule) == ("site.yaml", 3, "moved-urls")
    assert "--move-urls" in problem.cure and "/{year}/{month}/{slug}/" in problem.cure
    built = here.build(move_urls=True)
    assert redirects(built)["/2024/11/a/"] == ("/world/a/", 301)
    deploy(here, built)
    assert here.build().report.published
    assert redirects(here.build(clean=True))["/2024/11/a/"] == ("/world/a/", 301)


def test_a_renamed_tag_takes_its_pages_along(make: Make) -> None:
    here = deployed(make)
    settings(here, "tags: {railways: {label: Railways, aliases: [Rail]}}\n")
    built = here.build()
    assert redirects(built)["/tags/rail/"] == ("/tags/railways/", 301)
    assert redirects(built)["/tags/rail/feed.xml"] == ("/tags/railways/feed.xml", 301)
    assert redirects(built)["/tags/rail/2024/"] == ("/tags/railways/2024/", 301)


def test_a_preview_asks_nothing(make: Make) -> None:
    here = deployed(make)
    here.remove("content/world/a.md")
    assert here.build(output="preview", preview=True, drafts=True).report.published
    assert not here.build().report.published


def test_a_faulty_article_may_not_vanish_in_a_fresh_clone_either(make: Make) -> None:
    here = deployed(make)
    here.put("content/world/a.md", b"---\ntitle: [\n---\n")
    here.put("content/world/b.md", article("B").encode())
    for output in ("public", "fresh"):
        built = here.build(output=output, keep_going=True)
        assert not built.report.published
        assert ("content/world/a.md", "would-vanish") in built.ruled(Severity.ERROR)


def test_what_is_no_ledger_stops_the_build(make: Make) -> None:
    here = deployed(make)
    path = here.root / NAME
    path.write_text(f"<<<<<<< HEAD\n{path.read_text()}", encoding="utf-8")
    assert here.build().rules == [(NAME, 1, "unreadable-ledger")]
    path.write_bytes(b"\xff\xfe")
    assert here.build().rules == [(NAME, 0, "encoding")]
    path.unlink()
    assert here.build().report.published


def test_an_edited_ledger_is_noticed_though_no_page_has_changed(make: Make) -> None:
    here = deployed(make)
    built = here.build()
    assert built.report.published and not redirects(built)
    lines = (Line("/2019/01/long-ago/"), Line("/2019/01/lost/", "content/world/lost.md"))
    path = here.root / NAME
    text = path.read_text(encoding="utf-8")
    path.write_text(text + write(Ledger(lines[:1])), encoding="utf-8")
    assert redirects(here.build()) == {"/2019/01/long-ago/": ("", 410)}
    path.write_text(text + write(Ledger(lines)), encoding="utf-8")
    assert [each.rule for each in here.build().report.problems] == ["lost-url"]
    assert [each.rule for each in here.build().report.problems] == ["lost-url"]


def test_hosts_are_told_in_their_own_form(make: Make) -> None:
    rules = "redirects: {/old/: /2024/11/a/, /gone/: gone, /c%23/: 'https://other.example/é'}\n"
    here = make(f"-- site.yaml --\n{HEAD}{rules}hosting: netlify\n{STORY}")
    built = here.build()
    assert built.text("_redirects").splitlines() == [
        "/news/c%23/ https://other.example/é 301!",
        "/news/gone/ /news/410.html 410!",
        "/news/old/ /news/2024/11/a/ 301!",
    ]
    assert built.text("_headers").startswith("/news/*\n  Content-Security-Policy: default-src 'self'; ")
    assert not built.has("old/index.html") and built.texts("410.html", "h1") == ["This page is gone"]
    settings(here, f"{rules}hosting: [cloudflare, s3]\nheaders: {{/media/*: {{Referrer-Policy: origin}}}}\n")
    built = here.build()
    assert "/news/old /news/2024/11/a/ 301" in built.text("_redirects").splitlines()
    assert "410" not in built.text("_redirects") and built.has("gone/index.html")
    assert "/news/media/*\n  ! Referrer-Policy\n  Referrer-Policy: origin\n" in built.text("_headers")
    assert Redirect("/old/", "/2024/11/a/") in read_redirects(built.output)
    settings(here, "hosting: [nginx, apache]\n")
    built = here.build()
    assert not built.has("_redirects") and not built.has("_headers")
    assert "location ^~ /news/.broadsheet/" in (built.output / ".broadsheet/nginx.conf").read_text()
    settings(here, "")
    assert here.build().has("index.html")
    assert not (built.output / ".broadsheet/nginx.conf").exists()


def test_a_lost_file_of_a_host_comes_back_with_the_next_edit(make: Make) -> None:
    here = make(f"-- site.yaml --\n{HEAD}hosting: nginx\nredirects: {{/old/: /2024/11/a/}}\n{STORY}")
    folder = here.build().output / ".broadsheet"
    (folder / "nginx.conf").unlink()
    (folder / "redirects.jsonl").write_text("")
    here.put("content/world/b.md", article("B").encode()).build()
    assert '"/news/old/"' in (folder / "nginx.conf").read_text()
    assert redirects(here.build()) == {"/old/": ("/2024/11/a/", 301)}


def test_own_rules_of_a_host_are_not_written_over(make: Make) -> None:
    here = make(f"-- site.yaml --\n{HEAD}hosting: netlify\n{STORY}-- static/_redirects --\n/a/* /b/:splat\n")
    [problem] = here.build().report.problems
    assert problem.rule == "same-url" and "static/_redirects" in problem.message
    assert "`hosting`" in problem.message


def test_the_command_moves_addresses(make: Make) -> None:
    here = deployed(make)
    settings(here, "permalink: /{section}/{slug}/\n")
    refused = here.run("build", "--frozen", "--now", NOW)
    assert refused.returncode == 1 and "--move-urls" in refused.stdout + refused.stderr
    assert here.run("build", "--frozen", "--now", NOW, "--move-urls").returncode == 0
