"""The pipeline for GitLab CI (https://docs.gitlab.com/ci/yaml/).

One job, for no job of GitLab can tell another to stay away. What a job has kept is there before its first
line, so that it ends a few seconds after its start where nothing is due.
"""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import indent

from generator.ci import shell
from generator.ci.needs import TOKEN, Needs

_PIPELINE = """\
# Made by `broadsheet new --ci gitlab`. Builds, checks and deploys the site at each push to the default
# branch; and by a schedule (Build, Pipeline schedules: `3-59/15 * * * *`), where something is due by then: an
# embargo ends, an article expires.
workflow:
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH

publish:
  image: python:3.13
  resource_group: broadsheet-{target}
  timeout: 2 hours
  cache:
    key: broadsheet
    paths:
      - .broadsheet/
      - public/
  script:
{script}
"""


def workflow(needs: Needs) -> str:
    """The text of the pipeline."""
    scheduled = '[ "$CI_PIPELINE_SOURCE" = schedule ]'
    ask = [
        shell.NEXT,
        f"if {shell.nothing_is_due(scheduled)}; then",
        *(f"  {line}" for line in shell.TOLD),
        "  exit 0",
        "fi",
    ]
    newest = [
        "# The sources, as they are by now",
        'git fetch --quiet "$CI_REPOSITORY_URL" "$CI_COMMIT_BRANCH"',
        'git checkout --quiet -B "$CI_COMMIT_BRANCH" FETCH_HEAD',
    ]
    ledger = shell.keep_ledger(
        'git pull --quiet --rebase "$CI_REPOSITORY_URL" "$CI_COMMIT_BRANCH"',
        'git push --quiet --push-option=ci.skip "$CI_REPOSITORY_URL" "HEAD:$CI_COMMIT_BRANCH"',
    )
    parts = [ask, newest, _programs(needs), [shell.install(needs)], [shell.BUILD], [shell.CHECK]]
    parts += [_keys(needs), [shell.deploy(needs)], ["# The ledger of addresses", *ledger], [shell.ASK]]
    script = "\n".join(_item(lines) for lines in parts if lines)
    return _PIPELINE.format(target=needs.target, script=script)


def _programs(needs: Needs) -> list[str]:
    if not needs.programs:
        return []
    return ["apt-get update -qq", f"apt-get install -qq -y {' '.join(needs.programs)} > /dev/null"]


def _keys(needs: Needs) -> list[str]:
    """What lets the deploy in: keys of ssh, or a token that git puts into the address of the repository."""
    if needs.remote is None or not needs.by_token(""):
        return shell.let_in(needs)
    host = needs.remote.host
    return [
        "export GIT_CONFIG_COUNT=1",
        f'export GIT_CONFIG_KEY_0="url.https://oauth2:${TOKEN}@{host}/.insteadOf"',
        f'export GIT_CONFIG_VALUE_0="{needs.remote.start}"',
    ]


def _item(lines: Iterable[str]) -> str:
    """One entry of a script: a block, so that nothing in it means anything to YAML."""
    return indent("\n".join(("- |", *(f"  {line}" for line in lines))), "    ")
