"""The hosts in one table. What a host needs is imported where it is used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from generator.deploy.host import Host
from generator.deploy.retries import Patient
from generator.manifest import STATE
from generator.targets import Folder, Git, Rsync, Sftp, Target


def host_of(target: Target, root: Path) -> Host:
    """The host of a target. Paths of this machine are relative to the folder of the site, `root`.

    Raises `packing.Missing` where a library is not installed, and `OSError` where a secret is not given.
    """
    place = target.place
    if isinstance(place, Folder):
        from generator.deploy.folder import Releases
        from generator.deploy.plain import Plain

        return Releases(place, root) if place.keep else Plain(place, root)
    if isinstance(place, Git):
        from generator.deploy.git import GitHost

        return GitHost(place, target.name, root)
    if isinstance(place, Rsync):
        from generator.deploy.rsync import RsyncHost

        return RsyncHost(place, root)
    if isinstance(place, Sftp):
        from generator.deploy.sftp import SftpHost

        return SftpHost(place, root)
    from generator.deploy.objects import ObjectHost

    return ObjectHost(place)


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
