"""`deploy:` of `site.yaml`: what it takes, and what is said of mistakes."""

from __future__ import annotations

import subprocess
import sys

import pytest
from sites import REPOSITORY

from generator.config import Config
from generator.settings.loader import load_config
from generator.targets import Announce, Folder, Git, Objects, Rsync, Sftp, Target


def targets(text: str) -> tuple[Config | None, list[tuple[int, str]]]:
    config, problems = load_config("site.yaml", f"title: T\ndeploy:\n{text}")
    return config, [(problem.line, problem.rule) for problem in problems]


def test_every_kind_of_target() -> None:
    config, problems = targets(
        "  a: {type: folder, path: /srv/www, keep: 0, grace: 2 h, precompress: [gz, br]}\n"
        "  b: {type: rsync, host: web@example.org, path: /srv/www, port: 2222}\n"
        "  c: {type: sftp, host: example.org, path: www, password: $PASSWORD}\n"
        "  d: {type: git, repository: git@example.org:a/b.git, branch: live/site, cname: www.example.org}\n"
        "  e: {type: s3, bucket: paper, endpoint: 'https://s3.example', key: $K, secret: $S, prefix: /a/}\n"
        "  f: {type: azure, bucket: paper, account: acme, compress: gzip, page_cache: 5 min}\n"
        "  g: {type: google, bucket: paper, announce: {websub: yes, webhook: $HOOK, indexnow: 0123456789}}\n"
    )
    assert config and not problems
    a, b, c, d, e, f, g = config.deploy
    assert a == Target("a", Folder("/srv/www", 0), grace=7200, precompress=("gz", "br"), line=3, column=3)
    assert b.place == Rsync("web@example.org", "/srv/www", 2222)
    assert c.place == Sftp("example.org", "www", password="$PASSWORD")
    assert d.place == Git("git@example.org:a/b.git", "live/site", "www.example.org")
    assert e.place == Objects("s3", "paper", "a", endpoint="https://s3.example", key="$K", secret="$S")
    assert f.place == Objects("azure", "paper", account="acme", compress="gzip", page_cache=300)
    assert g.announce == Announce(True, "0123456789", webhook="$HOOK")
    assert [target.kind for target in config.deploy] == [
        "folder", "rsync", "sftp", "git", "s3", "azure", "google",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("live: {path: www}", "missing-field"),
        ("live: {type: floder, path: www}", "unknown-target"),
        ("live: {type: folder}", "missing-field"),
        ("live: {type: folder, path: www, bucket: b}", "unknown-field"),
        ("live: {type: folder, path: www, grace: soon}", "bad-duration"),
        ("live: {type: folder, path: www, grace: 999999 d}", "bad-duration"),
        ("live: {type: folder, path: www, precompress: [zip]}", "wrong-type"),
        ("live: {type: rsync, host: -oProxyCommand=x, path: www}", "bad-host"),
        ("live: {type: s3, bucket: 's3://paper'}", "bad-bucket"),
        ("live: {type: s3, bucket: paper, secret: abc123}", "secret"),
        ("live: {type: google, bucket: paper, endpoint: 'https://a.example/'}", "unknown-field"),
        ("live: {type: git, repository: a, branch: 'a..b'}", "bad-branch"),
        ("live: {type: git, repository: a, branch: -x}", "bad-branch"),
        ("live: {type: git, repository: a, cname: 'https://a.example'}", "bad-host"),
        ("live: {type: folder, path: www, announce: {indexnow: a b}}", "bad-key"),
        ("live: {type: folder, path: www, announce: {webhook: nowhere}}", "bad-url"),
        ("Live Site: {type: folder, path: www}", "bad-slug"),
        ("live: www", "missing-field"),
    ],
)
def test_mistakes_are_told_at_their_line(target: str, rule: str) -> None:
    config, problems = targets(f"  good: {{type: folder, path: a}}\n  {target}\n")
    assert config is None and problems == [(4, rule)]


def test_a_secret_is_not_shown() -> None:
    _, problems = load_config(
        "site.yaml", "title: T\ndeploy:\n  a: {type: s3, bucket: paper, key: AKIA123}\n"
    )
    assert "AKIA123" not in str(problems)


def test_what_only_some_targets_need_is_loaded_for_them_alone() -> None:
    script = (
        "import sys, generator.cli.deploy_command, generator.deploy.run, generator.deploy.hosts;"
        "import generator.deploy.folder; print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    heavy = {
        "obstore",
        "asyncssh",
        "cryptography",
        "brotli",
        "zstandard",
        "asyncio",
        "jinja2",
        "babel",
        "PIL",
    }
    assert not heavy & {name.split(".")[0] for name in done.stdout.split()}
