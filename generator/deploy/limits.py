"""The limits of a host, before anything is sent (`hosts.limits`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.deploy.release import Release
from generator.hosts import headers_file, hosts_of, rules_file
from generator.hosts.limits import limits
from generator.model import Problem


def beyond(output: Path, release: Release, hosting: tuple[str, ...]) -> Iterator[Problem]:
    """An error for each limit that an output goes beyond. What is not there is told by others."""
    hosts = [host for host in hosts_of(hosting) if host.limits.source]
    if not hosts:
        return
    files = {item.source: output / item.source for item in release.items.values()}
    sizes = {path: file.stat().st_size for path, file in files.items() if file.is_file()}
    redirects, headers = (_lines(output / name) for name in (rules_file.NAME, headers_file.NAME))
    for host in hosts:
        yield from limits(host, sizes, redirects, headers)


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
