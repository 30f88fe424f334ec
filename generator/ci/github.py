"""The workflow for GitHub Actions.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax

Two jobs: the first looks at a file of a few bytes, and the second begins only when something is due, so that
most runs end before they have fetched anything. Only the second waits for its turn: a run that ends at once
must not take the place of one that waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from textwrap import indent
from types import MappingProxyType

from generator.ci import shell
from generator.ci.needs import KEY, KNOWN_HOSTS, TOKEN, Needs

CHECKOUT = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2"
PYTHON = "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405 # v6.2.0"
RESTORE = "actions/cache/restore@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0"
SAVE = "actions/cache/save@55cc8345863c7cc4c66a329aec7e433d2d1c52a9 # v6.1.0"
"""By commit, since a tag can be moved to other code."""

GITHUB = "github.com"
NOTHING: Mapping[str, str] = MappingProxyType({})

_WORKFLOW = """\
# Made by `broadsheet new --ci github`. Builds, checks and deploys the site at each push to {branch}; and
# every quarter of an hour, where something is due by then: an embargo ends, an article expires.
name: Broadsheet
on:
  push:
    branches: ["{branch}"]
  schedule:
    - cron: "3-59/15 * * * *"
  workflow_dispatch:

permissions: {{}}

jobs:
  due:
    name: Is anything due?
    runs-on: ubuntu-latest
    timeout-minutes: 5
    outputs:
      go: ${{{{ steps.ask.outputs.go }}}}
    steps:
      - name: Fetch when the next build is needed
        uses: {restore}
        with:
          path: {due}
          key: due-${{{{ github.run_id }}}}
          restore-keys: due-
      - name: Ask the clock
        id: ask
        run: |
{ask}

  publish:
    name: Build, check, deploy
    needs: due
    if: needs.due.outputs.go == 'yes'
    runs-on: ubuntu-latest
    timeout-minutes: 120
    permissions:
      contents: write  # for the ledger of addresses, published.tsv
    concurrency:
      group: broadsheet-{target}
      cancel-in-progress: false
    steps:
      - name: Fetch the sources, as they are by now
        uses: {checkout}
        with:
          ref: ${{{{ github.ref }}}}
      - name: Set up Python
        uses: {python}
        with:
          python-version: "3.13"
      - name: Fetch what the last build has left
        uses: {restore}
        with:
          path: |
            .broadsheet
            public
          key: broadsheet-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: broadsheet-
{steps}
      - name: Keep when the next build is needed
        uses: {save}
        with:
          path: {due}
          key: due-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
      - name: Keep what this build has left
        uses: {save}
        with:
          path: |
            .broadsheet
            public
          key: broadsheet-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
"""


def workflow(needs: Needs) -> str:
    """The text of the workflow."""
    scheduled = '[ "$GITHUB_EVENT_NAME" = schedule ]'
    ask = [
        shell.NEXT,
        f"if {shell.nothing_is_due(scheduled)}; then",
        *(f"  {line}" for line in shell.TOLD),
        "else",
        '  echo go=yes >> "$GITHUB_OUTPUT"',
        "fi",
    ]
    return _WORKFLOW.format(
        branch=needs.branch,
        target=needs.target,
        due=shell.DUE,
        ask=_indented(ask, 10),
        steps=_steps(needs),
        checkout=CHECKOUT,
        python=PYTHON,
        restore=RESTORE,
        save=SAVE,
    )


def _steps(needs: Needs) -> str:
    steps = [
        _step("Install Broadsheet", [shell.install(needs)]),
        _step("Build", [shell.BUILD]),
        _step("Check", [shell.CHECK]),
    ]
    if not needs.by_token(GITHUB) and (lines := shell.let_in(needs)):
        keys = (name for name in needs.all_secrets(GITHUB) if name in (KEY, KNOWN_HOSTS))
        steps.append(_step("Give ssh its keys", lines, keys))
    steps.append(_step("Deploy", [shell.deploy(needs)], needs.secrets, _token(needs)))
    ledger = shell.keep_ledger("git pull --quiet --rebase", "git push --quiet")
    steps.append(_step("Keep the ledger of addresses", ledger))
    steps.append(_step("Ask what is due next", [shell.ASK]))
    return "\n".join(steps)


def _token(needs: Needs) -> dict[str, str]:
    """Settings of git that put a token into the address of a repository (git-config, `url.*.insteadOf`)."""
    if needs.remote is None or not needs.by_token(GITHUB):
        return {}
    own = " || github.token" if needs.remote.host == GITHUB else ""
    token = f"${{{{ secrets.{TOKEN}{own} }}}}"
    return {
        "GIT_CONFIG_COUNT": '"1"',
        "GIT_CONFIG_KEY_0": f"url.https://x-access-token:{token}@{needs.remote.host}/.insteadOf",
        "GIT_CONFIG_VALUE_0": f'"{needs.remote.start}"',
    }


def _step(
    name: str, lines: Iterable[str], secrets: Iterable[str] = (), environment: Mapping[str, str] = NOTHING
) -> str:
    given = {**{name: f"${{{{ secrets.{name} }}}}" for name in secrets}, **environment}
    written = [f"- name: {name}"]
    if given:
        written += ["  env:", *(f"    {name}: {value}" for name, value in given.items())]
    written += ["  run: |", *(f"    {line}" for line in lines)]
    return _indented(written, 6)


def _indented(lines: Iterable[str], depth: int) -> str:
    return indent("\n".join(lines), " " * depth)
