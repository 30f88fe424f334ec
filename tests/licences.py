"""The licences of all that Broadsheet uses: `python tests/licences.py` writes docs/licences.md.

They are those that the packages state themselves: `License-Expression`, `Classifier` or `License` of their
core metadata (https://packaging.python.org/en/latest/specifications/core-metadata/).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAGE = Path(__file__).parent.parent / "docs" / "licences.md"
OPTIONS = ("charts", "commonmark", "compress", "s3", "sftp")
HEAD = """# Licences

Broadsheet is under the [MIT licence](../LICENSE). What it uses is installed beside it, not part of it; the \
fonts of the theme and of social cards come along, each with its licence. This page is written by \
`python tests/licences.py`, from what the packages say of themselves, and a test compares it with what is \
installed.
"""
_SHORT = {
    "apache software license": "Apache-2.0",
    "bsd license": "BSD",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}


def used(*extras: str) -> dict[str, Distribution]:
    """What is installed of what Broadsheet needs, by its name; with `extras`, of what they need."""
    found: dict[str, Distribution] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    todo = list(_needs("broadsheet", extras))
    while todo:
        name, more = todo.pop()
        if (name, more) in seen or name == "broadsheet":
            continue
        seen.add((name, more))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # for another system or Python
            continue
        todo += _needs(name, more)
    return found


def _needs(name: str, extras: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The packages that one needs with some extras, each with those of its own that are asked for."""
    for written in distribution(name).requires or ():
        needed = Requirement(written)
        if needed.marker is None or any(needed.marker.evaluate({"extra": each}) for each in ("", *extras)):
            yield canonicalize_name(needed.name), tuple(sorted(needed.extras))


def licence(package: Distribution) -> str:
    """The licence of a package, in SPDX's words where it has them; "" where it says nothing."""
    metadata = package.metadata
    if stated := metadata.get("License-Expression"):
        return stated
    classified = [each for each in metadata.get_all("Classifier") or () if each.startswith("License ::")]
    names = [each.rpartition(" :: ")[2] for each in classified if not each.lower().endswith(" approved")]
    if names:
        return " or ".join(_SHORT.get(name.lower(), name) for name in names)
    lines = (metadata.get("License") or "").strip().splitlines()
    return lines[0] if lines else ""


def table(packages: dict[str, Distribution]) -> str:
    lines = (f"| {name} | {licence(packages[name])} |" for name in sorted(packages))
    return "\n".join(("| package | licence |", "|---|---|", *lines))


def page() -> str:
    core = used()
    options = {name: each for name, each in used(*OPTIONS).items() if name not in core}
    both = core | options
    tests = {name: each for name, each in used("dev").items() if name not in both}
    parts = (
        HEAD,
        "## Always there\n",
        table(core),
        "\n## For extras\n",
        table(options),
        "\n## For tests alone\n",
        table(tests),
    )
    return "\n".join(parts) + "\n"


def listed(text: str) -> dict[str, str]:
    """The packages of a page with their licences."""
    return dict(re.findall(r"^\| (?!package)([a-z0-9][a-z0-9.-]*) \| (.*) \|$", text, re.MULTILINE))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
