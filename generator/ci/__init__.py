"""Workflows by which a build service builds, checks and deploys a site: one file for each kind of service."""

from __future__ import annotations

from collections.abc import Callable

from generator.ci import github, gitlab
from generator.ci.needs import Needs
from generator.model import Record


class System(Record, frozen=True):
    """A build service, by the word that `broadsheet new --ci` has for it."""

    word: str
    path: str  # of the workflow, below the top of the repository
    workflow: Callable[[Needs], str]
    host: str  # of repositories, to which each run has a token; empty where there is none
    secrets: str  # where it keeps them, in its own words
    target: str  # the fields of a target for a site that begins, with a place for its name
    advice: str  # what is still to be done by hand, or to be known


SYSTEMS = {
    "github": System(
        "github",
        ".github/workflows/broadsheet.yml",
        github.workflow,
        github.GITHUB,
        "Settings, Secrets and variables, Actions",
        'type: git, repository: "https://github.com/YOU/{name}.git"',
        "GitHub may begin a run some minutes late, and in a private repository each of them is paid for.",
    ),
    "gitlab": System(
        "gitlab",
        ".gitlab-ci.yml",
        gitlab.workflow,
        "",
        "Settings, CI/CD, Variables",
        "type: rsync, host: web@example.org, path: /var/www/{name}",
        "Add a schedule under Build, Pipeline schedules: `3-59/15 * * * *`. Allow pushes under Settings, "
        "CI/CD, Job token permissions.",
    ),
}
