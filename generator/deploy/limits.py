"""The limits of a host, before anything is sent (`hosts.limits`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.deploy.release import Release
from generator.hosts import hosts_of
from generator.hosts.limits import limits
from generator.model import Problem

RULES = "_redirects"


def beyond(output: Path, release: Release, hosting: tuple[str, ...]) -> Iterator[Problem]:
    """An error for each limit that an output goes beyond. What is not there is told by others."""
    hosts = [host for host in hosts_of(hosting) if host.limits.source]
    if not hosts:
        return
    files = {item.source: output / item.source for item in release.items.values()}
    sizes = {path: file.stat().st_size for path, file in files.items() if file.is_file()}
    rules = output / RULES
    lines = rules.read_text(encoding="utf-8").splitlines() if rules.is_file() else ()
    for host in hosts:
        yield from limits(host, sizes, lines)
