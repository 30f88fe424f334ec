"""A branch of a git repository that holds the site: GitHub Pages, GitLab, Codeberg, or a bare repository.

The tree is put together from objects, in a bare repository of one's own below `.broadsheet/`, so that no
second copy of the site is checked out. Of the branch only its newest commit is fetched, without the files.
Readers see a deploy when the branch moves, all of it at once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.deploy.commands import Command
from generator.deploy.host import HostError, Parcel, no_way_back
from generator.deploy.record import CLAIMS, OWN, RECORD, Deployed
from generator.targets import Git

NOJEKYLL, CNAME = ".nojekyll", "CNAME"
_FILE = "100644"
_NOWHERE = "0" * 40
_PASSING = re.compile(
    r"could not resolve|connection (?:timed out|reset|closed|refused)|early eof|rpc failed|hung up"
    r"|operation timed out|http 5\d\d|returned error: (?:429|5\d\d)",
    re.IGNORECASE,
)
_CAUSES = (
    (r"authentication failed|could not read (?:username|password)|permission denied|error: 403|denied to",
     "git is not let in; see that `git push` works without being asked for a password"),
    (r"not found|does not appear to be a git repository|does not exist|no such file",
     "there is no repository at this address"),
    (r"non-fast-forward|stale info|fetch first|cannot lock ref|failed to update ref",
     "the branch has moved while this deploy was under way"),
    (r"no space left|quota|large files? detected|exceeds .*limit|pack exceeds",
     "the repository does not take this much"),
    (r"pre-receive hook declined|protected branch|GH006", "the repository takes no push to this branch"),
)  # fmt: skip


class GitHost:
    """See `host.Host`."""

    atomic = True
    thorough = True

    def __init__(self, target: Git, name: str, root: Path) -> None:
        self._target = target
        self._folder = root / ".broadsheet" / "deploy" / f"{name}.git"
        local = root / target.repository
        self._url = str(local.resolve()) if local.is_dir() else target.repository
        environment = {
            "GIT_DIR": str(self._folder.resolve()),
            "GIT_INDEX_FILE": str((self._folder / "index.deploy").resolve()),
            "GIT_TERMINAL_PROMPT": "0",
            "LC_ALL": "C",
        }
        self._git = Command(["git"], environment, _CAUSES, _PASSING)
        self._tip = ""  # the commit of the branch; empty where there is no branch
        self._made = ""  # the commit that was pushed last
        self._own: dict[str, bytes] = {}
        self._stamps: dict[str, str] = {}

    @property
    def _branch(self) -> str:
        return f"refs/heads/{self._target.branch}"

    def connect(self) -> None:
        """See what the branch holds."""
        if not (self._folder / "HEAD").exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare")
        for name, value in (("url", self._url), ("promisor", "true"), ("partialclonefilter", "blob:none")):
            self._git("config", f"remote.host.{name}", value)
        listed = self._git("ls-remote", self._url, self._branch).decode().split()
        self._tip = listed[0] if listed else ""
        if self._tip and not self._git.succeeds("rev-parse", "--quiet", "--verify", f"{self._tip}^{{tree}}"):
            self._git(
                "fetch", "--quiet", "--depth=1", "--no-tags", "--filter=blob:none", "host", self._branch
            )  # fmt: skip

    def close(self) -> None:
        """What was fetched stays for the next time."""

    def read(self, name: str) -> bytes | None:
        if name == CLAIMS or not self._tip or name not in self._tree([name]):
            return None
        return self._git("cat-file", "blob", f"{self._tip}:{name}")

    def write(self, name: str, data: bytes) -> None:
        self._own[name] = data

    def is_empty(self) -> bool:
        return not self._tip

    def look(self, paths: Collection[str]) -> Mapping[str, str]:
        if not self._tip:
            return {}
        tree = self._tree()
        return {path: tree[path] for path in paths if path in tree}

    def _tree(self, paths: Iterable[str] = ()) -> dict[str, str]:
        """The files of the branch with the names of their objects."""
        listed = self._git("ls-tree", "-r", "-z", "--full-tree", self._tip, "--", *paths)
        lines = (line.partition("\t") for line in listed.decode().split("\0") if line)
        return {path: about.split()[2] for about, _, path in lines}

    def begin(self, there: Deployed, leaving: Collection[str], coming: Collection[str]) -> None:  # noqa: ARG002
        self._git("read-tree", self._tip or "--empty")
        self._index(dict.fromkeys(leaving, ""))

    def stamp(self, parcel: Parcel) -> str:
        """The name of the object: SHA-1 of its bytes with their number before them (gitformat-loose)."""
        if parcel.path not in self._stamps:
            digest = hashlib.sha1(b"blob %d\0" % parcel.size, usedforsecurity=False)
            for block in parcel.blocks():
                digest.update(block)
            self._stamps[parcel.path] = digest.hexdigest()
        return self._stamps[parcel.path]

    def send(self, parcels: Sequence[Parcel]) -> Iterator[str]:
        """Make the objects, and give them their places; they travel with the commit."""
        files = "".join(f"{parcel.file.resolve()}\n" for parcel in parcels)
        made = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", stdin=files.encode())
        objects = made.decode().split()
        for parcel, each in zip(parcels, objects, strict=True):
            if each != self.stamp(parcel):
                raise HostError(f"{parcel.item.source} in the output has changed while it was sent")
        self._index({parcel.path: each for parcel, each in zip(parcels, objects, strict=True)})
        yield from (parcel.path for parcel in parcels)

    def _index(self, places: Mapping[str, str]) -> None:
        """Give objects their places in the tree that is to be; an empty name takes a file out."""
        lines = (f"{_FILE if each else '0'} {each or _NOWHERE}\t{path}\0" for path, each in places.items())
        if written := "".join(lines):
            self._git("update-index", "-z", "--index-info", stdin=written.encode())

    def remove(self, paths: Sequence[str]) -> Iterator[str]:
        """Nothing is left to do: `begin` has taken these out."""
        yield from paths

    def commit(self, record: bytes, summary: str) -> None:
        if (
            self._made and self._made == self._tip
        ):  # it was pushed, and the connection broke before the answer
            return
        for name, data in self._beside(record).items():
            made = self._git("hash-object", "-w", "--stdin", stdin=data).decode().strip()
            self._index({name: made})
        tree = self._git("write-tree", "--missing-ok").decode().strip()
        parent = ("-p", self._tip) if self._tip and self._target.history else ()
        message = f"Deploy: {summary}\n".encode()
        self._made = (
            self._git(*self._identity(), "commit-tree", tree, *parent, stdin=message).decode().strip()
        )
        lease = () if self._target.history else (f"--force-with-lease={self._branch}:{self._tip}",)
        self._git("push", "--quiet", *lease, "host", f"{self._made}:{self._branch}")

    def _beside(self, record: bytes) -> dict[str, bytes]:
        """The files that such a host needs, unless the site has its own, and those of Broadsheet's own."""
        listed = self._git("ls-files", "-z", NOJEKYLL, CNAME).decode().split("\0")
        own = {} if NOJEKYLL in listed else {NOJEKYLL: b""}
        if self._target.cname:
            own[CNAME] = f"{self._target.cname}\n".encode()
        return {**own, **{name: data for name, data in self._own.items() if name in OWN}, RECORD: record}

    def _identity(self) -> tuple[str, ...]:
        """Who commits, where git does not know."""
        if self._git.succeeds("config", "user.email") or self._git.given("GIT_COMMITTER_EMAIL"):
            return ()
        return "-c", "user.name=Broadsheet", "-c", "user.email=broadsheet@localhost"

    def roll_back(self, now: int) -> str:  # noqa: ARG002
        raise no_way_back("git; `git revert` on its branch is the way")
