"""What the hosts of a site would refuse: an output is looked at as each target of `deploy:` would take it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from generator.config import Config
from generator.deploy.limits import beyond, hosts_of_target
from generator.deploy.release import offer, read_release, unfit
from generator.hosts import hosts_of
from generator.model import Problem


def host_limits(root: Path, output: Path, config: Config, now: dt.datetime) -> Iterator[Problem]:
    """An error for each limit that the output goes beyond, and each name that a target cannot hold."""
    if not config.deploy:
        yield from beyond(output, offer(output), hosts_of(config.hosting))
    for target in config.deploy:
        # Whether it may be published at all is told by `deploy`.
        release, _ = read_release(root, output, target, config, now)
        yield from beyond(output, release, hosts_of_target(config, target))
        yield from unfit(release, target)
