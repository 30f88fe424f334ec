"""Where a site is deployed to, as `deploy:` in `site.yaml` names it. `settings/deploy.py` reads it.

Values that may be secret are texts such as `$R2_SECRET`: the name of a variable of the environment.
"""

from __future__ import annotations

from generator.model import Record

HOUR = 3600


class Folder(Record, frozen=True, tag="folder"):
    """A folder of this machine. With `keep`, releases below it and a link `current` to the one that shows."""

    path: str
    keep: int = 5  # releases; 0 writes into the folder itself


class Rsync(Record, frozen=True, tag="rsync"):
    host: str  # as ssh knows it: `user@example.org`, or a name of ~/.ssh/config
    path: str  # on that host
    port: int = 0  # 0 is what ssh is set to
    identity: str = ""  # the file of a key
    known_hosts: str = ""


class Sftp(Record, frozen=True, tag="sftp"):
    host: str
    path: str
    port: int = 0
    identity: str = ""
    known_hosts: str = ""
    password: str = ""  # `$NAME`


class Git(Record, frozen=True, tag="git"):
    """A branch that holds the site and nothing else."""

    repository: str  # anything that git can push to
    branch: str = "gh-pages"
    cname: str = ""  # the domain that GitHub Pages serves it at
    history: bool = True  # whether each deploy follows on the last; else the branch is one commit


class Objects(Record, frozen=True, tag="objects"):
    """An object store. Of the fields that name an account, each provider has its own."""

    provider: str  # `s3`, `azure` or `google`
    bucket: str  # the container, on Azure
    prefix: str = ""  # a folder in the bucket, without slashes around it
    region: str = ""
    endpoint: str = ""  # the address of the store, where it is not the provider's own
    account: str = ""  # on Azure
    key: str = ""  # `$NAME`
    secret: str = ""  # `$NAME`
    compress: str = ""  # `gzip` or `br`: how texts are stored
    page_cache: int = 60  # seconds for which a page may be kept


Place = Folder | Rsync | Sftp | Git | Objects


class Announce(Record, frozen=True):
    """Who is told of a deploy."""

    websub: bool = False  # the hub of `feeds.hub`
    indexnow: str = ""  # the key, which is public
    indexnow_endpoint: str = "https://api.indexnow.org/indexnow"
    webhook: str = ""  # an address, or `$NAME`

    @property
    def anybody(self) -> bool:
        return bool(self.websub or self.indexnow or self.webhook)


class Target(Record, frozen=True):
    """One line of `deploy:`."""

    name: str
    place: Place
    base_url: str = ""  # the address that the output has to be built for; that of the site where it is empty
    verify_url: str = ""  # where `--verify` looks; `base_url` where it is empty
    grace: int = HOUR  # seconds for which a file stays that nothing refers to any more
    precompress: tuple[str, ...] = ()  # `gz`, `br`, `zst`: beside each text
    announce: Announce = Announce()
    line: int = 0  # where `site.yaml` names it
    column: int = 0

    @property
    def kind(self) -> str:
        return str(self.place.provider if isinstance(self.place, Objects) else tag_of(self.place))


def tag_of(place: Place) -> str:
    return str(place.__struct_config__.tag)
