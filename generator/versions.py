"""What a store depends on as a whole: the code of Broadsheet, of Python, and of the libraries."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LIBRARIES = frozenset({
    "babel", "budoux", "comrak", "jinja2", "markdown", "markupsafe", "msgspec", "nh3", "pillow", "pygments",
    "pyyaml", "rcssmin", "selectolax", "tzdata", "uharfbuzz", "vl_convert_python",
})  # fmt: skip
"""Those whose next version may write other bytes."""


@cache
def version() -> bytes:
    """A digest that changes with the code, with Python, and with any of the libraries.

    It is taken once: a preview goes on with the code that it has loaded, whatever is installed meanwhile.
    """
    digest = hashlib.blake2b(platform.python_version().encode(), digest_size=20)
    package = Path(__file__).parent
    for path in sorted(_files(str(package))):
        digest.update(path.removeprefix(str(package)).encode())
        with open(path, "rb") as file:
            digest.update(file.read())
    for name in sorted(_libraries()):
        digest.update(name.encode())
    return digest.digest()


def _files(folder: str) -> Iterator[str]:
    """The modules, and the catalogues of the interface beside them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".yaml")):
                yield entry.path
            elif entry.is_dir() and entry.name != "theme":
                yield from _files(entry.path)


def _libraries() -> Iterator[str]:
    """The installed libraries with their versions, by the names of their folders of metadata.

    Only the names are read: `importlib.metadata` would cost more than the rest of a build with nothing to do.
    https://packaging.python.org/en/latest/specifications/recording-installed-packages/
    """
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info") and name.partition("-")[0].lower() in LIBRARIES:
                yield name
