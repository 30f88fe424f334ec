"""What a deploy to a target needs of the machine that it runs on: libraries, programs, secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.config import Config
from generator.model import Record
from generator.targets import Git, Objects, Rsync, Sftp, Target

USUAL = {
    "s3": ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"),
    "azure": ("AZURE_STORAGE_ACCOUNT_KEY",),
    "google": ("GOOGLE_SERVICE_ACCOUNT_KEY",),
}
"""The variables that a store is reached by where `site.yaml` names none."""

KEY, KNOWN_HOSTS, TOKEN = "SSH_KEY", "SSH_KNOWN_HOSTS", "DEPLOY_TOKEN"
"""Secrets that are no variables of `site.yaml`: a private key, lines of `known_hosts`, a token for git."""

_WEB = re.compile(r"https://(?P<host>[^/@]+)/.+")
_SSH = re.compile(r"(?:ssh://)?(?:[^@/]+@)(?P<host>[^:/]+)[:/].+")


class Remote(Record, frozen=True):
    """A repository at a host of repositories."""

    host: str
    start: str  # of its address, as far as the host

    @property
    def by_ssh(self) -> bool:
        return not self.start.startswith("https://")


class Needs(Record, frozen=True):
    """What a workflow has to bring along."""

    version: str  # of Broadsheet
    branch: str  # from which is deployed
    target: str  # its name
    extras: tuple[str, ...] = ()  # of the distribution
    programs: tuple[str, ...] = ()  # as Debian calls them
    secrets: tuple[str, ...] = ()  # variables of the environment, without `SSH_KEY` and its like
    identity: str = ""  # where the private key belongs; empty where there is none
    known_hosts: str = ""  # where the keys of hosts belong; empty where the site has them
    remote: Remote | None = None  # where the branch is that is deployed to

    def by_token(self, own: str) -> bool:
        """Whether git is let in by a token. `own` is the host of the service, which has one for each run."""
        return self.remote is not None and (self.remote.host == own or not self.remote.by_ssh)

    def all_secrets(self, own: str) -> tuple[str, ...]:
        """The names of all secrets that somebody has to give to a build service."""
        if not self.by_token(own):
            paths = {KEY: self.identity, KNOWN_HOSTS: self.known_hosts}
            return (*(name for name, path in paths.items() if path), *self.secrets)
        given = self.remote is not None and self.remote.host == own
        return (*(() if given else (TOKEN,)), *self.secrets)


def needs_of(config: Config, target: Target, version: str, branch: str, charts: bool) -> Needs:
    """What a deploy of a site needs; `charts` tells whether it draws any."""
    place = target.place
    remote = _remote(place.repository) if isinstance(place, Git) else None
    ssh = isinstance(place, Rsync) or (isinstance(place, Sftp) and not place.password)
    identity = (isinstance(place, Rsync | Sftp) and place.identity) or "~/.ssh/id_ed25519"
    known = (isinstance(place, Rsync | Sftp) and place.known_hosts) or "~/.ssh/known_hosts"
    reached = isinstance(place, Rsync | Sftp) or (remote is not None and remote.by_ssh)
    return Needs(
        version,
        branch,
        target.name,
        tuple(sorted(set(_extras(config, target, charts)))),
        ("openssh-client", "rsync") if isinstance(place, Rsync) else (),
        tuple(dict.fromkeys(_secrets(target))),
        identity if ssh or (remote is not None and remote.by_ssh) else "",
        known if reached and known[0] in "~/" else "",
        remote,
    )


def _remote(address: str) -> Remote | None:
    """None for a folder of the machine."""
    found = _WEB.fullmatch(address) or _SSH.fullmatch(address)
    return Remote(found["host"], address[: found.end("host") + 1]) if found else None


def _extras(config: Config, target: Target, charts: bool) -> Iterator[str]:
    place = target.place
    if charts:
        yield "charts"
    if config.markdown.engine == "commonmark":
        yield "commonmark"
    if isinstance(place, Objects):
        yield "s3"
    if isinstance(place, Sftp):
        yield "sftp"
    if {"br", "zst"} & {*target.precompress, place.compress if isinstance(place, Objects) else ""}:
        yield "compress"


def _secrets(target: Target) -> Iterator[str]:
    """The names of variables, in the order in which `site.yaml` is read."""
    place = target.place
    named: tuple[str, ...] = (target.announce.webhook,)
    if isinstance(place, Objects):
        named = (place.key, place.secret, *named)
        if not place.key:
            yield from USUAL[place.provider]
    if isinstance(place, Sftp):
        named = (place.password, *named)
    yield from (name.removeprefix("$") for name in named if name.startswith("$"))
