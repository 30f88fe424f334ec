"""Workflows as a build service runs them: their shell, in a fresh clone, with what it keeps between runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from sites import REPOSITORY, Site

PIP = '#!/bin/sh\n[ "$1" = install ]\n'
BROADSHEET = """#!/bin/sh
case "$1" in build|check|due) timed=yes ;; esac
{python} -m generator "$@" ${{timed:+--now "$MOMENT"}} || exit
[ "$1" != deploy ] || [ -z "$AFTER_DEPLOY" ] || sh -ec "$AFTER_DEPLOY"
"""
DATE = '#!/bin/sh\n[ "$1" = +%s ] || exec /bin/date "$@"\n/bin/date -d "$MOMENT" +%s\n'
"""The clock of a run is that of its test: for `date +%s`, and for the commands that take `--now`."""


class Service:
    """A build service, with the repository of a site, and what it keeps from run to run."""

    def __init__(self, home: Path, here: Site) -> None:
        self.home = home
        self.repository = home / "paper.git"
        self._kept = home / "kept"
        self._kept.mkdir(parents=True)
        self._programs()
        run("git", "init", "--quiet", "--bare", "--initial-branch=main", str(self.repository))
        run("git", "config", "receive.advertisePushOptions", "true", cwd=self.repository)
        run("git", "init", "--quiet", "--initial-branch=main", cwd=here.root)
        run("git", "remote", "add", "origin", str(self.repository), cwd=here.root)
        commit(here.root, "The site")
        run("git", "push", "--quiet", "origin", "main", cwd=here.root)

    def _programs(self) -> None:
        for name, text in {"pip": PIP, "broadsheet": BROADSHEET, "date": DATE}.items():
            file = self.home / "bin" / name
            file.parent.mkdir(exist_ok=True)
            file.write_text(text.format(python=sys.executable) if name == "broadsheet" else text)
            file.chmod(0o755)

    def file(self, path: str) -> str:
        """A file as the branch has it."""
        return run("git", "show", f"main:{path}", cwd=self.repository)

    def clone(self) -> Path:
        folder = self.home / "work"
        shutil.rmtree(folder, ignore_errors=True)
        run("git", "clone", "--quiet", "--depth=1", f"file://{self.repository}", str(folder))
        return folder

    def bash(self, script: str, folder: Path, moment: str, **more: str) -> str:
        """What a script prints; it has to succeed."""
        known = {name: value for name, value in os.environ.items() if name != "AFTER_DEPLOY"}
        path = f"{self.home / 'bin'}:{os.environ['PATH']}"
        environment = {**known, "PATH": path, "PYTHONPATH": str(REPOSITORY), "CI": "true", "MOMENT": moment}
        done = subprocess.run(
            ["bash", "-e", "-o", "pipefail", "-c", script],
            cwd=folder, env={**environment, **more}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def restore(self, folder: Path, *names: str) -> None:
        for name in names:
            kept = self._kept / name
            if kept.is_dir():
                shutil.copytree(kept, folder / name, symlinks=True)
            elif kept.is_file():
                (folder / name).parent.mkdir(exist_ok=True)
                shutil.copy(kept, folder / name)

    def keep(self, folder: Path, *names: str) -> None:
        for name in names:
            shutil.rmtree(self._kept / name, ignore_errors=True)
            shutil.copytree(folder / name, self._kept / name, symlinks=True)


def github(service: Service, event: str, moment: str, **more: str) -> str:
    """Run both jobs as GitHub does; gives what their steps print."""
    jobs = yaml.safe_load(service.file(".github/workflows/broadsheet.yml"))["jobs"]
    empty, output = service.home / "empty", service.home / "output"
    shutil.rmtree(empty, ignore_errors=True)
    empty.mkdir()
    output.write_text("")
    service.restore(empty, ".broadsheet/due")
    given = {"GITHUB_EVENT_NAME": event, "GITHUB_OUTPUT": str(output)}
    told = "".join(service.bash(script, empty, moment, **given) for script in scripts(jobs["due"]))
    if output.read_text() != "go=yes\n":
        return told
    folder = service.clone()
    service.restore(folder, ".broadsheet", "public")
    for script in scripts(jobs["publish"]):
        told += service.bash(script, folder, moment, **more)
    service.keep(folder, ".broadsheet", "public")
    return told


def scripts(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def gitlab(service: Service, event: str, moment: str, **more: str) -> str:
    """Run the job as GitLab does: all lines in one shell, on a commit without a branch."""
    job = yaml.safe_load(service.file(".gitlab-ci.yml"))["publish"]
    folder = service.clone()
    run("git", "checkout", "--quiet", "--detach", cwd=folder)
    service.restore(folder, ".broadsheet", "public")
    given = {
        "CI_PIPELINE_SOURCE": event,
        "CI_COMMIT_BRANCH": "main",
        "CI_REPOSITORY_URL": f"file://{service.repository}",
    }
    told = service.bash("\n".join(job["script"]), folder, moment, **given, **more)
    service.keep(folder, *(path.rstrip("/") for path in job["cache"]["paths"]))
    return told


def commit(folder: Path, message: str) -> None:
    run("git", "add", "--all", cwd=folder)
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    run("git", *identity, "commit", "--quiet", "--message", message, cwd=folder)


def run(*command: str, cwd: Path | None = None) -> str:
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout
