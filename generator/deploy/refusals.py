"""What a deploy will not do."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Problem
from generator.targets import Target

SITE = "site.yaml"

SHOWN = 3  # names in a message


def strange(target: Target, what: str) -> Problem:
    """The host is not in a state to be taken over unseen."""
    message = f"`{target.name}` may be somebody else's: {what}"
    cure = "Look what is there. With --force it is taken over; files of other names are left alone"
    return Problem(SITE, target.line, target.column, "strange-host", message, cure)


def foreign(target: Target, paths: Sequence[str]) -> Problem:
    """Files at the host that another hand has changed."""
    shown = ", ".join(sorted(paths)[:SHOWN])
    more = f" and {len(paths) - SHOWN:,} more" if len(paths) > SHOWN else ""
    message = f"Another hand has changed what was deployed to `{target.name}`: {shown}{more}"
    cure = "Bring what is wanted of it into the site; then deploy with --force, which sends every file again"
    return Problem(SITE, target.line, target.column, "foreign-change", message, cure)
