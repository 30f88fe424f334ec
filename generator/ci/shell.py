"""What all workflows do, as lines of shell: they run under `bash -e`, at the top of the repository."""

from __future__ import annotations

import posixpath
import shlex

from generator.ci.needs import KEY, KNOWN_HOSTS, Needs

DUE = ".broadsheet/due"
"""Holds when the next build is needed, in seconds since 1970; empty where none is."""

BUILD = "broadsheet build"
CHECK = "broadsheet check"
ASK = f"broadsheet due --epoch > {DUE}"


def nothing_is_due(scheduled: str) -> str:
    """A condition: that this run began by the clock, and that nothing is due by it.

    `scheduled` is the condition that tells the first. Where it is not known what is due, something is.
    """
    early = '[ "$(date +%s)" -lt "$next" ]'
    return f'{scheduled} && {{ [ -z "$next" ] || {early}; }}'


NEXT = f"next=$(cat {DUE} 2>/dev/null || echo 0)"
TOLD = (
    'when=${next:+before $(date -u -d "@$next")}',
    'echo "Nothing is due ${when:-until somebody changes something}."',
)


def install(needs: Needs) -> str:
    extras = f"[{','.join(needs.extras)}]" if needs.extras else ""
    return f'pip install --quiet "broadsheet{extras}=={needs.version}"'


def deploy(needs: Needs) -> str:
    """`check` has run before."""
    return f"broadsheet deploy {shlex.quote(needs.target)} --no-check"


def let_in(needs: Needs) -> list[str]:
    """Puts the keys of ssh where it looks for them."""
    folders = dict.fromkeys(posixpath.dirname(path) for path in (needs.identity, needs.known_hosts))
    lines = [f"install -d -m 700 {_quoted(folder)}" for folder in folders if folder]
    if needs.identity:
        lines.append(f"""(umask 077; printf '%s\\n' "${KEY}" > {_quoted(needs.identity)})""")
    if needs.known_hosts:
        lines.append(f"""printf '%s\\n' "${KNOWN_HOSTS}" >> {_quoted(needs.known_hosts)}""")
    return lines


def _quoted(path: str) -> str:
    """A path for a shell, which is to know the home of whoever it works for."""
    home, below = ("~/", path[2:]) if path.startswith("~/") else ("", path)
    return home + shlex.quote(below)


def keep_ledger(pull: str, push: str) -> list[str]:
    """Commits the ledger of addresses where the deploy has changed it."""
    return [
        "git add published.tsv",
        "if ! git diff --cached --quiet; then",
        "  git config user.name Broadsheet",
        "  git config user.email broadsheet@localhost",
        '  git commit --quiet --message "Addresses that were published"',
        f"  {pull}",
        f"  {push}",
        "fi",
    ]
