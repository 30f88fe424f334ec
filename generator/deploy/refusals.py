"""What a deploy will not do."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model import Problem

SHOWN = 3  # names in a message


def strange(name: str, what: str) -> Problem:
    """The host is not in a state to be taken over unseen."""
    message = f"`{name}` may be somebody else's: {what}"
    cure = "Look what is there. With --force it is taken over; files of other names are left alone"
    return Problem(f"deploy.{name}", 0, 0, "strange-host", message, cure)


def foreign(name: str, paths: Sequence[str]) -> Problem:
    """Files at the host that another hand has changed."""
    shown = ", ".join(sorted(paths)[:SHOWN])
    more = f" and {len(paths) - SHOWN:,} more" if len(paths) > SHOWN else ""
    message = f"Another hand has changed what was deployed to `{name}`: {shown}{more}"
    cure = "Bring what is wanted of it into the site; then deploy with --force, which sends every file again"
    return Problem(f"deploy.{name}", 0, 0, "foreign-change", message, cure)
