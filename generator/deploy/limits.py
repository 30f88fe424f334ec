"""The limits of a host, before anything is sent (`hosts.limits`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.config import Config
from generator.deploy.release import Release
from generator.hosts import Host, headers_file, hosts_of, rules_file
from generator.hosts.limits import limits
from generator.model import Problem
from generator.targets import Git, Target

_PAGES = {"github.com": "github-pages", "gitlab.com": "gitlab-pages"}
"""Who publishes a branch, by what its repository is called."""


def hosts_of_target(config: Config, target: Target) -> tuple[Host, ...]:
    """The hosts that a target is for: those of `hosting`, else who keeps its repository."""
    names = config.hosting
    if not names and isinstance(target.place, Git):
        names = tuple(name for host, name in _PAGES.items() if host in target.place.repository)
    return hosts_of(names)


def beyond(output: Path, release: Release, hosts: tuple[Host, ...]) -> Iterator[Problem]:
    """An error for each limit that an output goes beyond. What is not there is told by others."""
    hosts = tuple(host for host in hosts if host.limits.source)
    if not hosts:
        return
    files = {item.path: output / item.source for item in release.items.values()}
    sizes = {path: file.stat().st_size for path, file in files.items() if file.is_file()}
    redirects, headers = (_lines(output / name) for name in (rules_file.NAME, headers_file.NAME))
    for host in hosts:
        yield from limits(host, sizes, redirects, headers)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
