"""`check` looks at the limits of hosts and at the ledger before a deploy does."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from checking import SITE, checked, places, problems
from sites import Site, article

from generator import hosts
from generator.deploy.limits import hosts_of_target
from generator.hosts import HOSTS
from generator.stock.site import read_config

Make = Callable[[str], Site]
STORY = f"-- content/news/a.md --\n{article('A', summary='S')}"


def test_a_check_finds_what_the_host_would_refuse(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    few = msgspec.structs.replace(HOSTS["cloudflare"], limits=hosts.Limits(files=10, source="the manual"))
    monkeypatch.setitem(HOSTS, "cloudflare", few)
    here = make(f"{SITE}hosting: cloudflare\n{STORY}")
    assert places(here, "host-limit") == [("site.yaml", 0, "host-limit", "error")]
    here.put(
        "site.yaml", (here.root / "site.yaml").read_bytes() + b"deploy: {live: {type: folder, path: w}}\n"
    )
    assert places(here, "host-limit") == [("site.yaml", 0, "host-limit", "error")]


@pytest.mark.parametrize(
    ("settings", "names"),
    [
        ("deploy: {live: {type: git, repository: 'git@github.com:a/b.git'}}", ("github-pages",)),
        ("deploy: {live: {type: git, repository: 'https://gitlab.com/a/b'}}", ("gitlab-pages",)),
        ("deploy: {live: {type: git, repository: '/srv/git/b'}}", ("files",)),
        ("hosting: netlify\ndeploy: {live: {type: git, repository: 'git@github.com:a/b'}}", ("netlify",)),
    ],
)
def test_the_hosts_of_a_target(make: Make, settings: str, names: tuple[str, ...]) -> None:
    config, found = read_config(make(f"{SITE}{settings}\n").root)
    assert config, found
    assert tuple(host.name for host in hosts_of_target(config, config.deploy[0])) == names


def test_addresses_that_the_ledger_knows(make: Make) -> None:
    lost = "/2023/01/was-here/\tcontent/news/was-here.md\n"
    here = make(f"{SITE}{STORY}")
    assert not [each for each in checked(here).problems if each.rule == "lost-url"]
    here.put("published.tsv", f"/2024/11/a/\tcontent/news/a.md\n{lost}".encode())
    assert places(here, "lost-url", build=False) == [("published.tsv", 2, "lost-url", "error")]
    here.put("site.yaml", (here.root / "site.yaml").read_bytes() + b"redirects: {/2023/01/was-here/: gone}\n")
    [found] = problems(here, "lost-url", build=False)
    assert "Run `broadsheet build`" in found.cure  # what lies in the output does not know yet
    assert not problems(here, "lost-url")
    here.put("published.tsv", b"/tags/old/\n")
    assert places(here, "lost-url", build=False) == [("published.tsv", 1, "lost-url", "warning")]


def test_an_article_that_somebody_removed(make: Make) -> None:
    """The output has its page still; the next build would refuse to publish."""
    here = make(f"{SITE}{STORY}").put("published.tsv", b"/2024/11/a/\tcontent/news/a.md\n")
    assert not problems(here, "lost-url")
    here.remove("content/news/a.md")
    [found] = problems(here, "lost-url", build=False)
    assert (found.path, found.line) == ("published.tsv", 1) and "redirects:" in found.cure


def test_a_redirect_that_leads_nowhere(make: Make) -> None:
    here = make(f"{SITE}{STORY}")
    assert checked(here).files
    here.put("site.yaml", (here.root / "site.yaml").read_bytes() + b"redirects: {/old/: /nowhere/}\n")
    assert places(here, "redirect-target", build=False) == [("site.yaml", 4, "redirect-target", "error")]
    here.put("site.yaml", (here.root / "site.yaml").read_bytes().replace(b"/nowhere/", b"/2024/11/a/"))
    assert not places(here, "redirect-target", build=False)


def test_a_redirect_to_what_the_next_build_publishes(make: Make) -> None:
    here = make(f"{SITE}{STORY}")
    assert checked(here).files
    here.put("site.yaml", (here.root / "site.yaml").read_bytes() + b"redirects: {/old/: /2024/11/b/}\n")
    here.put("content/news/b.md", article("B", summary="S").encode())
    assert not places(here, "redirect-target", build=False)
