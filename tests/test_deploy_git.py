"""`broadsheet deploy` to a branch of a bare repository."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from deploys import broken, edit, kill, lacking, paper, published, run_here
from scale import scaled
from sites import Site
from tools import need

KILLS = scaled(4, 100)


class Branch:
    """A branch of a bare repository, as anybody sees it."""

    def __init__(self, path: Path, name: str = "gh-pages") -> None:
        self.path = path
        self.name = name

    def git(self, *arguments: str) -> bytes:
        return subprocess.run(
            ["git", "-C", str(self.path), *arguments], capture_output=True, check=True, timeout=60
        ).stdout

    @property
    def files(self) -> set[str]:
        return set(self.git("ls-tree", "-rz", "--name-only", self.name).decode().strip("\0").split("\0"))

    @property
    def commits(self) -> list[str]:
        return self.git("log", "--format=%s", self.name).decode().splitlines()

    def get(self, path: str) -> bytes | None:
        done = subprocess.run(
            ["git", "-C", str(self.path), "cat-file", "blob", f"{self.name}:{path}"],
            capture_output=True,
            check=False,
        )
        return done.stdout if done.returncode == 0 else None

    def fetch(self, path: str) -> bytes | None:
        return self.get(path.lstrip("/") + ("index.html" if path.endswith("/") else ""))

    def commit_by_hand(self, work: Path) -> None:
        """Somebody clones the branch, changes a file and pushes."""
        run = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "clone", "-q", "-b", self.name, str(self.path), str(work)], check=True)
        (work / "index.html").write_bytes(b"<p>by hand")
        subprocess.run([*run, "-C", str(work), "commit", "-qam", "By hand"], check=True)
        subprocess.run(["git", "-C", str(work), "push", "-q"], check=True)


@pytest.fixture(params=[False, True], ids=["whole", "filtered"])
def branch(tmp_path: Path, request: pytest.FixtureRequest) -> Branch:
    """An empty repository that gives out commits without their files, or does not."""
    path = tmp_path / "bare.git"
    need("/usr/bin/git", "git")
    subprocess.run(["git", "init", "-q", "--bare", str(path)], check=True)
    made = Branch(path)
    if request.param:
        made.git("config", "uploadpack.allowFilter", "true")
    return made


@pytest.fixture
def here(tmp_path: Path, branch: Branch) -> Site:  # noqa: ARG001
    made = paper(tmp_path / "site", "type: git, repository: ../bare.git, cname: news.example.org")
    made.build()
    return made


def forget(here: Site) -> None:
    """As in a fresh clone of the site."""
    import shutil

    shutil.rmtree(here.root / ".broadsheet" / "deploy")


def test_a_branch_holds_the_site_and_what_hosts_need(here: Site, branch: Branch) -> None:
    done = Site(here.root).run("deploy")
    assert done.returncode == 0, done.stderr
    assert branch.files - set(published(here.root / "public")) == {
        ".nojekyll", "CNAME", ".broadsheet/published.tsv", ".broadsheet/record.jsonl",
    }  # fmt: skip
    assert branch.get("CNAME") == b"news.example.org\n"
    assert not lacking(here, branch.get)
    assert not broken(branch.fetch)


def test_each_deploy_is_one_commit_with_a_useful_message(here: Site, branch: Branch) -> None:
    run_here(here)
    assert run_here(here) == 0
    assert len(branch.commits) == 1
    edit(here, 3)
    here.build()
    forget(here)
    assert run_here(here) == 0
    assert len(branch.commits) == 2
    message = branch.git("log", "-1", "--format=%B", branch.name).decode()
    assert message.startswith("Deploy: ") and " files sent\n" in message
    assert "\n+ 2024/11/beta/index.html\n" in message
    assert not lacking(here, branch.get)


def test_a_branch_without_history(tmp_path: Path, here: Site, branch: Branch) -> None:
    here.put(
        "site.yaml",
        (here.root / "site.yaml").read_text().replace("type: git", "type: git, history: no").encode(),
    )
    for number in range(3):
        edit(here, number)
        here.build()
        assert run_here(here) == 0
        assert len(branch.commits) == 1
    assert not lacking(here, branch.get)
    branch.commit_by_hand(tmp_path / "work")
    edit(here, 3)
    here.build()
    assert run_here(here) == 1


def test_a_commit_of_another_hand_is_not_lost(tmp_path: Path, here: Site, branch: Branch) -> None:
    run_here(here)
    branch.commit_by_hand(tmp_path / "work")
    edit(here, 3)
    here.build()
    done = here.run("deploy")
    assert done.returncode == 1 and "foreign-change" in done.stderr and "index.html" in done.stderr
    assert branch.get("index.html") == b"<p>by hand"
    assert run_here(here, "--force") == 0
    assert branch.commits[1] == "By hand"
    assert not lacking(here, branch.get)


def test_a_branch_of_something_else_is_not_taken_over(tmp_path: Path, here: Site, branch: Branch) -> None:
    work = tmp_path / "first"
    subprocess.run(["git", "init", "-q", "-b", "gh-pages", str(work)], check=True)
    (work / "README").write_text("Mine.")
    run = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(work)]
    subprocess.run([*run, "add", "."], check=True)
    subprocess.run([*run, "commit", "-qm", "Mine"], check=True)
    subprocess.run([*run, "push", "-q", str(branch.path), "gh-pages"], check=True)
    done = here.run("deploy")
    assert done.returncode == 1 and "strange-host" in done.stderr
    assert branch.files == {"README"}


def test_a_branch_that_moves_meanwhile(
    tmp_path: Path, here: Site, branch: Branch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from generator.deploy.git import GitHost

    run_here(here)
    edit(here, 3)
    here.build()
    begin = GitHost.begin

    def late(self: GitHost, *given: object) -> None:
        begin(self, *given)  # type: ignore[arg-type]
        branch.commit_by_hand(tmp_path / "work")

    monkeypatch.setattr(GitHost, "begin", late)
    assert run_here(here) == 3
    assert branch.commits[0] == "By hand"


def test_a_repository_that_is_not_there(here: Site) -> None:
    here.put(
        "site.yaml", (here.root / "site.yaml").read_text().replace("../bare.git", "../none.git").encode()
    )
    here.build()
    done = here.run("deploy")
    assert done.returncode == 3 and "there is no repository at this address" in done.stderr


@pytest.mark.torture
def test_a_deploy_that_is_killed_leaves_the_branch_whole(here: Site, branch: Branch) -> None:
    kill(here, KILLS, random.Random("kill git"), branch.fetch, branch.get)
