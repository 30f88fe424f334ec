"""A digest of the files that a figure or a corpus was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
CORPUS = tuple(
    f"benchmarks/{name}" for name in ("words.yaml", "prose.py", "plan.py", "forms.py", "corpus.py")
)
METHOD = tuple(
    f"benchmarks/{name}"
    for name in ("candidates.py", "generators", "peers", "sites.py", "works.py", "edits.py", "serving.py")
)
SUBJECT = ("generator", "templates", "static", *METHOD, *CORPUS)


@cache
def fingerprint(names: tuple[str, ...]) -> str:
    """Return a digest over the names and the bytes of files and folders of the repository, as they were
    when first asked: code that changes while it is measured is found by the next run."""
    digest = hashlib.sha256()
    for path in sorted(_files(REPOSITORY / name for name in names)):
        digest.update(path.relative_to(REPOSITORY).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(roots: Iterable[Path]) -> list[Path]:
    below = (path for root in roots for path in (root.rglob("*") if root.is_dir() else (root,)))
    return [path for path in below if path.is_file() and "__pycache__" not in path.parts]
