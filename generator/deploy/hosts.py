"""The hosts in one table. What a host needs is imported where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from generator.deploy.host import Host, HostError
from generator.deploy.retries import Patient
from generator.manifest import STATE
from generator.targets import Folder, Target


def host_of(target: Target, root: Path) -> Host:
    """The host of a target. Paths of this machine are relative to the folder of the site, `root`.

    Raises `packing.Missing` where a library is not installed, and `OSError` where a secret is not given.
    """
    place = target.place
    if isinstance(place, Folder):
        from generator.deploy.folder import Releases
        from generator.deploy.plain import Plain

        return Releases(place, root) if place.keep else Plain(place, root)
    raise HostError(f"targets of the type {target.kind} are still to come")


@contextmanager
def connected(target: Target, root: Path) -> Iterator[Patient]:
    """The host of a target, connected. Raises `OSError`."""
    host = Patient(host_of(target, root))
    try:
        host.connect()
        yield host
    finally:
        host.close()


@contextmanager
def holding(output: Path) -> Iterator[None]:
    """Keep builds, and other deploys, away from an output for a while."""
    with FileLock(output / STATE / "lock"):
        yield
